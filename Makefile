# copydesk: set up, run, check. Needs make and Python 3.11 or newer.

VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
PYTHONS := $(PYTHON) python3 python3.13 python3.12 python3.11 python3.14
PYTEST_FLAGS := $(if $(CI),-ra --randomly-seed=1,)

.DEFAULT_GOAL := help
.PHONY: help run test lint format bench setup

help: ## say what can be made
	@sed -n 's/^\([a-z]*\):.*## /  make \1	/p' Makefile | expand -t 16

run: $(VENV)/.run ## open the workbench on the bundled articles (ARGS=... hands arguments on)
	@$(BIN)/copydesk $(ARGS)

test: lint ## all checks and all tests
	$(BIN)/pytest $(PYTEST_FLAGS) $(ARGS)

lint: $(VENV)/.dev ## style, types and boundaries
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(VENV)/.dev ## mend the style
	$(BIN)/ruff check --fix-only
	$(BIN)/ruff format

bench: $(VENV)/.dev ## run the benchmarks (BENCH=latency for one)
	@set -e; for script in benchmarks/$(or $(BENCH),[a-z]*).py; do \
	  [ -f "$$script" ] || { echo "there is no benchmark $$script" >&2; exit 1; }; \
	  echo "== $$script"; $(BIN)/python "$$script" $(ARGS); \
	done

setup: $(VENV)/.dev ## make the environment that the checks need

$(VENV)/.run: pyproject.toml constraints.txt | $(BIN)/python
	@echo "setting up $(VENV) (this takes a minute the first time)"
	@$(PIP) install -c constraints.txt -e .
	@touch $@

$(VENV)/.dev: pyproject.toml constraints.txt | $(BIN)/python
	@echo "setting up $(VENV) for the checks (this takes a minute the first time)"
	@$(PIP) install -c constraints.txt -e '.[dev]'
	@touch $(VENV)/.run $@

$(BIN)/python:
	@new=; for python in $(PYTHONS); do \
	  "$$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || continue; \
	  new=$${new:-no-venv}; \
	  "$$python" -c 'import ensurepip, venv' 2>/dev/null || continue; \
	  new=$$python; break; \
	done; \
	case "$$new" in \
	  '') echo "copydesk needs Python 3.11 or newer; name one with: make PYTHON=/path/to/python3" >&2; exit 1;; \
	  no-venv) echo "this Python cannot make environments (ensurepip is missing); on Debian and Ubuntu install python3-venv" >&2; exit 1;; \
	esac; \
	"$$new" -m venv --clear $(VENV) || { rm -rf $(VENV); exit 1; }
