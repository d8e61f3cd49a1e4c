# The few commands people need. Each does its own set-up on a fresh machine.
#
#   make build    the site, in dist/
#   make npm      the npm package, in pkg/npm
#   make serve    builds it and serves it on 127.0.0.1:8080 (PORT=… for another)
#   make test     every check and every test
#   make check    the policy files, against the catalogue's own date
#   make expiry   the policy files, against today; what ends within 60 days
#   make golden   writes the golden answers anew, after a change that is meant
#   make bench    how long the engine takes, stage by stage
#   make bench-peers  the same rules through other rule engines, natively and in Node
#   make lighthouse  how fast the built site is on a phone, against what is promised
#   make inp      how long a slow phone takes from a tap to the next picture, over whole interviews
#   make axe      every state in every language, theme and size of type, looked at for accessibility
#   make rosters  100,000 founders (ROWS=…), natively and in the browser: the same bytes, and how fast
#   make audit    what we depend on: weaknesses, licences, duplicates, sources
#   make fuzz     every fuzz target for ten minutes (SECONDS=… for another time); needs a nightly toolchain
#   make mutants  changes the engine's core in every small way and looks which change no test notices; takes hours
#   make reproduce  builds twice in two folders and compares every byte
#   make fmt      formats the Rust files
#   make clean    removes everything that was built (the tools stay)

SHELL := /bin/bash
.DELETE_ON_ERROR:
.NOTPARALLEL:
.PHONY: help setup browser build npm serve test check expiry golden fmt clean bench bench-peers lighthouse inp axe rosters audit fuzz mutants reproduce

help:
	@sed -n 's/^#   //p' Makefile

# --- Set-up: each thing once, and again only when its version changes ---------

# Outside the checkout, so that a fresh clone builds no tool again. The version is in the folder's name.
TOOLS        := $(or $(QIBU_TOOLS),$(HOME)/.cache/qibu/tools)
WASM_PACK    := $(TOOLS)/wasm-pack-0.15.1/bin/wasm-pack
# The command has to match the locked crate exactly: they share an unstable format.
WASM_BINDGEN := $(TOOLS)/wasm-bindgen-cli-$(shell sed -n '/^name = "wasm-bindgen"$$/{n;s/.*"\(.*\)"/\1/p}' Cargo.lock)/bin/wasm-bindgen
CARGO_DENY   := $(TOOLS)/cargo-deny-0.20.2/bin/cargo-deny
CARGO_FUZZ   := $(TOOLS)/cargo-fuzz-0.13.2/bin/cargo-fuzz
CARGO_MUTANTS := $(TOOLS)/cargo-mutants-27.1.0/bin/cargo-mutants
NODE_MODULES := node_modules/.package-lock.json
export PATH  := $(dir $(WASM_PACK)):$(dir $(WASM_BINDGEN)):$(dir $(CARGO_DENY)):$(dir $(CARGO_FUZZ)):$(dir $(CARGO_MUTANTS)):$(CURDIR)/node_modules/.bin:$(PATH)

setup: $(WASM_PACK) $(WASM_BINDGEN) $(NODE_MODULES) browser

$(WASM_PACK) $(WASM_BINDGEN) $(CARGO_DENY) $(CARGO_FUZZ) $(CARGO_MUTANTS):
	scripts/install-tool.sh $@

# npm ci writes this file last.
$(NODE_MODULES): package-lock.json
	npm ci --no-audit --no-fund
	@touch $@

browser:
	@scripts/install-browser.sh

# Named even where it is this very machine: only then does cargo share what build scripts need with the builds for wasm.
HOST  := $(shell rustc -vV | sed -n 's/^host: //p')
CARGO_RUN := cargo run -q --target $(HOST)

# --- Build: Rust to wasm, then the wasm and the web files to dist/ ------------

# Folders are listed too: a folder is newer when a file in it was removed.
tree = $(shell find $(1) -not -name '*.swp')
RUST_SOURCES := Cargo.toml Cargo.lock $(wildcard build.rs) $(call tree,src engine policies)
WEB_SOURCES  := index.html staff.html package-lock.json vite.config.js $(call tree,web styles scripts)

# Named one by one: --all-features emits encodings that browsers refuse.
WASM_FEATURES := bulk-memory nontrapping-float-to-int sign-ext mutable-globals reference-types multivalue
WASM_OPT      := wasm-opt $(addprefix --enable-,$(WASM_FEATURES)) --strip-producers --strip-target-features

build: dist/index.html

# build.rs writes the texts and the policy lists of each language beside the wasm, into QIBU_TEXTS_DIR.
# wasm-pack's own wasm-opt would be a download; ours comes from npm. Inlining large functions
# into their only caller makes the wasm a twentieth larger as brotli (measured), so it is capped.
# The program is cut in two, so that the first question waits for less: src/later.txt says what comes later.
# Then for brotli alone: like functions beside like, and no two loads that differ only in a hint of alignment,
# which engines do not need (measured: 4 % and 1.5 %).
pkg/qibu_bg.wasm: Makefile scripts/order.js $(RUST_SOURCES) $(call tree,split) $(WASM_PACK) $(WASM_BINDGEN) $(NODE_MODULES)
	@scripts/wasm-target.sh
	QIBU_TEXTS_DIR=$(CURDIR)/target/texts wasm-pack build --release --target web --mode no-install --no-opt --no-pack --out-name qibu
	$(CARGO_RUN) -p qibu-split -- $@ src/later.txt $@.first pkg/later.wasm.whole
	$(call smallest,pkg/later.wasm.whole,pkg/later.wasm)
	$(call smallest,$@.first,$@)

# $(1) as small as it gets, in $(2).
define smallest
	$(WASM_OPT) -Oz --merge-similar-functions --converge --one-caller-inline-max-function-size=10 $(1) -o $(1).small
	node scripts/order.js $(1).small
	$(WASM_OPT) --reorder-functions-by-name --dealign --strip-debug $(1).small -o $(2)
	@rm $(1) $(1).small
endef

# What a person takes along: the same sources with another way in, fetched only when it is opened.
pkg/take/take_bg.wasm: pkg/qibu_bg.wasm
	wasm-pack build --release --target web --mode no-install --no-opt --no-pack --out-dir pkg/take --out-name take -- --no-default-features --features take
	$(WASM_OPT) -Oz --converge --one-caller-inline-max-function-size=10 --dealign --strip-debug $@ -o $@

# The staff's side: counter, rosters, settings of a station, policy files. For speed, not for size: as the profile
# `staff`, but in the folder of the release, so that nothing for build scripts is compiled once more.
FAST := CARGO_PROFILE_RELEASE_OPT_LEVEL=3
pkg/staff/staff_bg.wasm: pkg/qibu_bg.wasm
	$(FAST) wasm-pack build --release --target web --mode no-install --no-opt --no-pack --out-dir pkg/staff --out-name staff -- --no-default-features --features staff
	$(WASM_OPT) -O --strip-debug $@ -o $@

# The checker of policy files, fetched only where policy files are checked, and the files that it checks one against.
pkg/check/check_bg.wasm: pkg/qibu_bg.wasm check/Cargo.toml $(call tree,check/src)
	$(FAST) wasm-pack build check --release --target web --mode no-install --no-opt --no-pack --out-dir ../pkg/check --out-name check
	$(WASM_OPT) -O --strip-debug $@ -o $@

pkg/check/policies.json: scripts/policies.js $(call tree,policies)
	node scripts/policies.js $@

dist/index.html: pkg/qibu_bg.wasm pkg/take/take_bg.wasm pkg/staff/staff_bg.wasm pkg/check/check_bg.wasm pkg/check/policies.json $(WEB_SOURCES)
	vite build
	$(CARGO_RUN) --bin qibu -- pages dist
	node scripts/compress.js dist
	@touch $@

# The engine without the page, for other developers: its ids and texts stay whole.
API_SOURCES := $(call tree,api) scripts/npm.js

npm: pkg/npm/package.json

pkg/npm/package.json: Makefile $(RUST_SOURCES) $(API_SOURCES) $(WASM_PACK) $(WASM_BINDGEN) $(NODE_MODULES)
	@scripts/wasm-target.sh
	wasm-pack build api --release --target web --mode no-install --no-opt --no-pack --out-dir ../pkg/api --out-name engine
	$(WASM_OPT) -O --strip-debug pkg/api/engine_bg.wasm -o pkg/api/engine_bg.wasm
	$(CARGO_RUN) --bin qibu -- export > pkg/api/catalogue.json
	node scripts/npm.js pkg/api/catalogue.json

serve: build
	node scripts/serve.js dist

# --- Tests ------------------------------------------------------------------------

STAGE := @scripts/stage.sh

test: setup
	@scripts/wasm-target.sh
	$(STAGE) "formatting"               cargo fmt --all --check
	$(STAGE) "lints, native"            cargo clippy --workspace --all-targets --target $(HOST) -- -D warnings
	$(STAGE) "lints, browser"           cargo clippy --target wasm32-unknown-unknown --lib -p qibu -p qibu-api -p qibu-engine -- -D warnings
	$(STAGE) "lints, taken along"       cargo clippy --target wasm32-unknown-unknown --lib -p qibu --no-default-features --features take -- -D warnings
	$(STAGE) "lints, staff"             cargo clippy --target wasm32-unknown-unknown --lib -p qibu --no-default-features --features staff -- -D warnings
	$(STAGE) "lints, checker"           cargo clippy --target wasm32-unknown-unknown -p qibu-check -- -D warnings
	$(STAGE) "tests, native"            cargo test --workspace --target $(HOST)
	$(STAGE) "tests of api in a browser" wasm-pack test --headless --chrome --chromedriver /usr/bin/chromedriver --mode no-install api
	$(STAGE) "build"                    $(MAKE) --no-print-directory build
	$(STAGE) "tests of the built site"  node --test --test-force-exit tests/browser/*.test.js
	$(STAGE) "npm package"              $(MAKE) --no-print-directory npm
	$(STAGE) "tests of the npm package" node --test --test-force-exit tests/npm/*.test.js

check:
	$(CARGO_RUN) --bin qibu -- check

expiry:
	$(CARGO_RUN) --bin qibu -- check --as-of $$(date +%F) --within 60d

golden:
	QIBU_WRITE_GOLDEN=1 cargo test -q --target $(HOST) -p qibu --test catalogue --test interview_length golden

# Told, never asserted: times depend on the machine, so `make test` only compiles them.
bench:
	cargo bench -p qibu-engine --bench speed

bench-peers: $(WASM_BINDGEN)
	@scripts/wasm-target.sh
	cargo bench -p qibu-engine --bench peers
	scripts/bench-peers.sh

lighthouse: build benches/lighthouse/node_modules/.package-lock.json
	node scripts/lighthouse.js

benches/lighthouse/node_modules/.package-lock.json: benches/lighthouse/package-lock.json
	cd benches/lighthouse && npm ci --no-audit --no-fund
	@touch $@

inp: build
	node scripts/inp.js

axe: build
	node scripts/axe.js

rosters: build
	cargo build --profile staff --bin qibu
	node scripts/rosters.js $(or $(ROWS),100000) target/staff/qibu

audit: $(CARGO_DENY)
	scripts/audit.sh

fuzz: $(CARGO_FUZZ)
	scripts/fuzz.sh $(or $(SECONDS),600)

# FILE=engine/src/truth.rs for one file only.
mutants: $(CARGO_MUTANTS)
	cargo mutants --no-shuffle $(if $(FILE),--file $(FILE))

reproduce:
	scripts/reproduce.sh

fmt:
	cargo fmt --all

clean:
	rm -rf dist pkg target node_modules
