# All commands for a checkout. `make help` lists them. Works with GNU make 3.81 (macOS) and later.

VENV := .venv
PYTHON := $(VENV)/bin/python
# Where the environment keeps Python from saving compiled modules, each program that a test starts would compile all of briefgen.
export PYTHONDONTWRITEBYTECODE :=
PIP_INSTALL = $(PYTHON) -m pip install --quiet --disable-pip-version-check --constraint constraints.txt

ifeq ($(shell uname -s),Darwin)
# A Python that is not from Homebrew does not find the Pango of Homebrew.
RUN := DYLD_FALLBACK_LIBRARY_PATH="$(shell brew --prefix 2>/dev/null)/lib:/usr/local/lib:/usr/lib"
endif

.PHONY: help
help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-14s %s\n", $$1, $$2 }' Makefile

# --- Set-up ---------------------------------------------------------------------------------------
# The files that record an installation are in .venv, so that they are deleted with it.

$(PYTHON):
	@scripts/install-system
	@"$$(scripts/find-python)" -m venv --clear $(VENV)

$(VENV)/installed: $(PYTHON) pyproject.toml constraints.txt
	@echo "installing briefgen into $(VENV): about a minute the first time"
	@scripts/install-system
	@$(PIP_INSTALL) hatchling editables
	@$(PIP_INSTALL) --no-build-isolation --editable '.[composer]'
	@touch $@

$(VENV)/installed-dev: $(VENV)/installed
	@echo "installing the tools of the tests into $(VENV)"
	@scripts/install-system test
	@$(PIP_INSTALL) --no-build-isolation --editable '.[dev]'
	@touch $@

.PHONY: setup
setup: $(VENV)/installed ## install briefgen with everything it needs into .venv

# --- Use ------------------------------------------------------------------------------------------

.PHONY: demo
demo: setup ## set up, then build the three example briefs and the embassy campaign into out/
	@$(RUN) $(VENV)/bin/briefgen build china-report upr-china embassy-note --to pdf,html
	@$(RUN) $(VENV)/bin/briefgen batch embassies
	@echo && echo "built in out/:" && find out -type f ! -name '.*' | sort

# --- Development ----------------------------------------------------------------------------------

.PHONY: test
test: check ## set up, then every check and every test, as CI runs them
	@$(RUN) $(PYTHON) -m pytest -n auto --dist loadfile

.PHONY: check check-format check-lint check-types
check: check-format check-lint check-types ## formatting, lint and types, without the tests

check-format: $(VENV)/installed-dev ## the formatting alone
	@$(PYTHON) -m ruff format --check .

check-lint: $(VENV)/installed-dev ## the lint alone
	@$(PYTHON) -m ruff check .

check-types: $(VENV)/installed-dev ## the types alone
	@$(PYTHON) -m mypy

.PHONY: hooks
hooks: $(VENV)/installed-dev ## run the three checks before every commit in this checkout
	@$(PIP_INSTALL) --no-build-isolation --editable '.[hooks]'
	@$(PYTHON) -m pre_commit install

.PHONY: test-pythons
test-pythons: $(VENV)/installed ## the unit tests and a PDF on the other supported Pythons found on this machine
	@$(RUN) scripts/test-pythons

.PHONY: test-container
test-container: $(VENV)/installed-dev ## build the container with docker or podman, and a document in it without a network
	@BUILD_CONTAINER=1 $(PYTHON) -m pytest tests/test_container.py

.PHONY: fix
fix: $(VENV)/installed-dev ## format, and fix what ruff can fix
	@$(PYTHON) -m ruff format .
	@$(PYTHON) -m ruff check --fix .

.PHONY: accept
accept: $(VENV)/installed-dev ## write what the code prints now as the expected output of the cases; then read `git diff`
	@$(RUN) $(PYTHON) -m pytest -n auto --dist loadfile --accept

.PHONY: changelog
changelog: $(VENV)/installed-dev ## show what the files in changes/ add to CHANGELOG.md; WRITE=1 moves them there
	@$(PYTHON) -m towncrier build $(if $(WRITE),--yes,--draft)

.PHONY: wheel
wheel: $(VENV)/installed-dev ## build the wheel and the source archive into dist/
	@$(PYTHON) -m build --no-isolation --outdir dist

.PHONY: docs
docs: $(VENV)/installed-dev ## build the documentation into site/, with every link checked; open site/index.html
	@$(PYTHON) scripts/build_docs.py

.PHONY: bench
bench: $(VENV)/installed-dev ## measure how long briefs take, compared with WeasyPrint alone and other programs
	@$(RUN) $(PYTHON) -m benchmarks.build
	@$(RUN) $(PYTHON) -m benchmarks.render
	@$(RUN) $(PYTHON) -m benchmarks.peers
	@$(RUN) $(PYTHON) -m benchmarks.citations
	@$(RUN) $(PYTHON) -m benchmarks.charts
	@$(RUN) $(PYTHON) -m benchmarks.campaign
	@$(RUN) $(PYTHON) -m benchmarks.record
	@$(RUN) $(PYTHON) -m benchmarks.imports
	@$(RUN) $(PYTHON) -m benchmarks.languages
	@$(RUN) $(PYTHON) -m benchmarks.merge

.PHONY: fuzz
fuzz: $(VENV)/installed-dev ## try the properties with input by chance, and give random input from atheris to the loaders and to Markdown, two minutes each
	@$(RUN) $(PYTHON) -m pytest -q -n auto --hypothesis-profile chance $$(grep -rl 'from hypothesis import' tests --include='test_*.py')
	@$(PIP_INSTALL) --no-build-isolation --editable '.[fuzz]'
	@for target in markdown block yaml sources recipients workbook drawing image audit; do \
		echo "fuzzing $$target"; $(PYTHON) -m tests.fuzz $$target --seconds $(or $(SECONDS),120) || exit 1; done

.PHONY: mutants
mutants: $(VENV)/installed-dev ## change the code in small ways, and count what a unit test or mypy notices (an hour)
	@$(PIP_INSTALL) --no-build-isolation --editable '.[mutants]'
	@rm -rf mutants/tests # tests that were deleted would still run
	@test ! -d mutants || find mutants -mindepth 2 -type f ! -name '*.py' ! -name '*.meta' -delete # mutmut copies no table again that it has
	@set -f; PATH="$(abspath $(VENV))/bin:$$PATH"; $(RUN) mutmut run $(NAMES)
	@$(PYTHON) -m tests.mutation_score

.PHONY: clean
clean: ## delete everything that make has created, with out/ and .venv
	@rm -rf $(VENV) build dist mutants out site .mypy_cache .ruff_cache .pytest_cache .hypothesis
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
