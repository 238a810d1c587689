package api

import (
	"encoding/json"
	"io"
	"net/http"
	"reflect"

	"anlan"
	"anlan/internal/table"
)

// riskFileMost is the largest file of risk points that is taken.
const riskFileMost = 16 << 20

func (s *riskDoor) registerRiskFiles() {
	s.sends("/api/v1/risks.geojson", "risk.read", "Risk points as GeoJSON, at most 5,000; filters as for the list", "application/geo+json", s.risksGeoJSON)
	s.sends("/api/v1/risks.xlsx", "risk.read", "Risk points as a filled-in template, at most 20,000; filters as for the list; ?template=true is empty", typeXLSX, s.risksXLSX)
	s.takes("/api/v1/risks/geojson", "risk.import", "Take risk points from GeoJSON; ?dry=true only says what it would do, ?gcj02=true turns GCJ-02 into WGS-84", "a GeoJSON FeatureCollection",
		reflect.TypeFor[RiskIntake](), s.takeRisksGeoJSON)
	s.takes("/api/v1/risks/xlsx", "risk.import", "Take risk points from a filled-in template; ?dry=true only says what it would do, ?wrong=true sends back the wrong rows", "a filled-in template (.xlsx)",
		reflect.TypeFor[RiskIntake](), s.takeRisksXLSX)
}

// RiskIntake is what a file would do, or did.
type RiskIntake struct {
	New     int          `json:"new"`
	Changed int          `json:"changed"`
	Same    int          `json:"same"`
	Wrong   []RefusedRow `json:"wrong" nullable:"false" doc:"The first 500 of them"`
	Refused int          `json:"refused" doc:"How many rows cannot be taken"`
	Dry     bool         `json:"dry"`
	Unknown []string     `json:"unknown" nullable:"false" doc:"Heads that belong to no column"`
}

func intakeView(r table.Intake, lang anlan.Lang) RiskIntake {
	return RiskIntake{New: r.New, Changed: r.Changed, Same: r.Same, Dry: r.Dry, Wrong: refusedRows(r, lang), Refused: r.Wrong, Unknown: append([]string{}, r.Unknown...)}
}

// riskQueryOf reads the filters of a plain route.
func riskQueryOf(r *http.Request) RiskQuery {
	v := r.URL.Query()
	return RiskQuery{Colour: v.Get("colour"), Area: v.Get("area"), Branch: anlan.ID(v.Get("branch")), Unit: anlan.ID(v.Get("unit")), Site: anlan.ID(v.Get("site")),
		Sector: v.Get("sector"), Keeper: v.Get("keeper"), Gap: v.Get("gap") == "true", Anew: v.Get("anew") == "true", Ended: v.Get("ended") == "true", Words: v.Get("q")}
}

func (s *riskDoor) risksGeoJSON(w http.ResponseWriter, r *http.Request) error {
	features, err := s.Risk.GeoJSON(r.Context(), Actor(r.Context()), riskQueryOf(r).filter())
	if err != nil {
		return err
	}
	raw, err := json.Marshal(features)
	if err != nil {
		return err
	}
	return download(w, "risks.geojson", "application/geo+json", raw)
}

func (s *riskDoor) risksXLSX(w http.ResponseWriter, r *http.Request) error {
	lang := LangOf(r.Context())
	name := lang.Pick("风险点台账", "risks") + ".xlsx"
	if r.URL.Query().Get("template") == "true" {
		return sendSheet(w, lang.Pick("风险点台账模板", "risks-template")+".xlsx", func(out io.Writer) error { return s.Risk.Template(lang == anlan.EN, out) })
	}
	return sendSheet(w, name, func(out io.Writer) error {
		return s.Risk.Export(r.Context(), Actor(r.Context()), riskQueryOf(r).filter(), lang == anlan.EN, out)
	})
}

func (s *riskDoor) takeRisksGeoJSON(w http.ResponseWriter, r *http.Request) error {
	_, data, err := fileOf(w, r, riskFileMost)
	if err != nil {
		return err
	}
	q := r.URL.Query()
	report, err := s.Risk.TakeGeoJSON(r.Context(), Actor(r.Context()), data, q.Get("gcj02") == "true", q.Get("dry") == "true")
	if err != nil {
		return err
	}
	return writeJSON(w, intakeView(report, LangOf(r.Context())))
}

func (s *riskDoor) takeRisksXLSX(w http.ResponseWriter, r *http.Request) error {
	_, data, err := fileOf(w, r, riskFileMost)
	if err != nil {
		return err
	}
	q, lang := r.URL.Query(), LangOf(r.Context())
	if q.Get("wrong") == "true" {
		return sendSheet(w, lang.Pick("风险点台账-需改正", "risks-to-correct")+".xlsx", func(out io.Writer) error {
			return s.Risk.WrongRows(r.Context(), Actor(r.Context()), data, lang == anlan.EN, out)
		})
	}
	report, err := s.Risk.TakeXLSX(r.Context(), Actor(r.Context()), data, q.Get("dry") == "true")
	if err != nil {
		return err
	}
	return writeJSON(w, intakeView(report, lang))
}
