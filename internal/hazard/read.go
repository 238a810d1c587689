package hazard

import (
	"cmp"
	"context"
	"slices"

	"anlan"
	"anlan/internal/authz"
	"anlan/internal/db"
	"anlan/internal/hazard/hazarddb"
	"anlan/internal/rule"
)

// Terms returns the words of the day, for forms and for a phone's dictionaries.
func (s *Service) Terms(ctx context.Context, a anlan.Actor) (rule.HazardTerms, rule.Version, error) {
	if err := authz.Check(a, actCriteria); err != nil {
		return rule.HazardTerms{}, rule.Version{}, err
	}
	return rule.Get[rule.HazardTerms](s.book(), rule.HazardWords, s.d.Now().Date())
}

// Criteria are the criteria of a sector in force, with the version that a grade keeps.
type Criteria struct {
	rule.HazardCriteria
	Version    string          `json:"version"`
	From       anlan.Date      `json:"from"`
	Source     string          `json:"source"`
	Confidence rule.Confidence `json:"confidence"`
	Note       string          `json:"note,omitempty"`
}

// CriteriaFor returns the criteria that hold for a sector of the ledger, those that concern the
// category first. A sector without any has an empty list: it is graded by naming the paper.
func (s *Service) CriteriaFor(ctx context.Context, a anlan.Actor, sector, category string) ([]Criteria, error) {
	if err := authz.Check(a, actCriteria); err != nil {
		return nil, err
	}
	day := s.d.Now().Date()
	terms, _, err := rule.Get[rule.HazardTerms](s.book(), rule.HazardWords, day)
	if err != nil {
		return nil, err
	}
	known, ok := terms.Sector(sector)
	if !ok && sector != "" {
		return nil, invalid("sector", sector)
	}
	keys := known.Criteria
	if sector == "" {
		keys = s.allCriteria()
	}
	list := []Criteria{}
	for _, key := range keys {
		c, v, err := rule.CriteriaInForce(s.book(), key, day)
		if anlan.KindOf(err) == anlan.NotFound && err != nil {
			continue // not recorded yet
		}
		if err != nil {
			return nil, err
		}
		c.Clauses = concerning(c.Clauses, category)
		list = append(list, Criteria{c, v.ID, v.From, v.Source, v.Confidence, v.Note})
	}
	return list, nil
}

func (s *Service) allCriteria() (keys []string) {
	for _, subject := range s.book().Subjects() {
		if sector, is := rule.IsCriteria(subject); is {
			keys = append(keys, sector)
		}
	}
	return keys
}

// concerning puts the clauses of a category first, in their own order: two minutes are enough when what
// matters is asked first.
func concerning(clauses []rule.HazardCriterion, category string) []rule.HazardCriterion {
	list := slices.Clone(clauses)
	if category == "" {
		return list
	}
	rank := func(c rule.HazardCriterion) int {
		switch {
		case slices.Contains(c.Categories, category):
			return 0
		case len(c.Categories) == 0:
			return 1
		default:
			return 2
		}
	}
	slices.SortStableFunc(list, func(x, y rule.HazardCriterion) int { return cmp.Compare(rank(x), rank(y)) })
	return list
}

// TryWalk says what the answers come to, and stores nothing.
func (s *Service) TryWalk(_ context.Context, a anlan.Actor, w Walked) (Verdict, error) {
	if err := authz.Check(a, actCriteria); err != nil {
		return Verdict{}, err
	}
	return s.walk(s.d.Now().Date(), w)
}

// CategoryUse is a category with how often it was found at the site.
type CategoryUse struct {
	rule.HazardCategory
	Times int `json:"times"`
}

const historyMost = 100 // findings of a site that order its categories, per state

// Categories orders the categories by the site's own history, then by what its sector has, then as the
// policy does: the likely ones stand on top of a phone's screen.
func (s *Service) Categories(ctx context.Context, a anlan.Actor, site anlan.ID, sector string) ([]CategoryUse, error) {
	terms, _, err := s.Terms(ctx, a)
	if err != nil {
		return nil, err
	}
	times := map[string]int{}
	for _, st := range States() {
		if st == Dropped || site == "" {
			continue
		}
		list, err := queries(s.d.Reader()).SiteHistory(ctx, hazarddb.SiteHistoryParams{Site: site, State: string(st), Limit: historyMost})
		if err != nil {
			return nil, db.Classify(err)
		}
		for _, c := range list {
			times[c]++
		}
	}
	return order(terms, times, sector), nil
}

func order(terms rule.HazardTerms, times map[string]int, sector string) []CategoryUse {
	list := make([]CategoryUse, 0, len(terms.Categories))
	for _, c := range terms.Categories {
		if len(c.Sectors) == 0 || sector == "" || slices.Contains(c.Sectors, sector) || times[c.Key] > 0 {
			list = append(list, CategoryUse{c, times[c.Key]})
		}
	}
	special := func(c CategoryUse) int {
		if sector != "" && slices.Contains(c.Sectors, sector) {
			return 0
		}
		return 1
	}
	slices.SortStableFunc(list, func(x, y CategoryUse) int {
		return cmp.Or(cmp.Compare(y.Times, x.Times), cmp.Compare(special(x), special(y)))
	})
	return list
}

// Describe names a hazard for rooms that only hold its Ref.
func (s *Service) Describe(ctx context.Context, id anlan.ID) (title, href string) {
	h, err := load(ctx, s.d.Reader(), id)
	if err != nil {
		return "", ""
	}
	return h.Number + " " + clip(h.Text, 40), "/hazards/" + string(id)
}

// Led returns what a campaign, a meeting sentence, a letter clause or an inspection led to, the newest
// first, as far as the actor may see it.
func (s *Service) Led(ctx context.Context, a anlan.Actor, because anlan.Ref, before anlan.ID, most int) ([]Hazard, error) {
	if err := authz.Check(a, actRead); err != nil {
		return nil, err
	}
	if before == "" {
		before = "z" // after every identifier, in any collation
	}
	docs, err := queries(s.d.Reader()).BecauseOf(ctx, hazarddb.BecauseOfParams{Because: because.String(), Hazard: before, Limit: int32(min(max(most, 1), limitMost))})
	list, err := db.DecodeAll[Hazard](docs, err)
	return slices.DeleteFunc(list, func(h Hazard) bool { return mayRead(a, h) != nil }), err
}

// SourceFor is where the finding came from, as far as the actor may know it. A unit that owes a hazard
// learns who found it, and of nothing that others found from where: else the one word would tell it that
// somebody reported it (Work Safety Law art. 73, secrecy).
func (h Hazard) SourceFor(a anlan.Actor) string {
	if h.Finder.Unit != a.Unit && (a.Unit == h.Lead.Unit || a.Is(anlan.RoleEnterprise)) {
		return ""
	}
	return h.Source
}

// NamedFiles lists the files from … to before until that hazards name.
func (s *Service) NamedFiles(ctx context.Context, from, until string) ([]string, error) {
	list, err := queries(s.d.Reader()).NamedFiles(ctx, hazarddb.NamedFilesParams{Hash: from, Hash_2: until})
	return list, db.Classify(err)
}
