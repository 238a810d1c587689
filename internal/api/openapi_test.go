package api_test

import (
	"flag"
	"io"
	"os"
	"testing"

	"github.com/google/go-cmp/cmp"

	"anlan/internal/app"
)

var update = flag.Bool("update", false, "write api/openapi.yaml anew")

const golden = "../../api/openapi.yaml"

// The description in the repository is the one the program serves, with the routes that rooms bring
// themselves; the web's types are made from it.
func TestOpenAPI(t *testing.T) {
	house, err := app.New(t.Context(), app.Options{Data: t.TempDir(), Level: "error", Out: io.Discard})
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := house.Close(); err != nil {
			t.Error(err)
		}
	}()
	got, err := house.API.OpenAPI()
	if err != nil {
		t.Fatal(err)
	}
	if *update {
		if err := os.WriteFile(golden, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(got)); diff != "" {
		t.Errorf("api/openapi.yaml is out of date, run make generate (-want +got):\n%s", diff)
	}
}
