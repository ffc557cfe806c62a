# make start: the environment and the first problem. make test: all tests. make lint: ruff and mypy.
# make mutate: machine mutants of every reference; make mutate-changed: of those that differ from BASE.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
INSTALL := $(BIN)/python -m pip install --disable-pip-version-check --quiet --constraint constraints.txt --editable
INPUTS := pyproject.toml constraints.txt

.PHONY: start test lint mutate mutate-changed clean

BASE ?= HEAD~1

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

mutate: $(VENV)/test.installed
	$(BIN)/drill lint --no-proof --mutate

mutate-changed: $(VENV)/test.installed
	@ids=$$(git diff --name-only $(BASE) -- problems solutions 2>/dev/null | sed -nE 's#^(problems|solutions)/[a-z_]+/([a-z0-9_]+)\.(yaml|py)$$#\2#p' | sort -u \
		| while read -r id; do ls solutions/*/$$id.py >/dev/null 2>&1 && echo $$id; done); \
	if [ -n "$$ids" ]; then $(BIN)/drill lint --no-proof --mutate $$ids; else echo "no problem differs from $(BASE)"; fi

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
