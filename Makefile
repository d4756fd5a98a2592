# One word a chore. `make` alone lists them.
PYTHON ?= python3
PORT ?= 5000
VENV := .venv
BIN := $(VENV)/bin
CHORES := build/chores
NEWER := build/sqlite
# Extras stay in the lock: pip otherwise takes `coverage[toml]`, asked for by another package, for a second, unpinned wish.
LOCK_FLAGS := --quiet --universal --python-version 3.11 --generate-hashes --no-strip-extras \
	--no-emit-index-url --no-emit-find-links --custom-compile-command 'make lock' $(ARGS)
LOCK := uv pip compile $(LOCK_FLAGS) --group build
# A process a core. The tests of a file stay together and in their order, as some look at what those before them left;
# so do the files, as the largest first, which is the default, would leave the slow ones with few tests for the very end.
SHARED := -n auto --dist loadfile --no-loadscope-reorder
# All but what reads no record, or reads it through what is tested here: engines, formats, rules, pages in a browser, docs.
ON_POSTGRESQL := $(addprefix tests/,admin api assistants cli migrations reliability security services web) \
	$(filter-out tests/test_asvs.py tests/test_docs% tests/test_readme.py,$(wildcard tests/test_*.py))
# What works on the records. The tests' own hands are the same on one file as on three, its log and its index beside it.
ON_WAL := $(addprefix tests/,cli migrations reliability services test_db.py test_errors.py)
FAULTS := tests/reliability $(addprefix tests/search/test_,damage.py readers_and_writer.py whoosh_traps.py) tests/test_errors.py

.DEFAULT_GOAL := help
.PHONY: help run test coverage postgresql wal faults lint browser bench load relevance candidates shell lock audit sbom clean

help: ## list the chores
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

$(VENV)/ready: requirements.txt pyproject.toml
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "Installing what the glossary needs ..."
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	@$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/ready-dev: $(VENV)/ready requirements-dev.txt
	@echo "Installing what the tests need ..."
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@touch $@

$(CHORES)/ready: requirements-chores.txt
	@test -x $(CHORES)/bin/python || $(PYTHON) -m venv $(CHORES)
	@echo "Installing what the chores need ..."
	@$(CHORES)/bin/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-chores.txt
	@touch $@

run: $(VENV)/ready ## install, prepare the data and serve on http://127.0.0.1:$PORT (5000)
	@GLOSSARY_PORT=$(PORT) exec $(BIN)/glossary serve

test: $(VENV)/ready-dev lint ## check everything on all cores (browser stories too, where there is a Chromium)
	@$(BIN)/python -m pytest $(SHARED) $(ARGS)

# Apart from `test`, as the tests take half as long again, or more, while their lines are counted.
coverage: $(VENV)/ready-dev ## the lines of the program that no test runs
	@$(BIN)/python -m pytest $(SHARED) --cov --cov-report=term $(ARGS)

postgresql: $(VENV)/ready-dev ## the tests of all that keeps records, on a PostgreSQL of their own (Debian, as root: installed)
	@sh tests/postgresql/install.sh
	@$(BIN)/python -m pytest --postgresql $(SHARED) $(ON_POSTGRESQL) $(ARGS)

$(NEWER)/ready: requirements-sqlite.txt | $(VENV)/ready-dev
	@mkdir -p $(NEWER) && sed -n '/^pysqlite3==/,/[^\\]$$/p' $< > $(NEWER)/requirements.txt
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes --upgrade --target $(NEWER) -r $(NEWER)/requirements.txt
	@touch $@

# Beside the environment and not in it, so that every other run has the library that most systems have.
wal: $(VENV)/ready-dev $(NEWER)/ready ## the tests of what keeps records, with a newer SQLite and its write-ahead log
	@PYTHONPATH=$(abspath $(NEWER)) $(BIN)/python -m pytest $(SHARED) $(ON_WAL) $(ARGS)

# As in an ordinary run, but each fault a hundred times, or at each of a hundred places.
faults: $(VENV)/ready-dev ## kill, cut off, fill up and damage again and again (ARGS="--rounds 1000"), on both databases
	@sh tests/postgresql/install.sh
	@$(BIN)/python -m pytest $(SHARED) --rounds 100 $(FAULTS) $(ARGS)
	@$(BIN)/python -m pytest --postgresql $(SHARED) --rounds 100 tests/reliability $(ARGS)

lint: $(VENV)/ready-dev ## style, types and import directions
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --quiet 2>/dev/null || $(BIN)/lint-imports

browser: $(VENV)/ready-dev ## install a Chromium where none is found (Debian, as root), then run the browser stories
	@sh tests/browser/install-chromium.sh
	@GLOSSARY_REQUIRE_BROWSER=1 $(BIN)/python -m pytest -m browser $(ARGS)

bench: $(VENV)/ready-dev ## measure pages, engines and HTTP (ARGS="engines --sizes 1000"), write docs/benchmarks.md
	@$(BIN)/python -m tests.bench $(ARGS)

load: $(VENV)/ready-dev ## 50 readers, 5 editors and an import at once, 10 minutes each (Debian, as root: tools installed)
	@sh tests/load/install.sh
	@sh tests/postgresql/install.sh
	@$(BIN)/python -m tests.load $(ARGS)

relevance: $(VENV)/ready-dev ## how well search finds what was judged relevant, by query and engine
	@$(BIN)/python -m tests.bench.relevance $(ARGS)

candidates: $(VENV)/ready-dev ## how much of what readers found in articles is offered, and how much of that is right
	@$(BIN)/python -m tests.bench.candidates $(ARGS)

shell: $(VENV)/ready ## a Python shell with the app at hand
	@$(BIN)/glossary shell

lock: ## renew the hash-locked requirements (needs uv; ARGS=--upgrade takes newer versions of all)
	@$(LOCK) pyproject.toml -o requirements.txt
	@$(LOCK) --extra tantivy -c requirements.txt pyproject.toml -o requirements-tantivy.txt
	@$(LOCK) --extra postgresql -c requirements.txt pyproject.toml -o requirements-postgresql.txt
	@$(LOCK) --extra sqlite -c requirements.txt pyproject.toml -o requirements-sqlite.txt
	@$(LOCK) --extra mcp -c requirements.txt pyproject.toml -o requirements-mcp.txt
	@uv pip compile $(LOCK_FLAGS) --group chores -o requirements-chores.txt
	@$(LOCK) --extra tantivy --extra postgresql --extra mcp --group dev -c requirements.txt pyproject.toml -o requirements-dev.txt

# Strict: a package whose advisories cannot be had is a failure, too; else a mirror without them would find all in order.
audit: $(CHORES)/ready ## ask for known vulnerabilities of every locked package (needs the network); exit code 0 only if none
	@$(CHORES)/bin/pip-audit --strict --disable-pip --require-hashes --progress-spinner off \
		$(patsubst %,-r %,$(wildcard requirements*.txt)) $(ARGS) || { \
		echo "Not every package was found to be in order: above stands which, or what could not be asked."; \
		echo "The advisories are asked for over https, of PyPI or, with ARGS='-s osv', of OSV; a mirror seldom has them."; \
		exit 1; }

sbom: $(CHORES)/ready ## write what is installed for serving to build/sbom.json, as CycloneDX
	@PYTHONWARNINGS=ignore::UserWarning $(CHORES)/bin/cyclonedx-py requirements --pyproject pyproject.toml \
		--output-reproducible --output-format JSON --output-file build/sbom.json requirements.txt
	@echo "build/sbom.json"

clean: ## remove what was built (keeps instance/)
	@rm -rf $(VENV) build *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis htmlcov .coverage
	@find glossary tests migrations -name __pycache__ -type d -prune -exec rm -rf {} +
