package duty

import (
	"bufio"
	"context"
	"io"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"anlan"
	"anlan/internal/authz"
)

// Calendar writes the roster of a unit as iCalendar (RFC 5545), for the phones of those on duty.
// Numbers and notes stay behind: the file travels.
func (s *Service) Calendar(ctx context.Context, a anlan.Actor, unit anlan.ID, from, to anlan.Date, out io.Writer) error {
	if err := authz.Check(a, actRead); err != nil {
		return err
	}
	d := s.read()
	u, err := d.reg.Unit(ctx, unit)
	if err != nil {
		return err
	}
	shifts, err := d.Roster(ctx, unit, from.Start(), to.End())
	if err != nil {
		return err
	}
	w := ics{Writer: bufio.NewWriter(out)}
	w.line("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Anlan//duty//ZH", "CALSCALE:GREGORIAN", "METHOD:PUBLISH")
	for _, shift := range shifts {
		watch, err := d.watch(ctx, shift)
		if err != nil {
			return err
		}
		w.event(u.Name, shift, watch)
	}
	w.line("END:VCALENDAR")
	return w.Flush()
}

// ics writes content lines; bufio keeps the first error for Flush.
type ics struct{ *bufio.Writer }

func (w ics) event(unit string, s Shift, who Watch) {
	title := unit + "值班：" + who.Name
	if who.LeaderName != "" {
		title += "（带班：" + who.LeaderName + "）"
	}
	w.line("BEGIN:VEVENT", "UID:"+string(s.ID)+"@anlan", "SEQUENCE:"+sequence(s.Revision), "DTSTAMP:"+utc(s.Updated),
		"DTSTART:"+utc(s.Starts), "DTEND:"+utc(s.Ends), "SUMMARY:"+escaped(title), "END:VEVENT")
}

func sequence(revision int64) string { return strconv.FormatInt(revision-1, 10) }

func utc(at anlan.Instant) string { return at.Time().In(time.UTC).Format("20060102T150405Z") }

// escaped writes text as RFC 5545 wants it.
func escaped(s string) string {
	return strings.NewReplacer(`\`, `\\`, ";", `\;`, ",", `\,`, "\r", "", "\n", `\n`).Replace(s)
}

// line writes content lines, folded after 75 octets without cutting a character.
func (w ics) line(lines ...string) {
	for _, l := range lines {
		room := 75
		for len(l) > room {
			cut := room
			for !utf8.RuneStart(l[cut]) {
				cut--
			}
			_, _ = w.WriteString(l[:cut] + "\r\n ") // Flush tells the first error
			l, room = l[cut:], 74
		}
		_, _ = w.WriteString(l + "\r\n")
	}
}
