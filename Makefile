# One vocabulary of commands: people, CI and hooks call exactly these.
#   make report   set everything up and render the sample report into output/sample
#   make test     set everything up and run the tests
#   make check    ruff, mypy --strict, import-linter, format
#   make bench    time a run on a million lines against what a consultant runs by hand
#   make bench-segments   how often planted groups are found, how good and quick each algorithm is
#   make slow     the heavy proofs that `make test` leaves out
#   make settings describe the settings again: their JSON Schema and docs/settings.md
#   make lock     resolve the dependencies again
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: report test check slow bench bench-segments sample settings lock format clean

report: $(VENV)/.runtime
	$(BIN)/python -m reporter run sample_data/online_retail.csv -c sample_data/client.toml -o output/sample

# Tests start hundreds of processes: compiled modules are kept for them whatever the shell asks for.
test slow: export PYTHONDONTWRITEBYTECODE =

test: $(VENV)/.dev
	$(BIN)/python -m pytest -n auto --maxprocesses 4 --dist loadfile

slow: $(VENV)/.dev
	$(BIN)/python -m pytest -m slow -n auto --maxprocesses 4 --dist loadfile

check: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache

format: $(VENV)/.dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: $(VENV)/.dev
	$(BIN)/python benchmarks/bench.py

bench-segments: $(VENV)/.dev
	$(BIN)/python -W ignore -m benchmarks.segments
	$(BIN)/python -W ignore -m benchmarks.months

sample: $(VENV)/.runtime
	$(BIN)/python sample_data/make_sample_data.py

settings: $(VENV)/.runtime
	$(BIN)/python -m scripts.make_settings

lock: $(VENV)/.dev
	$(BIN)/uv pip compile pyproject.toml --python-version 3.11 --universal --generate-hashes --no-header --no-emit-index-url --no-emit-find-links -o requirements.lock
	$(BIN)/uv pip compile pyproject.toml --group dev -c requirements.lock --python-version 3.11 --universal --generate-hashes --no-header --no-emit-index-url --no-emit-find-links -o requirements-dev.lock

clean:
	rm -rf $(VENV) dist build .*_cache

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "reporter needs Python 3.11 or later; call make PYTHON=python3.12, for instance."; exit 1; }
	$(PYTHON) -m venv $(VENV)

# The system's text libraries come first: without them no PDF, so there is no use in downloading the rest.
$(VENV)/.system: scripts/system-libraries | $(VENV)/bin/python
	sh scripts/system-libraries
	@touch $@

$(VENV)/.runtime: requirements.lock $(VENV)/.system
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@touch $@

$(VENV)/.dev: requirements-dev.lock $(VENV)/.runtime
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch $@
