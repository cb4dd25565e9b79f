# `make` alone lists the commands. Works with GNU make from 3.81 on; what does not fit a recipe stands in bin/.

PORT ?= 8000
HOST ?= 127.0.0.1

# What brings the database up to date, in this order, at every start. Each may be run any number of times.
PREPARE := migrate createcachetable encrypt_secrets purge_accounts load_bank load_blueprints

PYTHON := .venv/bin/python
MANAGE := $(PYTHON) manage.py
BROWSER_FILES := $(shell find static -path static/dist -prune -o -print 2>/dev/null)

.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help run dev curator numpy test test-sqlite test-postgresql check audit format bench bench-scale faults lock install install-dev port clean

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-16s %s\n", $$1, $$2 }' Makefile

# --- Using it

run: port install ## install what is missing and start the site: make run PORT=8000
	@$(PYTHON) bin/prepare.py $(PREPARE)
	@HOST=$(HOST) PORT=$(PORT) bin/serve

dev: port install-dev ## start it for development: reloads by itself, rebuilds the browser's files
	@DEBUG=1 $(PYTHON) bin/prepare.py $(PREPARE)
	@HOST=$(HOST) PORT=$(PORT) bin/dev

curator: install ## let a person edit the question bank: make curator EMAIL=you@example.org ARGS=--alone
	@test -n "$(EMAIL)" || { echo "Say who: make curator EMAIL=you@example.org" >&2; exit 2; }
	@$(MANAGE) make_curator "$(EMAIL)" $(ARGS)

numpy: node_modules/.package-lock.json ## fetch numpy for code that runs in the browser; tasks that require it are offered then
	@$(PYTHON) bin/numpy

# --- Working on it

test: test-sqlite test-postgresql ## run every test, on SQLite and, where it uses a database, on PostgreSQL too: make test ARGS='-k clock'

test-sqlite: install-dev ## every test, on SQLite
	@TEST_DATABASE=sqlite $(PYTHON) -m pytest -n 2 --dist loadgroup $(ARGS)

test-postgresql: install-dev ## the tests that use a database, on PostgreSQL (a server is started for them)
	@TEST_DATABASE=postgresql $(PYTHON) -m pytest -n 2 --dist loadgroup $(ARGS)

check: install-dev ## linters, types, templates, migrations, Django's deployment check
	@bin/check

audit: install-dev ## ask the advisory databases about every locked dependency
	@bin/audit

format: install-dev ## put the code into its one layout: Python, JavaScript, CSS
	@$(PYTHON) -m ruff check --fix-only --quiet .
	@$(PYTHON) -m ruff format .
	@PATH="$(CURDIR)/.venv/bin:$$PATH" node_modules/.bin/biome check --write --linter-enabled=false

bench: install install-dev ## the main pages beside the least that Django can do: make bench ARGS='--database sqlite'
	@$(PYTHON) benchmarks/pages.py $(ARGS)

bench-scale: install install-dev ## the main pages among 100,000 questions and 1,000,000 answers beside a small database
	@$(PYTHON) benchmarks/scale.py $(ARGS)

faults: install install-dev ## break each part of a site while people write, and count what was lost: make faults ARGS=kill
	@$(PYTHON) -m faults $(ARGS)

LOCK := $(PYTHON) -m uv pip compile --quiet --universal --python-version 3.12 --generate-hashes \
	--no-header --no-emit-index-url --no-annotate

lock: install-dev ## lock the dependencies anew after a change in pyproject.toml: make lock ARGS=--upgrade
	@$(LOCK) $(ARGS) pyproject.toml -o requirements.txt
	@$(LOCK) $(ARGS) pyproject.toml --extra dev -o requirements-dev.txt
	@$(LOCK) $(ARGS) pyproject.toml --extra sentry -o requirements-sentry.txt
	@$(LOCK) $(ARGS) --group node -o requirements-node.txt

clean: ## remove what was installed and built; data/ and .env stay
	rm -rf .venv node_modules static/dist staticfiles test-artefacts \
		.mypy_cache .ruff_cache .pytest_cache .hypothesis

# --- What the commands need: each is made once and again when its sources change

port: $(PYTHON)
	@$(PYTHON) bin/port_is_free.py $(HOST) $(PORT)

install: .venv/.requirements staticfiles/staticfiles.json .env

install-dev: .venv/.requirements-dev static/dist/.built .env

$(PYTHON):
	@bin/venv

.venv/.requirements: requirements.txt $(PYTHON)
	@bin/pip-install requirements.txt
	@touch $@

.venv/.requirements-dev: requirements-dev.txt .venv/.requirements
	@bin/pip-install requirements-dev.txt
	@touch $@

node_modules/.package-lock.json: package.json package-lock.json $(PYTHON)
	@bin/npm-install
	@touch $@

static/dist/.built: build.mjs node_modules/.package-lock.json $(BROWSER_FILES)
	@bin/build
	@touch $@

staticfiles/staticfiles.json: static/dist/.built .venv/.requirements | .env
	@$(MANAGE) collectstatic --noinput --verbosity 0
	@touch $@

.env: | $(PYTHON)
	@$(PYTHON) bin/write_env.py $@
