# make demo | test: the two commands of the README. make check: what every change must pass. make prove, bench: longer.
SHELL := /bin/bash
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/pip install --quiet --disable-pip-version-check -c .ci/constraints.txt
WORKERS ?= 2

.PHONY: demo test check prove bench bench-grading example format clean
.DEFAULT_GOAL := demo

demo: $(VENV)/.product
	$(BIN)/pine-harness run scenarios/quickstart.yaml

test: $(VENV)/.dev
	$(BIN)/python -m pytest -n $(WORKERS) -m "not prove"

check: $(VENV)/.dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(MAKE) --no-print-directory test

prove: $(VENV)/.dev
	set -o pipefail; $(BIN)/pine-harness audit scenarios --min-caught 0.9 | tail -1
	$(BIN)/python -m pytest -n $(WORKERS) -m prove

bench: $(VENV)/.dev
	$(BIN)/python -m tests.benchmarks

# Measures the grader on labelled dialogues: make bench-grading DIALOGUES=folder
bench-grading: $(VENV)/.dev
	$(BIN)/python -m tests.benchmarks.grading "$(DIALOGUES)"

# Makes the example report anew from its suite, and the README's picture of it.
example: $(VENV)/.dev
	cd reports/example && rm -rf runs && { ../../$(BIN)/pine-harness run suite.yaml --seed 7 --out runs || [ $$? = 1 ]; }
	cp reports/example/runs/latest/report.html reports/example/report.html && rm -rf reports/example/runs
	$(BIN)/python -m tests.browser.screenshot reports/example/report.html docs/images/report.png

format: $(VENV)/.dev
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .import_linter_cache .hypothesis

$(VENV)/.python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "Python 3.11 or newer is needed; $(PYTHON) is $$($(PYTHON) --version 2>&1). Try: make PYTHON=python3.11"; exit 1; }
	$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/.product: $(VENV)/.python pyproject.toml .ci/constraints.txt
	$(PIP) -e .
	@touch $@

$(VENV)/.dev: $(VENV)/.product pyproject.toml .ci/constraints.txt
	$(PIP) -e '.[dev]'
	@touch $@
