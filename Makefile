# Commands of the project; each works on a machine that has only python3 (3.11 to 3.13), venv and make.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STEMPEL := $(VENV)/.klaar
HOST ?= 127.0.0.1
PORT ?= 8080
WERKERS ?= auto
DUUR ?= 3600
DUUR_UITVAL ?= 60

.PHONY: help setup run test lint lint-typen lint-stijl bench bench-bag bench-opendata bench-peers schaal schaal-processen soak geheugen aanval duurzaam kopie \
	batchproef volgproef wiel wielproef pythons containerproef sbom audit versies csvrondgang landelijk publicatie zoeken fuzz lock schoon \
	schemathesis api-regels schermen schermbench voorbeelden rondgang mutanten mishaps

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

# Processes that tests start would compile the package anew each, a fifth of their time, where nothing may keep it.
test: export PYTHONDONTWRITEBYTECODE :=
test: setup ## all tests, on all cores
	$(BIN)/python -m pytest -n $(WERKERS) --dist worksteal

lint: setup ## ruff, mypy, import-linter
	@$(MAKE) --no-print-directory -j2 -O lint-typen lint-stijl

lint-typen:
	$(BIN)/mypy

lint-stijl:
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports

bench: setup ## floors, steps, load, readings and peers in one run of less than 10 minutes; writes benchmarks/resultaten.md
	$(BIN)/python -m benchmarks

bench-peers: ## install what is missing of the other SOAP servers that bench measures beside ours (Debian and npm; as root)
	benchmarks/peers/installeer.sh

bench-opendata: setup ## loading open data: rows per second, peak memory
	$(BIN)/python -m benchmarks.opendata

schaal: setup ## every operation in 1 %, 100 % and 500 % of a national register; writes benchmarks/schaal.md
	$(BIN)/python -m benchmarks.schaal --uit benchmarks/schaal.md

schaal-processen: setup ## processes behind nginx on one PostgreSQL, killed and added under load
	$(BIN)/python -m benchmarks.uitval nginx --seconden $(DUUR_UITVAL)

duurzaam: setup ## a stream of deliveries, random kill -9, no approved one lost; SQLite, then PostgreSQL
	$(BIN)/python -m benchmarks.uitval kaal --seconden $(DUUR_UITVAL)
	$(BIN)/python -m benchmarks.uitval kaal --seconden $(DUUR_UITVAL) --processen 2 --postgresql

soak: setup ## DUUR seconds (an hour) at 70 % of capacity: memory flat, no error, nothing lost
	$(BIN)/python -m benchmarks.soak --duur $(DUUR)

versies: setup ## 1,000 changes on both time axes against a model, asked at random; SQLite, and PostgreSQL when it is set (minutes)
	RIO_TEST_ZWAAR=1 $(BIN)/python -m pytest -n 0 tests/register/versie/test_assen.py

csvrondgang: setup ## published files loaded into an empty register publish the same: trial set and national proportions (half a minute)
	RIO_TEST_ZWAAR=1 $(BIN)/python -m pytest -n 0 tests/register/publicatie/test_rondgang_csv.py

landelijk: setup ## a national set of all 112 files of open data, made and loaded: time per file, peak memory (half an hour)
	$(BIN)/python -m benchmarks.landelijk_laden

publicatie: setup ## a national set published twice, the second night after 1 % changed: time, processor time, memory (half an hour)
	$(BIN)/python -m benchmarks.publicatie

zoeken: setup ## search in a national register on both databases: what a question costs, and whether the first hit is right
	$(BIN)/python -m benchmarks.zoeken
	$(BIN)/python -m benchmarks.aanbodzoeken

schermbench: setup ## every page for everybody in a national register: processor time and bytes (half an hour; DIENST: one that is there)
	$(BIN)/python -m benchmarks.schermen $(if $(DIENST),--dienst $(DIENST)) --uit benchmarks/schermen.md

geheugen: setup ## 1,000 refused messages of 1.9 MB, 10,000 with fresh names: memory ends where it began, others are answered
	$(BIN)/python -m benchmarks.geheugen

aanval: setup ## 200 reports of what costs most, right messages beside them: memory flat, messages within a second
	$(BIN)/python -m benchmarks.aanval

kopie: setup ## readings on a streaming replica of PostgreSQL: CPU, lag, held back, killed under load; nothing refused
	$(BIN)/python -m benchmarks.kopie

bench-bag: setup ## loading a BAG extract of 200,000 addresses and half of it: time, peak memory
	$(BIN)/python -m benchmarks.bag_laden

batchproef: setup ## a batch of 10,000 messages, killed at random ten times, beside one clean run (minutes)
	$(BIN)/python -m tests.batch.proef 10000 10

mutanten: setup ## a right service and a right client, wrong in one thing at a time, judged by keur; writes docs/keur-mutanten.md (minutes)
	nice $(BIN)/python -m tests.keurmutanten --schrijf

SCHEMATHESIS_SECONDEN ?= 600

schemathesis: setup ## ten minutes of questions to the JSON API of a served trial environment: no 5xx, no answer beside its document
	nice $(BIN)/python -m tests.api.schemathesisrun $(SCHEMATHESIS_SECONDEN)

rondgang: setup ## every link of the whole trial register, nl and en, as nobody and each trial person: no 4xx, no 5xx
	nice $(BIN)/python -m tests.web.rondgang

mishaps: setup ## every command with everything that may go wrong around it, in both languages (minutes)
	RIO_TEST_ZWAAR=1 $(BIN)/python -m pytest -n $(WERKERS) --dist worksteal tests/cli/mishaps

SCHERMEN ?= proef/schermen

schermen: setup ## every page in a real browser, 360 and 1280 px, light and dark, nl and en, with pictures in SCHERMEN (needs chromium)
	RIO_TEST_ZWAAR=1 RIO_SCHERMEN=$(SCHERMEN) $(BIN)/python -m pytest -n $(WERKERS) --dist worksteal tests/web/echt/test_paginas.py

voorbeelden: setup ## install and run the examples of all stacks (Debian, npm, PyPI; as root), each with a key of its own
	$(BIN)/python -m tests.voorbeelden.draai

ADR_REGELS ?= https://static.developer.overheid.nl/adr/ruleset.yaml

api-regels: setup ## the OpenAPI document by the linter of the NL API Design Rules (Spectral, from npm; ADR_REGELS: its rules)
	$(BIN)/python -m tests.api.schrijfdocument .venv/openapi.json
	npx --yes @stoplight/spectral-cli@6 lint --fail-severity error -r $(ADR_REGELS) .venv/openapi.json

volgproef: setup ## followers of 1,500 changes a round killed at random 60 times, in a folder and SQLite, and PostgreSQL when it is set
	$(BIN)/python -m tests.volger.proef map sqlite $(RIO_TEST_POSTGRESQL)

wiel: setup ## wheel and sdist in dist/
	$(BIN)/python -m build --no-isolation .

wielproef: setup ## the wheel as strangers install it: the extra `data` alone, then proef by pip, uvx and pipx, and what it tells typed (needs an index)
	$(BIN)/python -m tests.volger.wielproef
	$(BIN)/python -m tests.pakket.wielproef

VERSIES ?= 3.11 3.12 3.13 3.14

pythons: setup ## the wheel on each Python that is found of 3.11 to 3.14: served, judged by every rule (needs an index; a minute or two each)
	nice $(BIN)/python -m tests.pakket.versies $(VERSIES)

BASISMAP ?=

containerproef: setup ## image and compose file without an engine: their steps and services in a Debian of debootstrap (as root; minutes)
	$(BIN)/python -m tests.pakket.containerproef $(BASISMAP)

.venv-sbom/bin/pip-audit:
	$(PYTHON) -m venv .venv-sbom
	.venv-sbom/bin/python -m pip install --quiet --disable-pip-version-check 'cyclonedx-bom>=7.3,<8' 'pip-audit>=2.10,<3'

sbom: setup .venv-sbom/bin/pip-audit ## dist/sbom.json: every library of the service with version, hashes and licence (CycloneDX)
	$(BIN)/python -m tests.pakket.sbom .venv-sbom/bin/cyclonedx-py dist/sbom.json

audit: .venv-sbom/bin/pip-audit ## known vulnerabilities in the libraries of the lock, asked of PyPI; fails when there is one, or no answer
	.venv-sbom/bin/pip-audit --strict --require-hashes --disable-pip -r requirements-runtime.lock

FUZZ_GEVALLEN ?= 1000000
FUZZ_SECONDEN ?= 1800

fuzz: setup ## a million mutated messages, then as many guided by coverage (atheris, in a .venv-fuzz of its own); half an hour each at most
	nice $(BIN)/python -m fuzz --gevallen $(FUZZ_GEVALLEN) --seconden $(FUZZ_SECONDEN)
	test -x .venv-fuzz/bin/python || $(BIN)/python -m venv .venv-fuzz
	.venv-fuzz/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	.venv-fuzz/bin/python -m pip install --quiet --disable-pip-version-check 'atheris>=3.0,<4'
	PYTHONPATH=. nice .venv-fuzz/bin/python -m fuzz.dekking .venv-fuzz/corpus -runs=$(FUZZ_GEVALLEN) -max_total_time=$(FUZZ_SECONDEN) -rss_limit_mb=1024 -timeout=20 -artifact_prefix=.venv-fuzz/

lock: ## write the locks anew (needs uv)
	uv pip compile pyproject.toml --universal --generate-hashes --python-version 3.11 --extra dev -o requirements.lock --no-header
	uv pip compile pyproject.toml --universal --generate-hashes --python-version 3.11 --extra server -c requirements.lock -o requirements-runtime.lock --no-header
	echo hatchling | uv pip compile - --universal --generate-hashes --python-version 3.11 -c requirements.lock -o requirements-bouw.lock --no-header

schoon: ## remove what the commands above made
	rm -rf $(VENV) .venv-fuzz .venv-sbom proef build dist .pytest_cache .mypy_cache .ruff_cache
