package matter

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"anlan"
	"anlan/internal/authz"
	"anlan/internal/db"
)

// manyAtOnce bounds how many matters one question names.
const manyAtOnce = 200

// Many returns those of the matters that the actor may read, in no order.
func (s *Service) Many(ctx context.Context, a anlan.Actor, ids []anlan.ID) (list []Matter, err error) {
	if err := authz.Check(a, "matter.read"); err != nil {
		return nil, err
	}
	for chunk := range slices.Chunk(ids, manyAtOnce) {
		marks, args := make([]string, len(chunk)), make([]any, len(chunk))
		for i, id := range chunk {
			marks[i], args[i] = "$"+strconv.Itoa(i+1), string(id)
		}
		rows, err := s.d.Reader().QueryContext(ctx, `SELECT doc FROM matter WHERE id IN (`+strings.Join(marks, ",")+`)`, args...)
		if err != nil {
			return nil, db.Classify(err)
		}
		found, err := scanDocs(rows)
		if err != nil {
			return nil, err
		}
		list = append(list, slices.DeleteFunc(found, func(m Matter) bool { return s.mayRead(a, m) != nil })...)
	}
	return list, nil
}
