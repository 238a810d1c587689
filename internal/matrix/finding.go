package matrix

import (
	"context"

	"anlan"
	"anlan/internal/db"
	"anlan/internal/matrix/matrixdb"
)

// Standing is how far a finding has come.
type Standing string

// The standings of a finding.
const (
	Open    Standing = "open"    // 待处理
	Asked   Standing = "asked"   // 协商中
	Agreed  Standing = "agreed"  // 意见一致，待提请
	Split   Standing = "split"   // 有分歧或逾期未复，须提请
	Tabled  Standing = "tabled"  // 已提请安委会
	Decided Standing = "decided" // 安委会已明确
)

// What people call a standing, and what is done with a finding.
var (
	standingWords = map[Standing]anlan.Both{
		Open:    {ZH: "待处理", EN: "open"},
		Asked:   {ZH: "协商中", EN: "asked"},
		Agreed:  {ZH: "意见一致", EN: "agreed"},
		Split:   {ZH: "有分歧", EN: "disputed"},
		Tabled:  {ZH: "已提请安委会", EN: "before the committee"},
		Decided: {ZH: "安委会已明确", EN: "decided"},
	}
	verbWords = map[string]anlan.Both{
		"ask":    {ZH: "征求单位意见", EN: "ask the units"},
		"table":  {ZH: "提请安委会", EN: "bring it before the committee"},
		"answer": {ZH: "答复", EN: "answer"},
	}
)

// Finding is a hole as a work item: what it is, and what became of it.
type Finding struct {
	ID       anlan.ID `json:"id"`
	Found             // its count of objects stands beside the record, in the column rank
	State    Standing `json:"state" enum:"open,asked,agreed,split,tabled,decided"`
	Live     bool     `json:"live" doc:"the hole is still there"`
	Talk     *Talk    `json:"talk,omitempty"`
	Meeting  anlan.ID `json:"meeting,omitempty" doc:"before which it was brought"`
	Decision anlan.ID `json:"decision,omitempty" doc:"of the committee"`
	Outcome  *Outcome `json:"outcome,omitempty"`

	Opened   anlan.Instant `json:"opened"`
	Closed   anlan.Instant `json:"closed,omitempty" doc:"when the hole was no longer there"`
	Updated  anlan.Instant `json:"updated"`
	Revision int64         `json:"revision"`
}

// Outcome is what the committee decided.
type Outcome struct {
	Text  string     `json:"text"`
	Day   anlan.Date `json:"day"`
	Cells []anlan.ID `json:"cells" nullable:"false" doc:"that were made or ended by it"`
	Wants []anlan.ID `json:"wants,omitempty" doc:"Units that were named where a post must answer, and that have no head: somebody names the post"`
}

// Ref names the finding.
func (f Finding) Ref() anlan.Ref { return anlan.Ref{Kind: RefFinding, ID: f.ID} }

// sealed is the record as it is stored: how many objects it touches changes with every object and is no part
// of it.
func (f Finding) sealed() Finding {
	f.Objects = 0
	return f
}

func (f Finding) tabled() string {
	if f.State != Tabled && f.State != Decided {
		return ""
	}
	return string(f.Decision)
}

func (f Finding) row(doc string) matrixdb.MatrixFinding {
	return matrixdb.MatrixFinding{ID: f.ID, Key: f.Key(), Kind: string(f.Kind), Live: f.Live, State: string(f.State), Sector: f.Sector,
		Rank: int64(-f.Objects), Tabled: f.tabled(), Revision: f.Revision, Doc: doc}
}

func findingOf(rank int64, doc string, err error) (Finding, error) {
	f, err := db.Decode[Finding](doc, err)
	f.Objects = int(-rank)
	return f, err
}

func insertFinding(ctx context.Context, tx *db.Tx, f Finding) error {
	doc, err := db.Encode(f.sealed())
	if err != nil {
		return err
	}
	if err := queries(tx).InsertFinding(ctx, matrixdb.InsertFindingParams(f.row(doc))); err != nil {
		return db.Classify(err)
	}
	return tx.Emit("matrix.finding_opened", f.Ref(), f, f.sealed())
}

func saveFinding(ctx context.Context, tx *db.Tx, kind string, f Finding) (Finding, error) {
	seen := f.Revision
	f.Revision, f.Updated = f.Revision+1, tx.Now
	doc, err := db.Encode(f.sealed())
	if err != nil {
		return f, err
	}
	r := f.row(doc)
	err = db.Changed(queries(tx).UpdateFinding(ctx, matrixdb.UpdateFindingParams{ID: f.ID, Revision: seen, Live: r.Live, State: r.State, Rank: r.Rank,
		Tabled: r.Tabled, Doc: doc}))
	if err != nil {
		return f, err
	}
	if err := setTalkClock(ctx, tx, f); err != nil {
		return f, err
	}
	return f, tx.Emit(kind, f.Ref(), f, f.sealed())
}

// FindingFilter narrows a list of findings. Zero fields do not narrow.
type FindingFilter struct {
	Kind   Kind
	State  Standing
	Closed bool // those that are no longer there
	Cursor string
	Limit  int
}

// FindingPage is one page of findings, the largest first.
type FindingPage struct {
	Items []Finding
	Next  string
}

const findingMost = 200

// Findings lists the holes, the largest first.
func (s *Service) Findings(ctx context.Context, a anlan.Actor, f FindingFilter) (FindingPage, error) {
	if err := s.may(a, actRead); err != nil {
		return FindingPage{}, err
	}
	return list(ctx, queries(s.d.Reader()), f)
}

func list(ctx context.Context, q *matrixdb.Queries, f FindingFilter) (page FindingPage, err error) {
	if f.Limit <= 0 || f.Limit > findingMost {
		f.Limit = findingMost
	}
	rank, after := int64(-1<<62), anlan.ID("")
	if f.Cursor != "" {
		if rank, after, err = db.ParseCursor[int64, anlan.ID](f.Cursor); err != nil {
			return page, err
		}
	}
	rows, err := pick(ctx, q, f, rank, after)
	if err != nil {
		return page, db.Classify(err)
	}
	page.Items = []Finding{}
	for _, r := range rows[:min(len(rows), f.Limit)] {
		x, err := findingOf(r.Rank, r.Doc, nil)
		if err != nil {
			return page, err
		}
		if f.State == "" || x.State == f.State { // of two filters the index serves one
			page.Items = append(page.Items, x)
		}
		page.Next = db.Cursor(r.Rank, x.ID)
	}
	if len(rows) <= f.Limit {
		page.Next = ""
	}
	return page, nil
}

// pick walks the index that the filter asks for; where it names two, list leaves the others out.
func pick(ctx context.Context, q *matrixdb.Queries, f FindingFilter, rank int64, after anlan.ID) ([]matrixdb.FindingsLiveRow, error) {
	most := int32(f.Limit + 1)
	switch {
	case f.Kind != "":
		rows, err := q.FindingsOfKind(ctx, matrixdb.FindingsOfKindParams{Live: !f.Closed, Kind: string(f.Kind), Rank: rank, ID: after, Most: most})
		return same(rows, func(r matrixdb.FindingsOfKindRow) matrixdb.FindingsLiveRow { return matrixdb.FindingsLiveRow(r) }), err
	case f.State != "":
		rows, err := q.FindingsInState(ctx, matrixdb.FindingsInStateParams{Live: !f.Closed, State: string(f.State), Rank: rank, ID: after, Most: most})
		return same(rows, func(r matrixdb.FindingsInStateRow) matrixdb.FindingsLiveRow { return matrixdb.FindingsLiveRow(r) }), err
	default:
		return q.FindingsLive(ctx, matrixdb.FindingsLiveParams{Live: !f.Closed, Rank: rank, ID: after, Most: most})
	}
}

func same[A, B any](in []A, f func(A) B) []B {
	out := make([]B, 0, len(in))
	for _, x := range in {
		out = append(out, f(x))
	}
	return out
}

// Finding returns one finding.
func (s *Service) Finding(ctx context.Context, a anlan.Actor, id anlan.ID) (Finding, error) {
	if err := s.may(a, actRead); err != nil {
		return Finding{}, err
	}
	return loadFinding(ctx, s.d.Reader(), id)
}

func loadFinding(ctx context.Context, door matrixdb.DBTX, id anlan.ID) (Finding, error) {
	r, err := queries(door).Finding(ctx, id)
	return findingOf(r.Rank, r.Doc, err)
}

// Counts tells how many holes there are of each kind.
func (s *Service) Counts(ctx context.Context, a anlan.Actor) (map[Kind]int, error) {
	if err := s.may(a, actRead); err != nil {
		return nil, err
	}
	rows, err := queries(s.d.Reader()).CountFindings(ctx)
	out := map[Kind]int{}
	for _, r := range rows {
		out[Kind(r.Kind)] = int(r.N)
	}
	return out, db.Classify(err)
}

func weight(id anlan.ID, objects int) matrixdb.WeighFindingParams {
	return matrixdb.WeighFindingParams{ID: id, Rank: int64(-objects)}
}
