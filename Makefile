# Everything runs from here; CI calls the same recipes. `make help` lists them.
VENV := .venv
PYTHON ?= python3
BIN := $(VENV)/bin
LOCK = $(PYTHON) -m uv pip compile -q --universal --generate-hashes --no-emit-index-url --no-header --python-version 3.11
export LUOSHI_DATA ?= $(CURDIR)/var

.PHONY: help demo serve test check lint types layers audit bench eval format browser lock clean
.DEFAULT_GOAL := help

help: ## list the recipes
	@grep -E '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

$(VENV)/runtime: requirements/runtime.txt pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements/runtime.txt
	$(BIN)/python -m pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $@

$(VENV)/dev: $(VENV)/runtime requirements/dev.txt
	$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements/dev.txt
	touch $@

$(VENV)/browser: $(VENV)/dev requirements/browser.txt
	$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements/browser.txt
	touch $@

demo: $(VENV)/runtime ## set up and open the demonstration city 云州市 on SQLite
	LUOSHI_DATA=$(CURDIR)/var/demo $(BIN)/luoshi demo

serve: $(VENV)/runtime ## serve the installation in LUOSHI_DATA
	$(BIN)/luoshi serve

test: $(VENV)/dev ## set up and run the tests (SQLite, or the database of LUOSHI_DATABASE_URL)
	LUOSHI_DATA=$(CURDIR)/var/test $(BIN)/python -m pytest -n auto -m "not browser" --cov --cov-report=term-missing:skip-covered
	$(BIN)/python tests/coverage_gates.py

lint: $(VENV)/dev
	$(BIN)/ruff format --check src tests bench
	$(BIN)/ruff check src tests bench

types: $(VENV)/dev
	LUOSHI_DATA=$(CURDIR)/var/test $(BIN)/mypy

layers: $(VENV)/dev
	$(BIN)/lint-imports

audit: $(VENV)/dev
	LUOSHI_DATA=$(CURDIR)/var/test $(BIN)/python -m django check --deploy --settings luoshi.config.settings --fail-level ERROR

check: lint types layers audit test ## everything that needs no database server and no browser

browser: $(VENV)/browser ## the end-to-end tests in Chromium
	LUOSHI_DATA=$(CURDIR)/var/browser $(BIN)/python -m pytest -m browser

bench: $(VENV)/dev ## measure speed and print a table (BENCH="--sizes 10000,100000")
	$(BIN)/python bench/pages.py $(BENCH)
	$(BIN)/python bench/ledger.py

eval: $(VENV)/dev ## measure the text engine on a corpus (CORPUS=directory)
	$(BIN)/python bench/eval.py --corpus $(or $(CORPUS),tests/extraction/corpus)
	$(BIN)/python bench/substance.py

format: $(VENV)/dev ## format the code
	$(BIN)/ruff format src tests bench
	$(BIN)/ruff check --fix src tests bench

lock: ## lock the versions again (needs uv)
	$(LOCK) --extra build pyproject.toml -o requirements/runtime.txt
	$(LOCK) --extra build --extra dev pyproject.toml -o requirements/dev.txt
	$(LOCK) --extra build --extra dev --extra browser pyproject.toml -o requirements/browser.txt

clean: ## remove the environment and all local data
	rm -rf $(VENV) var .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .coverage
