package committee

import (
	"context"

	"anlan"
)

// DescribeDecision names a decision and the page where it stands, for a matter that answers it. It
// asks nobody's permission: whoever may read the matter may know the sentence behind it.
func (s *Service) DescribeDecision(ctx context.Context, id anlan.ID) (title, href string) {
	d, err := loadDecision(ctx, s.d.Reader(), id)
	if err != nil {
		return "", ""
	}
	title = d.Title
	if m, err := loadMeeting(ctx, s.d.Reader(), d.Meeting); err == nil {
		title = m.Title + "：" + d.Title
	}
	return title, "/meetings/" + string(d.Meeting)
}
