package db

import (
	"encoding/json"

	"anlan"
)

// A room's record is one JSON document with columns beside it for its indexes (ADR 3). These are the few
// acts that every room does with it.

// Encode writes a record as its document.
func Encode(v any) (string, error) {
	raw, err := json.Marshal(v)
	return string(raw), err
}

// Decode reads the document that a query returned, or passes on the query's error, classified.
func Decode[T any](doc string, err error) (v T, _ error) {
	if err != nil {
		return v, Classify(err)
	}
	return v, json.Unmarshal([]byte(doc), &v)
}

// DecodeAll reads the documents of a list.
func DecodeAll[T any](docs []string, err error) ([]T, error) {
	list := make([]T, 0, len(docs))
	for _, doc := range docs {
		v, err := Decode[T](doc, nil)
		if err != nil {
			return nil, err
		}
		list = append(list, v)
	}
	return list, Classify(err)
}

// Changed answers an update that names the revision it saw: one row, or somebody else was first.
func Changed(n int64, err error) error {
	if err != nil {
		return Classify(err)
	}
	if n == 0 {
		return anlan.ErrConflict
	}
	return nil
}

// Pages walks a table page by page until it ends: next reads the rows after an ID, one takes a row and
// tells its ID.
func Pages[R any](next func(after anlan.ID) ([]R, error), one func(R) (anlan.ID, error)) error {
	var after anlan.ID
	for {
		rows, err := next(after)
		if err != nil || len(rows) == 0 {
			return Classify(err)
		}
		for _, r := range rows {
			if after, err = one(r); err != nil {
				return err
			}
		}
	}
}

// AsStored is a record as the ledger's witness shall see it. One whose columns contradict its document is
// not honest and looks different, so that its seal does not fit.
func AsStored(doc string, honest bool) any {
	switch {
	case !json.Valid([]byte(doc)):
		return map[string]any{"not JSON": doc}
	case !honest:
		return map[string]any{"columns differ from": json.RawMessage(doc)}
	}
	return json.RawMessage(doc)
}
