package inspection

import "context"

// HashOf lets tests compare forms as the room does.
var HashOf = hashOf

// InstallOne lets tests bring in a single checklist, as the next edition of the program would.
func (s *Service) InstallOne(ctx context.Context, d ChecklistDraft) (bool, error) {
	return s.install(ctx, d)
}
