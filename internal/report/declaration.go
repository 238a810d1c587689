package report

import (
	"context"
	"errors"
	"slices"
	"strings"

	"anlan"
	"anlan/internal/authz"
	"anlan/internal/db"
	"anlan/internal/registry"
	"anlan/internal/report/reportdb"
	"anlan/internal/rule"
)

// RefDeclaration names a zero declaration.
const RefDeclaration = "report.nil"

// Declaration is a zero declaration (零报告): somebody says, with a basis, that there was nothing of a source in a
// year. Without it nothing written down is "no record".
type Declaration struct {
	ID       anlan.ID      `json:"id"`
	Year     int           `json:"year"`
	Source   string        `json:"source"`
	Area     string        `json:"area,omitempty"` // township; empty: the county
	Name     string        `json:"name,omitempty"` // of the township
	Basis    string        `json:"basis"`
	By       anlan.ID      `json:"by"`
	At       anlan.Instant `json:"at"`
	Void     string        `json:"void,omitempty"` // why it does not hold
	VoidBy   anlan.ID      `json:"voidBy,omitempty"`
	Revision int64         `json:"revision"`
}

// Ref names the declaration.
func (n Declaration) Ref() anlan.Ref { return anlan.Ref{Kind: RefDeclaration, ID: n.ID} }

func (n Declaration) row(doc string) reportdb.ReportZero {
	return reportdb.ReportZero{ID: n.ID, Year: int64(n.Year), Source: n.Source, Area: n.Area, Holds: n.Void == "", Revision: n.Revision, Doc: doc}
}

// DeclarationDraft is what somebody declares.
type DeclarationDraft struct {
	ID     anlan.ID `json:"id,omitempty" maxLength:"36"`
	Year   int      `json:"year" minimum:"2000" maximum:"2100"`
	Source string   `json:"source" maxLength:"40" doc:"hazard, inspection, accident …"`
	Area   string   `json:"area,omitempty" maxLength:"9" doc:"Township; empty: the county, or the township of the actor"`
	Basis  string   `json:"basis" maxLength:"200" doc:"What it rests on: a report, a register that was looked through"`
}

func (d DeclarationDraft) check(known []string, today anlan.Date) error {
	var bad anlan.Problems
	if d.Year >= today.Year() {
		bad = append(bad, anlan.ErrAnnualNilEarly.With("year", d.Year).At("year"))
	}
	if !slices.Contains(known, d.Source) {
		bad = append(bad, anlan.ErrFieldInvalid.With("name", "source").With("value", d.Source).At("source"))
	}
	if strings.TrimSpace(d.Basis) == "" {
		bad = append(bad, anlan.ErrFieldRequired.With("name", "basis").At("basis"))
	}
	return bad.Err()
}

// Declare keeps a zero declaration. Where something of the sort stands in the records, nothing can be
// declared.
func (s *Service) Declare(ctx context.Context, a anlan.Actor, d DeclarationDraft) (Declaration, error) {
	if own := authz.ScopeFor(a, actDeclare); d.Area == "" && !own.All && len(own.Places) > 0 {
		d.Area = own.Places[0][:min(9, len(own.Places[0]))] // a township speaks for itself
	}
	if err := authz.Check(a, actDeclare, authz.Target{Place: d.Area}); err != nil {
		return Declaration{}, err
	}
	set, _, err := s.annualSet(s.d.Now().Date())
	if err != nil {
		return Declaration{}, err
	}
	if err := d.check(sources(set), s.d.Now().Date()); err != nil {
		return Declaration{}, err
	}
	n := Declaration{ID: d.ID, Year: d.Year, Source: d.Source, Area: d.Area, Basis: strings.TrimSpace(d.Basis), Revision: 1}
	err = s.d.Write(ctx, a, func(tx *db.Tx) error {
		n.By, n.At = seatOf(a), tx.Now
		if n.ID == "" {
			n.ID = tx.NewID()
		} else if _, err := anlan.ParseID(string(n.ID)); err != nil {
			return err
		}
		if n.Area != "" {
			p, err := registry.In(tx).Place(ctx, n.Area)
			if err != nil {
				return anlan.ErrFieldInvalid.With("name", "area").With("value", n.Area).At("area")
			}
			n.Name = p.Name
		}
		if err := s.nothing(ctx, tx, n); err != nil {
			return err
		}
		doc, err := db.Encode(n)
		if err != nil {
			return err
		}
		if err := reportdb.New(tx).InsertZero(ctx, reportdb.InsertZeroParams(n.row(doc))); err != nil {
			return db.Classify(err)
		}
		return tx.Emit("report.nil_declared", n.Ref(), n, n)
	})
	if errors.Is(err, db.ErrDone) && d.ID != "" {
		return db.Decode[Declaration](reportdb.New(s.d.Reader()).ZeroByID(ctx, d.ID))
	}
	return n, err
}

// nothing refuses a declaration that the records, or another declaration, contradict.
func (s *Service) nothing(ctx context.Context, tx *db.Tx, n Declaration) error {
	order, err := s.sorter(ctx, tx, rule.AnnualReport{}, tx.Now.Date(), tx.Now.Date())
	if err != nil {
		return err
	}
	counts, err := reportdb.New(tx).YearCounts(ctx, int64(n.Year))
	if err != nil {
		return db.Classify(err)
	}
	var there int64
	for _, c := range counts {
		if sourceOf(c.Metric) == n.Source && c.Verdict != "waived" && (n.Area == "" || order.town(c.Area, c.Branch) == n.Area) {
			there += c.N
		}
	}
	if there > 0 {
		return anlan.ErrAnnualNilNot.With("year", n.Year).With("n", there)
	}
	list, err := db.DecodeAll[Declaration](reportdb.New(tx).ZerosOfYear(ctx, int64(n.Year)))
	if slices.ContainsFunc(list, func(x Declaration) bool { return x.Source == n.Source && x.Area == n.Area }) {
		return anlan.ErrConflict
	}
	return err
}

// VoidDeclaration takes a declaration back; it stays readable.
func (s *Service) VoidDeclaration(ctx context.Context, a anlan.Actor, id anlan.ID, reason string) (Declaration, error) {
	if strings.TrimSpace(reason) == "" {
		return Declaration{}, anlan.ErrFieldRequired.With("name", "reason").At("reason")
	}
	var n Declaration
	err := s.d.Write(ctx, a, func(tx *db.Tx) (err error) {
		if n, err = db.Decode[Declaration](reportdb.New(tx).ZeroByID(ctx, id)); err != nil {
			return err
		}
		if err := authz.Check(a, actDeclare, authz.Target{Place: n.Area}); err != nil {
			return err
		}
		if n.Void != "" {
			return anlan.ErrConflict
		}
		n.Void, n.VoidBy, n.Revision = strings.TrimSpace(reason), seatOf(a), n.Revision+1
		doc, err := db.Encode(n)
		if err != nil {
			return err
		}
		if err := db.Changed(reportdb.New(tx).UpdateZero(ctx, reportdb.UpdateZeroParams{ID: id, Revision: n.Revision - 1, Holds: false, Doc: doc})); err != nil {
			return err
		}
		return tx.Emit("report.nil_voided", n.Ref(), n, n)
	})
	if errors.Is(err, db.ErrDone) {
		return db.Decode[Declaration](reportdb.New(s.d.Reader()).ZeroByID(ctx, id))
	}
	return n, err
}

// Records streams the room's sealed records for the ledger's witness.
func (s *Service) Records(ctx context.Context, yield func(ref anlan.Ref, record any) error) error {
	return db.Pages(func(after anlan.ID) ([]reportdb.ReportZero, error) {
		return reportdb.New(s.d.Reader()).AllZeros(ctx, reportdb.AllZerosParams{ID: after, Limit: 500})
	}, func(r reportdb.ReportZero) (anlan.ID, error) {
		n, err := db.Decode[Declaration](r.Doc, nil)
		return r.ID, yield(anlan.Ref{Kind: RefDeclaration, ID: r.ID}, db.AsStored(r.Doc, err == nil && r == n.row(r.Doc)))
	})
}

func seatOf(a anlan.Actor) anlan.ID {
	if a.Post != "" {
		return a.Post
	}
	return a.Account
}
