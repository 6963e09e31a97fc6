# Klubban: the commands a person needs. `make demo` and `make test` work on a bare Debian with python3, python3-venv and make.
PYTHON ?= python3
VENV := .venv
RUN := $(VENV)/bin/python
ARGS ?=

.PHONY: demo test bench lint types texts lock clean

demo: $(VENV)/.runtime
	$(RUN) -m bot demo $(ARGS)

test: $(VENV)/.dev
	$(RUN) -m pytest -n auto $(ARGS)

bench: $(VENV)/.dev
	$(RUN) -m tests.bench $(ARGS)

lint: $(VENV)/.dev
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/lint-imports

types: $(VENV)/.dev
	$(VENV)/bin/mypy

texts: $(VENV)/.dev
	$(RUN) -m tests.texts

lock: $(VENV)/.dev
	$(VENV)/bin/pip install -q uv
	$(VENV)/bin/uv pip compile -q --universal --generate-hashes --no-emit-index-url --no-header pyproject.toml -o requirements.lock
	$(VENV)/bin/uv pip compile -q --universal --generate-hashes --no-emit-index-url --no-header --extra dev -c requirements.lock pyproject.toml -o requirements-dev.lock

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Klubban needs Python 3.11 or later: sudo apt install python3 python3-venv"; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); echo "Missing: sudo apt install python3-venv"; exit 1; }

$(VENV)/.runtime: requirements.lock $(VENV)/bin/python
	$(VENV)/bin/pip install -q --disable-pip-version-check --require-hashes -r requirements.lock
	@touch $@

$(VENV)/.dev: requirements-dev.lock $(VENV)/bin/python
	$(VENV)/bin/pip install -q --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch $@

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis
