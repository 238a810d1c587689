package field

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"strconv"
	"strings"
	"time"

	"anlan"
	"anlan/internal/db"
	"anlan/internal/event"
	"anlan/internal/field/fielddb"
	"anlan/internal/notify"
	"anlan/internal/rule"
	"anlan/internal/timer"
)

// timerHeld is the alarm of a held part: it looks again whether the part can be carried out.
const timerHeld = "field.held"

// kindDue says that a held part should be looked at: the reader of events does it, outside of the alarm's
// transaction.
const kindDue = "field.part_due"

// What is told of a held part: the ledger keeps what came, byte for byte by its digest, and what became of
// it, also after the part itself is forgotten.
const (
	kindHeld  = "field.part_held"
	kindEnded = "field.part_ended"
)

// told is what the ledger keeps of a part that waits.
func (p Part) told() map[string]any {
	sum := sha256.Sum256(p.Body)
	return map[string]any{"method": p.Method, "path": p.Path, "needs": p.Needs, "body": hex.EncodeToString(sum[:])}
}

// release carries out the held parts that wait for what a batch of events brings.
func (s *Service) release(ctx context.Context, batch []anlan.Event) error {
	if n, err := s.q().AnyNeed(ctx); err != nil || n == 0 {
		return db.Classify(err)
	}
	seen := map[anlan.Ref]bool{}
	for _, e := range batch {
		if e.Kind == kindDue {
			if err := s.retry(ctx, e.Ref.ID); err != nil {
				return err
			}
			continue
		}
		if seen[e.Ref] {
			continue
		}
		seen[e.Ref] = true
		ids, err := s.q().WaitingFor(ctx, e.Ref.String())
		if err != nil {
			return db.Classify(err)
		}
		for _, id := range ids {
			if err := s.retry(ctx, id); err != nil {
				return err
			}
		}
	}
	return nil
}

// retry carries out a held part if nothing is missing any more. A part that the door cannot take now
// waits for its alarm.
func (s *Service) retry(ctx context.Context, id anlan.ID) error {
	row, err := s.q().Part(ctx, id)
	if err = db.Classify(err); err != nil {
		return ignoreGone(err)
	}
	h := heldOf(row)
	if h.State != Held {
		return nil
	}
	missing, err := s.missing(ctx, s.d.Reader(), h.Needs)
	if err != nil || len(missing) > 0 {
		return err
	}
	return s.settle(ctx, s.carryOut(ctx, h.by, h.Part), true)
}

func ignoreGone(err error) error {
	if anlan.KindOf(err) == anlan.NotFound {
		return nil
	}
	return err
}

// settle notes what became of a held part, and tells its sender's post of a refusal that its phone has not
// seen.
func (s *Service) settle(ctx context.Context, o Outcome, tell bool) error {
	return s.d.Write(db.WithKey(ctx, ""), anlan.Clock, func(tx *db.Tx) error {
		q, arg := fielddb.New(tx), fielddb.TryPartParams{ID: o.ID, State: string(o.State), Status: int64(o.Status), Answer: string(o.Answer), Ended: tx.Now}
		if o.Problem != nil {
			arg.Answer = string(o.Problem)
		}
		if o.State == Again {
			arg.State, arg.Ended = string(Held), 0
		}
		n, err := q.TryPart(ctx, arg)
		if err != nil || n == 0 || o.State == Again {
			return db.Classify(err)
		}
		if err := q.DropNeeds(ctx, o.ID); err != nil {
			return db.Classify(err)
		}
		if err := tx.Emit(kindEnded, refOf(o.ID), map[string]any{"state": o.State, "status": o.Status}, nil); err != nil {
			return err
		}
		if err := timer.Cancel(ctx, tx, timerHeld+"/"+string(o.ID)); err != nil || o.State != Refused || !tell {
			return err
		}
		row, err := q.Part(ctx, o.ID)
		if err != nil {
			return db.Classify(err)
		}
		return notify.Send(ctx, tx, told(row, "refused", "离线记录未被接收", "它没有通过检查。请打开手机上的“待传”看原因，改正后重新发送。"))
	})
}

// ring is the alarm of a held part: the reader of events is asked to look again; after the hours of
// the policy (phone-late) the sender's post is told, once.
func (s *Service) ring(ctx context.Context, tx *db.Tx, t timer.Timer) error {
	row, err := fielddb.New(tx).Part(ctx, t.Ref.ID)
	if err != nil {
		return ignoreGone(db.Classify(err))
	}
	if row.State != string(Held) {
		return nil
	}
	late, _, err := rule.Get[rule.LateRule](s.rules(), rule.PhoneLate, tx.Now.Date())
	if err != nil {
		return err
	}
	age := tx.Now.Sub(row.Received)
	if age >= late.Tell() {
		err := notify.Send(ctx, tx, told(row, "waiting", "离线记录在等待前面的部分", "它已在服务器上等待 "+strconv.Itoa(late.TellHours)+" 小时：所依据的那条还没有传到。请打开存有那条记录的手机并联网；连不上网时请导出救援文件。"))
		if err != nil {
			return err
		}
	}
	if err := tx.Emit(kindDue, t.Ref, map[string]any{"tried": row.Tried}, nil); err != nil {
		return err
	}
	return setAlarm(ctx, tx, row.ID, pause(age, late.Tell()))
}

// pause grows with the age of a part: the news that releases it has probably been heard.
func pause(age, tell time.Duration) time.Duration {
	switch {
	case age < time.Hour:
		return 10 * time.Minute
	case age < tell:
		return min(time.Hour, tell-age)
	default:
		return 24 * time.Hour
	}
}

// told is a notice to the post that sent the part. Notices are in Chinese, for the county's own channels;
// package flow says them in English.
func told(r fielddb.FieldPart, what, title, text string) notify.Notice {
	return notify.Notice{Key: "field." + what + "/" + string(r.ID), Post: r.Post, Kind: "field.part_" + what, Ref: refOf(r.ID),
		Title: title + "：" + called(heldOf(r).Part), Text: text, Path: "/m/outbox"}
}

// called is what people call the record of a part: in their own words, or by its room.
func called(p Part) string {
	if title := p.title(); title != "" {
		return title
	}
	room, _, _ := strings.Cut(strings.TrimPrefix(p.Path, "/api/v1/"), "/")
	return map[string]string{"hazards": "隐患", "inspections": "检查", "permits": "作业票", "matters": "事项", "risks": "风险点", "sites": "场所"}[room]
}

var _ event.Handler = (*Service)(nil).Handle
