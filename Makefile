# Every target sets up what it needs. A stamp in .setup/ is named by the hash of what was set up, so a set-up that was
# broken off resumes, and a finished one is not repeated.
.DEFAULT_GOAL := help
SHELL := /bin/bash
PYTHON ?= python3

.NOTPARALLEL:

BIN := .venv/bin
# Stamps speak of a .venv that is there.
$(if $(wildcard $(BIN)/trienkhai),,$(shell rm -rf .setup))
PLACE := $(shell { pwd; $(PYTHON) -V; cat tools/setup.sh tools/install.py; } 2>&1 | sha256sum)
stamp = .setup/$(1)-$(shell { echo $(PLACE); cat $(2); } | sha256sum | cut -c1-16)
RUNTIME := $(call stamp,runtime,requirements.txt)
TESTSET := $(call stamp,test,requirements-test.txt)
MESSAGES := $(patsubst %.po,%.mo,$(wildcard src/trienkhai/locale/*/LC_MESSAGES/*.po))

.PHONY: help setup demo test test-quick check bench system

help: ## show these targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /  make \1\t/' | expand -t 20

setup: $(RUNTIME) $(MESSAGES) ## make .venv with the command trienkhai in it
	@:

demo: setup ## open the demo province in the browser
	@$(BIN)/trienkhai demo $(DEMO)

test: $(TESTSET) $(MESSAGES) system ## run every test, on SQLite and on PostgreSQL
	@tools/test.sh $(TESTS)

test-quick: $(TESTSET) $(MESSAGES) ## run the tests that need neither PostgreSQL, Chromium nor LibreOffice
	@$(BIN)/python -m pytest -q -n 2 -m "not functional and not verification" $(TESTS)

check: $(TESTSET) $(MESSAGES) ## lint, format, types, and the rules of the house
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/python -m pytest -q tests/test_house.py

bench: $(TESTSET) $(MESSAGES) ## measure reading and consolidation beside other programs, up to the size of a country
	@$(BIN)/python -m bench $(BENCH)

system:
	@tools/system.sh

.setup/runtime-%:
	@tools/setup.sh requirements.txt $@

.setup/test-%:
	@tools/setup.sh requirements-test.txt $@

$(MESSAGES): %.mo: %.po
	@$(BIN)/python tools/messages.py compile
	@touch $@
