# Everything begins here. A fresh clone needs git, make and Python 3.13; the rest is fetched once and kept.
#   make demo     a running site with a made-up organisation
#   make test     all checks and all tests
#   make check    everything static        make fix    repairs what a machine can
#   make bench    the figures, measured    make lock   locks the packages anew

PYTHON := $(shell sh tools/find_python.sh)
ifeq ($(PYTHON),)
$(error No Python $(shell cat .python-version) found; see above)
endif
SETUP := $(PYTHON) tools/setup.py
RUN := .venv/bin
FOR_TESTS := DJANGO_SETTINGS_MODULE=drieslag.config.settings.test
ARGS ?=

.PHONY: demo serve test check fix bench screenshots setup setup-dev lock clean
.DEFAULT_GOAL := help
help:
	@sed -n '2,6s/^# *//p' Makefile

setup:
	@$(SETUP) packages frontend messages

setup-dev:
	@$(SETUP) packages-dev frontend messages

demo: setup
	@exec $(RUN)/drieslag demo $(ARGS)

serve: setup
	@exec $(RUN)/drieslag serve $(ARGS)

check: setup-dev
	@echo "· Format";     $(RUN)/ruff format --check --quiet . || { $(RUN)/ruff format --check .; exit 1; }
	@echo "· Ruff";       $(RUN)/ruff check --quiet .
	@echo "· Types";      $(RUN)/mypy --no-error-summary
	@echo "· Imports";    $(RUN)/lint-imports --no-cache >var/imports.txt || { cat var/imports.txt; exit 1; }
	@echo "· Templates";  $(RUN)/djlint --quiet --lint src/drieslag
	@echo "· Migrations"; $(FOR_TESTS) $(RUN)/python -W ignore manage.py makemigrations --check --dry-run --verbosity 1 >var/migrations.txt || { cat var/migrations.txt; exit 1; }
	@echo "· Messages";   $(RUN)/python tools/messages.py check
	@echo "· Library";    $(RUN)/drieslag check

test: check
	@$(SETUP) browser
	@echo "· Tests";            $(RUN)/pytest -q -n 2 --dist loadfile -m "not e2e"
	@echo "· Parts in a browser"; $(RUN)/pytest -q -m e2e --ignore=tests/e2e
	@echo "· The whole in browsers"; $(RUN)/pytest -q tests/e2e

fix: setup-dev
	@$(RUN)/ruff check --fix --quiet . || true
	@$(RUN)/ruff format --quiet .

bench: setup-dev
	@$(RUN)/python -m bench $(ARGS)

screenshots: setup-dev
	@$(SETUP) browser
	@$(RUN)/python tools/screenshots.py

lock:
	@$(SETUP) lock

# The databases of tests and demo go; var/ itself stays, since an installation may have its keys there.
clean:
	@if [ -x $(RUN)/python ]; then $(RUN)/python tools/clean.py; fi
	@rm -rf var/stamps var/tools var/browser var/browser-package node_modules .venv dist htmlcov \
		.mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache .coverage src/drieslag/web/static/drieslag
