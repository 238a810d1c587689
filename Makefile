# Two commands matter: `make run` and `make test`. Each sets up what it needs on a fresh machine.
GO      := go
NODE_OK := $(shell node --version 2>/dev/null)
export CGO_ENABLED ?= 0
PG      := ./scripts/postgres.sh
VERSION ?= $(shell git describe --tags --always --dirty 2>/dev/null)

.PHONY: run build web test test-go test-web test-race e2e screenshots check generate proof-tamper proof-disk proof-sim proof-phones proof-kills proof-faults proof-fuzz bench release clean

run: build ## serve the demo county on http://127.0.0.1:8620
	./bin/anlan demo --data data/demo

build: web ## build the one binary, front end inside
	$(GO) build -trimpath -ldflags "-s -w -X main.version=$(VERSION)" -o bin/anlan ./cmd/anlan

web: web/dist/desk.html

web/node_modules/.ready: web/package-lock.json
	cd web && npm ci --ignore-scripts --no-audit --no-fund
	touch $@

web/dist/desk.html: web/node_modules/.ready $(shell find web/src web/public web/*.html web/*.ts -type f 2>/dev/null)
	cd web && npm run build
	touch $@

test: build test-web test-go e2e ## everything, PostgreSQL and browser included

test-go: ## Go tests on SQLite and PostgreSQL
	./scripts/office.sh
	ANLAN_TEST_POSTGRES="$$($(PG) start)" $(GO) test -timeout 10m ./...

test-web: web/node_modules/.ready
	cd web && npm run check && npm test

e2e: build ## journeys in a real browser
	./scripts/e2e.sh

screenshots: build ## the pictures of the README
	./scripts/screenshots.sh

check: ## before each commit
	@test -z "$$(gofmt -l $$(git ls-files '*.go'))" || { gofmt -l $$(git ls-files '*.go'); exit 1; }
	$(GO) vet ./...
	cd bench && $(GO) vet ./...
	./scripts/lint.sh
	$(GO) test -run 'TestFloors|TestErrors|TestOpenAPI|TestTranslations' . ./internal/api
	./scripts/drift.sh
	cd web && npm run check

generate: ## generated code: errors, SQL, OpenAPI, its TypeScript types
	$(GO) generate ./...
	./scripts/sqlc.sh
	$(GO) test ./internal/api -run TestOpenAPI -update
	cd web && npm run types

proof-tamper: ## R10, long form: 1,000 random edits of each class; SEED=n replays
	ANLAN_PROOF_TAMPER=1000 ANLAN_PROOF_SEED=$(or $(SEED),2022) $(GO) test ./internal/ledger -run TestRandomTampering -count=1 -timeout 2h

proof-disk: ## R3 and R4, long form: each of the first 400 calls of each kind fails once; needs strace
	ANLAN_PROOF_DISK=400 $(GO) test ./proofs/disk -count=1 -timeout 4h

# proofs
proof-sim: ## R5 and R7, long form: SEEDS counties live through a year each; a breach names its seed
	$(GO) test ./sim -run 'TestCounty|TestPlantedBugs' -long $(or $(SEEDS),1000) -steps 1500 -timeout 24h

proof-kills: ## R1, long form: 200 kills under 64 writers
	ANLAN_KILLS=$(or $(KILLS),200) $(GO) test ./proofs -run TestKills -count=1 -timeout 2h

proof-faults: ## R3 and R4 over HTTP, long form: early and ever later calls fail; needs strace
	ANLAN_FAULTS=$(or $(FAULTS),40) $(GO) test ./proofs -run 'TestDiskErrors|TestFullDisk' -count=1 -timeout 4h

proof-phones: ## phones in the rain, long form: RUNS random days (default 100,000) from seed FIRST on (default 1); a breach names its seed
	$(GO) test ./sim/phones -run TestPhones -long $(or $(RUNS),100000) -first $(or $(FIRST),1) -timeout 24h -v

proof-fuzz: ## R11, long form: every fuzz target for SPAN (default 1m; the short form are its seeds, in make test)
	./scripts/fuzz.sh $(or $(SPAN),1m) $(ONLY)
# end of proofs

bench: build ## the table of figures
	cd bench && $(GO) run . && $(GO) run ./minutes

release: web ## static binaries for the machines a county has
	./scripts/release.sh

clean:
	rm -rf bin .cache web/dist/assets web/dist/*.html
