# Commands of the project; each works on a machine that has only python3 (3.11 to 3.13), venv and make.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STEMPEL := $(VENV)/.klaar
HOST ?= 127.0.0.1
PORT ?= 8080

.PHONY: help setup run test snel lint bench bench-bag batchproef lock schoon

help: ## this list
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

setup: $(STEMPEL) ## make .venv from the committed lock

$(STEMPEL): requirements.lock pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $(STEMPEL)

run: setup ## a fresh trial environment, one signed delivery read back, then serving on 127.0.0.1:8080
	$(BIN)/rio-soap proef --host $(HOST) --port $(PORT)

test: setup ## all tests
	$(BIN)/python -m pytest

lint: setup ## ruff, mypy, import-linter
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: setup ## milliseconds per step beside its floor; readings in a small and in a large register; then bench-bag
	$(BIN)/python -m benchmarks
	$(BIN)/python -m benchmarks.bag_laden

bench-bag: setup ## loading a BAG extract of 200,000 addresses and half of it: time, peak memory
	$(BIN)/python -m benchmarks.bag_laden

batchproef: setup ## a batch of 10,000 messages, killed at random ten times, beside one clean run (minutes)
	$(BIN)/python -m tests.batch.proef 10000 10

lock: ## write the locks anew (needs uv)
	uv pip compile pyproject.toml --universal --generate-hashes --python-version 3.11 --extra dev -o requirements.lock --no-header
	uv pip compile pyproject.toml --universal --generate-hashes --python-version 3.11 -c requirements.lock -o requirements-runtime.lock --no-header

schoon: ## remove what the commands above made
	rm -rf $(VENV) proef build dist .pytest_cache .mypy_cache .ruff_cache
