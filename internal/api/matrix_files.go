package api

import (
	"io"
	"net/http"
	"reflect"

	"anlan"
)

// matrixFileMost is the largest table of cells that is taken.
const matrixFileMost = 16 << 20

func (s *matrixDoor) registerMatrixFiles() {
	s.sends("/api/v1/matrix.xlsx", "matrix.read", "The cells in force on ?day= as a filled-in template; ?template=true is empty", typeXLSX, s.matrixXLSX)
	s.takes("/api/v1/matrix/xlsx", "matrix.import", "Take cells from a filled-in template; ?dry=true only says what it would do, ?wrong=true sends back the wrong rows", "a filled-in template (.xlsx)",
		reflect.TypeFor[MatrixIntake](), s.takeMatrixXLSX)
}

// MatrixIntake is what a table would do, or did.
type MatrixIntake struct {
	New     int          `json:"new"`
	Ended   int          `json:"ended"`
	Same    int          `json:"same"`
	Wrong   []RefusedRow `json:"wrong" nullable:"false" doc:"The first 500 of them"`
	Refused int          `json:"refused" doc:"How many rows cannot be taken"`
	Dry     bool         `json:"dry"`
	Unknown []string     `json:"unknown" nullable:"false" doc:"Heads that belong to no column"`
}

func (s *matrixDoor) matrixXLSX(w http.ResponseWriter, r *http.Request) error {
	lang := LangOf(r.Context())
	if r.URL.Query().Get("template") == "true" {
		return sendSheet(w, lang.Pick("责任矩阵模板", "matrix-template")+".xlsx", func(out io.Writer) error { return s.Matrix.Template(lang == anlan.EN, out) })
	}
	day, err := s.on(anlan.Date(r.URL.Query().Get("day")))
	if err != nil {
		return err
	}
	return sendSheet(w, lang.Pick("责任矩阵", "matrix")+".xlsx", func(out io.Writer) error {
		return s.Matrix.Export(r.Context(), Actor(r.Context()), day, lang == anlan.EN, out)
	})
}

func (s *matrixDoor) takeMatrixXLSX(w http.ResponseWriter, r *http.Request) error {
	_, data, err := fileOf(w, r, matrixFileMost)
	if err != nil {
		return err
	}
	q, lang := r.URL.Query(), LangOf(r.Context())
	if q.Get("wrong") == "true" {
		return sendSheet(w, lang.Pick("责任矩阵-需改正", "matrix-to-correct")+".xlsx", func(out io.Writer) error {
			return s.Matrix.WrongRows(r.Context(), Actor(r.Context()), data, lang, out)
		})
	}
	report, err := s.Matrix.Take(r.Context(), Actor(r.Context()), data, q.Get("dry") == "true")
	if err != nil {
		return err
	}
	return writeJSON(w, MatrixIntake{New: report.New, Ended: report.Changed, Same: report.Same, Dry: report.Dry, Wrong: refusedRows(report, lang), Refused: report.Wrong,
		Unknown: append([]string{}, report.Unknown...)})
}
