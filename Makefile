# make start: the environment and the first problem. make test: all tests. make lint: ruff and mypy.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
INSTALL := $(BIN)/python -m pip install --disable-pip-version-check --quiet --constraint constraints.txt --editable
INPUTS := pyproject.toml constraints.txt

.PHONY: start test lint clean

start: $(VENV)/drill.installed
	@$(BIN)/drill next --no-edit
	@echo
	@echo "Write your answer in the file named above, then type: $(BIN)/drill check"
	@echo "(or, once: source $(BIN)/activate, and then: drill check)"

test: $(VENV)/test.installed
	$(BIN)/python -m pytest

lint: $(VENV)/dev.installed
	$(BIN)/ruff check .
	$(BIN)/mypy

clean:
	rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "drill needs Python 3.11 or later: make PYTHON=python3.11")'
	$(PYTHON) -m venv $(VENV)

$(VENV)/drill.installed: $(INPUTS) | $(BIN)/python
	@echo "Installing drill and what it needs (PyTorch among it; see README) ..."
	$(INSTALL) .
	@$(BIN)/python -m compileall -q drill graders
	@touch $@

$(VENV)/test.installed: $(INPUTS) | $(BIN)/python
	$(INSTALL) '.[test]'
	@$(BIN)/python -m compileall -q drill graders
	@touch $@ $(VENV)/drill.installed

$(VENV)/dev.installed: $(INPUTS) | $(BIN)/python
	$(INSTALL) '.[dev]'
	@$(BIN)/python -m compileall -q drill graders
	@touch $@ $(VENV)/test.installed $(VENV)/drill.installed
