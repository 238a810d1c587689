package api_test

import (
	"encoding/json"
	"flag"
	"io"
	"net/http"
	"os"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"anlan"
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

// Routes are made when they are first used: many first users at once get the same one, and its rules hold for each.
func TestManyFirstUsersOfARoute(t *testing.T) {
	b := sit(t, anlan.RoleOffice)
	var all sync.WaitGroup
	for range 16 {
		all.Go(func() { b.want(http.StatusUnprocessableEntity, "GET", "/api/v1/letters?limit=100000", nil, nil) })
		all.Go(func() {
			if res, raw := b.file("/api/openapi.json"); res.StatusCode != http.StatusOK || !json.Valid(raw) {
				t.Errorf("the description: %d %.60s", res.StatusCode, raw)
			}
		})
	}
	all.Wait()
}
