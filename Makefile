# Two commands for a fresh machine: `make demo` and `make test`. Both need only Python 3.11+ and make.
PYTHON ?= python3
BIN = .venv/bin
STAMP = .venv/.installed

.PHONY: demo test lint types format docs samples bench clean

$(STAMP): pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "sheet2eval needs Python 3.11 or newer: make PYTHON=python3.12 $(MAKECMDGOALS)"; exit 1; }
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --upgrade 'pip>=25.1'
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable . --group dev
	@touch $@

demo: $(STAMP)
	@mkdir -p build
	@cp samples/reminders.xlsx build/reminders.xlsx
	@$(BIN)/sheet2eval run build/reminders.xlsx --config samples/sheet2eval.toml --target bot
	@echo
	@echo "Open build/reminders.xlsx: the verdicts stand beside the rows of the tab 'input', the details in the tabs 'eval-…'."

test: $(STAMP)
	$(BIN)/python -m pytest -n auto

lint: $(STAMP)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(STAMP)
	$(BIN)/mypy

format: $(STAMP)
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

docs: $(STAMP)
	$(BIN)/python -m sheet2eval.manual > docs/checks.md

samples: $(STAMP)
	$(BIN)/python samples/build.py

bench: $(STAMP)
	$(BIN)/python -m benchmarks.checking
	$(BIN)/python -m benchmarks.commands
	$(BIN)/python -m benchmarks.workbooks
	$(BIN)/python -m benchmarks.running

clean:
	rm -rf .venv build .pytest_cache .mypy_cache .ruff_cache
