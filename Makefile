# make site | serve | edit | check | packages | test | quick | test-browser | test-firefox | fuzz
#    | soak | lint | hooks | bench | shots | pictures | lock | wheels | clean
.PHONY: site serve edit check packages test quick test-browser test-firefox fuzz mutate soak lint
.PHONY: hooks bench shots pictures lock wheels clean browser nginx anew

BIN = .venv/bin
# One make at a time installs; the other finds it done.
SINGLY = $(BIN)/python environment.py $@
INSTALL = $(BIN)/python -m pip install --quiet --disable-pip-version-check
# Whatever is set for other projects, pip installs into this one's environment.
export PIP_USER = 0
unexport PIP_TARGET PIP_PREFIX PIP_ROOT
export NO_MKDOCS_2_WARNING = 1
# Where the preview is: make serve PORT=8001
PORT = 8000
# What the browser's scripts take from npm.
LIBRARY = generator/node_modules/lean-qr/nano.mjs
# The first Python here that the project knows; PYTHON=... names another.
KNOWN = import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 14))
PYTHON ?= $(shell for p in python3.14 python3.13 python3.12 python3.11 python3; do \
	$$p -c '$(KNOWN)' 2>/dev/null && echo $$p && break; done)

# RUNNER=properdocs builds with what continues MkDocs; the site is the same, byte for byte.
RUNNER = mkdocs
RUNNERS = $(addprefix .venv/.,$(filter-out mkdocs,$(RUNNER)))

site: .venv/.site $(LIBRARY) $(RUNNERS)
	$(BIN)/python -m $(RUNNER) build --quiet
	@echo "The site stands in site/, built for $$(sed -n 's/^Sitemap: \(.*\)sitemap\.xml$$/\1/p' \
		site/robots.txt) (SITE_URL=https://www.example.org/ make site builds for another address)."
	@echo "To look at it: make serve, then http://127.0.0.1:$(PORT)/"

serve: .venv/.site $(LIBRARY) $(RUNNERS)
	$(BIN)/python -m $(RUNNER) serve --dev-addr 127.0.0.1:$(PORT)

# The preview with a form beside it, in the browser, on this machine alone.
edit: .venv/.site $(LIBRARY)
	$(BIN)/python -m generator edit

check: .venv/.site
	$(BIN)/python -m generator check

# For other programs: the rules and the engine as a package for npm and one for PyPI.
packages: site
	$(BIN)/python -m generator packages

# Two workers; one that has nothing left takes tests from the other. Sites are built once (`once`
# in tests/conftest.py).
test: .venv/.test browser nginx lint
	npm test --silent
	$(BIN)/python -m pytest -n 2 --dist worksteal

# All but what needs a browser or nginx.
quick: .venv/.test lint
	npm test --silent
	$(BIN)/python -m pytest -n 2 --dist worksteal --ignore tests/browser

# Those that quick leaves out.
test-browser: .venv/.test browser nginx node_modules/.package-lock.json
	$(BIN)/python -m pytest -n 2 --dist worksteal tests/browser

# The same tests in a stock Firefox, less those that want what can be emulated in Chromium only.
test-firefox: .venv/.test node_modules/.package-lock.json
	$(BIN)/python -m tests.browser.install firefox
	TEST_BROWSER=firefox $(BIN)/python -m pytest -n 2 --dist worksteal -m "not chromium" tests/browser

# What holds for any facts, with many more of them; 20,000 broken files; then every mutant.
FUZZED = tests/content/test_fuzz.py tests/mkdocs_adapter/test_incremental.py \
	$(addprefix tests/rules/test_,engine.py engine_properties.py typecheck.py soundness.py \
		flips.py)
fuzz: .venv/.test
	$(BIN)/python -m pytest --hypothesis-profile=fuzz $(FUZZED)
	$(MAKE) mutate

mutate: .venv/.test
	$(BIN)/python -m pytest tests/rules/test_mutation.py
	$(BIN)/python -m tests.tools.mutation

# 200 builds killed, starved of room and disturbed at random; most of an hour. What needs a disk
# of its own is tried where one may be mounted.
soak: .venv/.test
	$(BIN)/python -m tests.soak

lint: .venv/.test node_modules/.package-lock.json
	$(BIN)/python -m ruff check
	$(BIN)/python -m ruff format --check
	$(BIN)/python -m mypy
	npm run --silent lint

# Lets git run what .pre-commit-config.yaml names before a commit and a push.
hooks: .venv/.test
	$(BIN)/python -m pre_commit install

browser: .venv/.test
	$(BIN)/python -m tests.browser.install

nginx: .venv/.test
	$(BIN)/python -m tests.browser.nginx

bench: .venv/.bench browser
	$(BIN)/python -m bench.build_time
	$(BIN)/python -m bench.engine_speed
	$(BIN)/python -m bench.preview_time
	$(BIN)/python -m bench.lighthouse
	$(BIN)/python -m bench.journey
	$(BIN)/python -m bench.screening
	$(BIN)/python -m bench.search_quality
	$(BIN)/python -m bench.search_scale

# A gallery of every kind of page; INTO=shots/before keeps one from before a change.
INTO ?= shots
shots: site browser
	$(BIN)/python -m tests.browser.gallery site $(INTO)

# The pictures of the editing guide, from what its steps lead to.
pictures: .venv/.test browser
	$(BIN)/python -m tests.tools.pictures

# uv resolves for every platform and Python at once; the lock holds hashes, no addresses.
# With UPGRADE= nothing moves but what pyproject.toml adds or takes away.
UPGRADE = --upgrade
ALONE = uv pip compile --universal --python-version 3.11 --generate-hashes --no-header \
	--no-annotate -q
COMPILE = $(ALONE) pyproject.toml
lock:
	$(COMPILE) --group build $(UPGRADE) -o requirements.lock
	$(COMPILE) --group build --group test -c requirements.lock $(UPGRADE) \
		-o requirements-test.lock
	$(ALONE) --group node $(UPGRADE) -o requirements-node.lock
	$(ALONE) --group properdocs -c requirements.lock $(UPGRADE) -o requirements-properdocs.lock
	$(COMPILE) --group build --group test --group bench -c requirements-test.lock $(UPGRADE) \
		-o requirements-bench.lock
	@! test -x $(BIN)/python || $(BIN)/python -m tests.tools.end_of_life

# Whether every locked package can be installed without a compiler; it asks the registry.
wheels: .venv/.test
	$(BIN)/python -m tests.tools.wheels

clean:
	rm -rf site .site-* .build packages

# Of another folder, or of a Python that is gone, the environment is made anew. One that is a link
# is as somebody has put it.
FITS = $(BIN)/python -c "" && { test -L .venv || grep -qF " $$(pwd -P)/.venv" .venv/pyvenv.cfg; }
.venv/.made: $(shell { $(FITS); } 2>/dev/null || echo anew)
	@test -n "$(PYTHON)" && $(PYTHON) -c '$(KNOWN)' || { \
		echo "Python 3.11 to 3.14 is needed; make PYTHON=/path/to/python3.12 names one."; \
		exit 1; }
	@$(PYTHON) environment.py $@

.venv/.site: .venv/.made requirements.lock pyproject.toml
	$(SINGLY) $(INSTALL) --require-hashes -r requirements.lock
	$(SINGLY) $(INSTALL) --no-deps --no-build-isolation -e .
	@touch $@

# Without npm, a package of Python's brings one.
$(LIBRARY): generator/assets/library.py package.json package-lock.json | .venv/.site
	@npm --version >/dev/null 2>&1 || $(MAKE) --no-print-directory .venv/.node
	$(SINGLY) $(BIN)/python -m generator.assets
	@touch $@

.venv/.node: .venv/.site requirements-node.lock
	$(SINGLY) $(INSTALL) --require-hashes -r requirements-node.lock
	@touch $@

.venv/.properdocs: .venv/.site requirements-properdocs.lock
	$(SINGLY) $(INSTALL) --require-hashes -r requirements-properdocs.lock
	@touch $@

.venv/.test: .venv/.site requirements-test.lock | $(LIBRARY)
	$(SINGLY) $(INSTALL) --require-hashes -r requirements-test.lock
	@touch $@

# What reads the scripts; the site itself is made without it.
NODE = process.exitCode = Number(parseInt(process.versions.node) < 20)
node_modules/.package-lock.json: package.json package-lock.json | .venv/.made
	@npm --version >/dev/null 2>&1 && node -e '$(NODE)' || { echo "Node.js 20 or later with npm" \
		"is needed to check the scripts. On Debian or Ubuntu: apt install npm"; exit 1; }
	$(SINGLY) npm ci --silent --no-audit --no-fund

# Without these, the bench says which search it leaves out.
.venv/.bench: .venv/.test requirements-bench.lock
	-$(SINGLY) $(INSTALL) --no-build-isolation --require-hashes -r requirements-bench.lock
	@touch $@
