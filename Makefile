# The two commands of Majlis: `make run` and `make test`. Everything else is a part of them, but for `make chaos`.
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

modules := web/node_modules/.package-lock.json
pages := web/dist/index.html
page_sources := $(shell find web/src web/messages web/public web/build -type f) \
	$(wildcard web/*.html web/*.ts web/*.js web/project.inlang/settings.json) web/package-lock.json

.PHONY: help
help: ## Show what can be made
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "make %-8s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

.PHONY: run
run: $(pages) ## Serve the example forum and print its links (ARGS="--listen 0.0.0.0:8080" for a hall)
	cargo run --release -- demo $(ARGS)

.PHONY: test
test: ## Check and test everything; installs a redis-server and a Chromium where it may
	script/test

.PHONY: chaos
chaos: ## Break what a hall stands on and recount (ARGS="--minutes 20 --seed 7 --only kill")
	cargo bench --profile dev --bench chaos -- $(ARGS)

.PHONY: build
build: $(pages) ## Build the program: target/release/majlis
	cargo build --release --bin majlis

.PHONY: web
web: $(pages) ## Build the pages

.PHONY: types
types: ## Make the pages' protocol types from the Rust ones
	UPDATE_TYPES=1 cargo test --quiet --test suite types_are_those

.PHONY: audit
audit: ## Look for known faults in the dependencies (needs the network)
	script/cargo-deny check advisories
	cd web && npm audit

$(modules): web/package-lock.json
	cd web && npm ci --no-audit --no-fund
	@touch $@

$(pages): $(modules) $(page_sources)
	cd web && npm run build
	@touch $@
