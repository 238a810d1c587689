// Package db is the house's only door to the database, on SQLite and on PostgreSQL alike.
//
// # One transaction, one instant, one actor, its events
//
// Every change goes through [DB.Write]. The function it is given sees a [Tx]: tx.Now is the only
// clock a use case knows, tx.Actor is who acts, tx.NewID makes identifiers, tx.Emit stores what
// happened together with the rows it happened to. The function may run again after a
// serialization failure, so it touches nothing but tx and variables of its own.
//
//	err := d.Write(ctx, actor, func(tx *db.Tx) error {
//		q := matterdb.New(tx)                     // sqlc's generated queries run on a Tx
//		m, err := q.Matter(ctx, id)               // load
//		next, err := matter.Sign(m, tx.Actor, tx.Now) // decide (pure)
//		err = q.UpdateMatter(ctx, …)              // save, guarded by revision
//		return tx.Emit("matter.signed", ref, body, next) // tell; next is sealed into the ledger
//	})
//
// # Durability
//
// A Write that returned nil is on disk (law 10). On SQLite concurrent Writes share one commit, so that one sync of
// the log serves a batch, and the next batch works while it lasts (ADR 14). On PostgreSQL each is a serializable
// transaction that is retried.
//
// # Idempotency
//
// A request's client-made key ([WithKey]) becomes the ID of the first event it causes. A Write whose
// key is already an event has happened before: it returns [ErrDone] at once and changes nothing, so
// the caller answers with the present state (law 9). One request therefore makes one Write.
//
// # SQL
//
// One text for both engines: $N placeholders, no now(), no ANY, no JSON functions, times in
// INSTANT (UTC milliseconds), identifiers in IDTEXT, civil days in DAYTEXT. Every list is bounded
// and has an index.
package db
