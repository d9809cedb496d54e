# make site | serve | check | test | quick | test-firefox | fuzz | bench | shots | pictures | lock | clean
.PHONY: site serve check test quick test-firefox fuzz mutate lint bench shots pictures lock clean browser nginx

BIN = .venv/bin
export NO_MKDOCS_2_WARNING = 1
# The first Python here that the project knows; PYTHON=... names another.
KNOWN = import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))
PYTHON ?= $(shell for p in python3.13 python3.12 python3.11 python3; do $$p -c '$(KNOWN)' 2>/dev/null && echo $$p && break; done)

site: .venv/.site
	$(BIN)/mkdocs build --quiet
	@echo "The site stands in site/. To look at it: make serve, then http://127.0.0.1:8000/"

serve: .venv/.site
	$(BIN)/mkdocs serve

check: .venv/.site
	$(BIN)/python -m generator check

# A file of tests stays with one of the two workers: its fixtures are made once.
test: .venv/.test browser nginx lint
	npm test --silent
	$(BIN)/python -m pytest -n 2 --dist loadfile

# All but what needs a browser or nginx.
quick: .venv/.test lint
	npm test --silent
	$(BIN)/python -m pytest --ignore tests/browser

# The same tests in a stock Firefox, less those that want what can be emulated in Chromium only.
test-firefox: .venv/.test
	$(BIN)/python tests/browser/install.py firefox
	TEST_BROWSER=firefox $(BIN)/python -m pytest -n 2 --dist loadfile -m "not chromium" tests/browser

# What holds for any facts, with many more of them; 20,000 broken files; then every mutant.
fuzz: .venv/.test
	$(BIN)/python -m pytest --hypothesis-profile=fuzz tests/test_engine.py tests/test_engine_properties.py tests/test_vocabulary.py tests/test_soundness.py tests/test_fuzz.py
	$(MAKE) mutate

mutate: .venv/.test
	$(BIN)/python -m pytest tests/test_mutation.py
	$(BIN)/python -m tests.mutation

lint: .venv/.test node_modules/.package-lock.json
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	npm run --silent lint

browser: .venv/.test
	$(BIN)/python tests/browser/install.py

nginx: .venv/.test
	$(BIN)/python -m tests.browser.nginx

bench: .venv/.bench browser
	$(BIN)/python -m bench.build_time
	$(BIN)/python -m bench.engine_speed
	$(BIN)/python -m bench.preview_time
	$(BIN)/python -m bench.lighthouse
	$(BIN)/python -m bench.search_quality
	$(BIN)/python -m bench.search_scale

# A gallery of every kind of page; INTO=shots/before keeps one from before a change.
INTO ?= shots
shots: site browser
	$(BIN)/python -m tests.browser.gallery site $(INTO)

# The pictures of the editing guide, from what its steps lead to.
pictures: .venv/.test browser
	$(BIN)/python -m tests.pictures

# uv resolves for every platform and Python at once; the lock holds hashes, no addresses.
lock:
	uv pip compile pyproject.toml --extra build --universal --python-version 3.11 --upgrade --generate-hashes --no-header --no-annotate -q -o requirements.lock
	uv pip compile pyproject.toml --extra build --extra test -c requirements.lock --universal --python-version 3.11 --generate-hashes --no-header --no-annotate -q -o requirements-test.lock
	uv pip compile pyproject.toml --extra build --extra test --extra bench -c requirements-test.lock --universal --python-version 3.11 --generate-hashes --no-header --no-annotate -q -o requirements-bench.lock

clean:
	rm -rf site .site-* .build

.venv/.made:
	@test -n "$(PYTHON)" && $(PYTHON) -c '$(KNOWN)' || { echo "Python 3.11, 3.12 or 3.13 is needed; make PYTHON=/path/to/python3.12 names one."; exit 1; }
	@$(PYTHON) -m venv .venv || { rm -rf .venv; echo "Python cannot make a virtual environment. On Debian or Ubuntu: apt install python3-venv"; exit 1; }
	@touch $@

.venv/.site: .venv/.made requirements.lock pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

.venv/.test: .venv/.site requirements-test.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-test.lock
	@touch $@

# What reads the scripts; the site itself is made without it.
NODE = process.exitCode = Number(parseInt(process.versions.node) < 20)
node_modules/.package-lock.json: package.json package-lock.json
	@npm --version >/dev/null 2>&1 && node -e '$(NODE)' || { echo "Node.js 20 or later with npm is needed to check the scripts. On Debian or Ubuntu: apt install npm"; exit 1; }
	npm ci --silent --no-audit --no-fund

# Without these, the bench says which search it leaves out.
.venv/.bench: .venv/.test requirements-bench.lock
	-$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-build-isolation --require-hashes -r requirements-bench.lock
	@touch $@
