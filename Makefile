# One word a chore. `make` alone lists them.
PYTHON ?= python3
PORT ?= 5000
VENV := .venv
BIN := $(VENV)/bin
# Extras stay in the lock: pip otherwise takes `coverage[toml]`, asked for by another package, for a second, unpinned wish.
LOCK_FLAGS := --quiet --universal --python-version 3.11 --generate-hashes --no-strip-extras \
	--no-emit-index-url --no-emit-find-links --custom-compile-command 'make lock' --group build
# A process a core. The tests of a file stay together and in their order, as some look at what those before them left;
# so do the files, as the largest first, which is the default, would leave the slow ones with few tests for the very end.
SHARED := -n auto --dist loadfile --no-loadscope-reorder

.DEFAULT_GOAL := help
.PHONY: help run test lint browser bench relevance candidates shell lock clean

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

run: $(VENV)/ready ## install, prepare the data and serve on http://127.0.0.1:$PORT (5000)
	@GLOSSARY_PORT=$(PORT) exec $(BIN)/glossary serve

test: $(VENV)/ready-dev lint ## check everything on all cores (browser stories too, where there is a Chromium)
	@$(BIN)/python -m pytest $(SHARED) --cov --cov-report=term $(ARGS)

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

relevance: $(VENV)/ready-dev ## how well search finds what was judged relevant, by query and engine
	@$(BIN)/python -m tests.bench.relevance $(ARGS)

candidates: $(VENV)/ready-dev ## how much of what readers found in articles is offered, and how much of that is right
	@$(BIN)/python -m tests.bench.candidates $(ARGS)

shell: $(VENV)/ready ## a Python shell with the app at hand
	@$(BIN)/glossary shell

lock: ## renew the hash-locked requirements (needs uv)
	@uv pip compile $(LOCK_FLAGS) pyproject.toml -o requirements.txt
	@uv pip compile $(LOCK_FLAGS) --extra tantivy -c requirements.txt pyproject.toml -o requirements-tantivy.txt
	@uv pip compile $(LOCK_FLAGS) --extra mcp -c requirements.txt pyproject.toml -o requirements-mcp.txt
	@uv pip compile $(LOCK_FLAGS) --extra tantivy --extra mcp --group dev -c requirements.txt pyproject.toml -o requirements-dev.txt

clean: ## remove what was built (keeps instance/)
	@rm -rf $(VENV) build *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis htmlcov .coverage
	@find glossary tests migrations -name __pycache__ -type d -prune -exec rm -rf {} +
