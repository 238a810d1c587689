package app

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"

	"anlan"
	"anlan/internal/event"
)

// relayName is the name under which the relay remembers how far it has published.
const relayName = "relay"

// relay publishes every event to a NATS server, for other programs of the county: at least once, each
// under its own ID, so that the stream drops what it has seen. The database stays the memory; a
// server that is away only makes the relay wait.
func (a *App) relay(ctx context.Context) {
	for ctx.Err() == nil {
		if err := a.relayOnce(ctx); err != nil && ctx.Err() == nil {
			a.Log.Error("the relay to NATS waits", "error", err)
			select {
			case <-time.After(5 * time.Second):
			case <-ctx.Done():
			}
		}
	}
}

func (a *App) relayOnce(ctx context.Context) error {
	conn, err := nats.Connect(a.NATS, nats.Name("anlan"), nats.MaxReconnects(-1))
	if err != nil {
		return fmt.Errorf("connect: %w", err)
	}
	defer conn.Close()
	js, err := jetstream.New(conn)
	if err != nil {
		return err
	}
	if err := a.stream(ctx, js); err != nil {
		return err
	}
	event.Follow(ctx, a.DB, a.Log, relayName, func(ctx context.Context, batch []anlan.Event) error { return a.publish(ctx, js, batch) })
	return nil
}

// stream makes sure that the county's subjects are kept; a stream that operators have made stays as
// it is.
func (a *App) stream(ctx context.Context, js jetstream.JetStream) error {
	_, err := js.CreateStream(ctx, jetstream.StreamConfig{Name: "ANLAN", Subjects: []string{"anlan.>"}, Duplicates: 24 * time.Hour})
	if errors.Is(err, jetstream.ErrStreamNameAlreadyInUse) {
		return nil
	}
	return err
}

func (a *App) publish(ctx context.Context, js jetstream.JetStream, batch []anlan.Event) error {
	county := cmp.Or(a.County(ctx).Code, "new") // before the set-up there is none
	for _, e := range batch {
		raw, err := json.Marshal(e)
		if err != nil {
			return err
		}
		subject := "anlan." + county + "." + strings.ReplaceAll(e.Kind, " ", "_")
		if _, err := js.Publish(ctx, subject, raw, jetstream.WithMsgID(string(e.ID))); err != nil {
			return fmt.Errorf("publish %s: %w", e.ID, err)
		}
	}
	return nil
}
