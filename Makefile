PYTHON ?= python

.PHONY: install check test eval bench docs

install:  ## the locked dependencies, then the project
	$(PYTHON) -m pip install --quiet --require-hashes -r requirements.lock
	$(PYTHON) -m pip install --quiet --no-deps -e .

check: lint test  ## everything that must pass before a commit

.PHONY: lint
lint:
	$(PYTHON) -m ruff check .
	$(PYTHON) -m ruff format --check .
	$(PYTHON) -m mypy

test:
	$(PYTHON) -m pytest

eval:  ## scores against the floors; needs the corpora (ONRECORD_DATA or ../shared/data)
	$(PYTHON) -m evals.gate

bench:  ## throughput, memory and latency of the whole of `read`, and what the ledger costs
	$(PYTHON) -m bench.read
	$(PYTHON) -m bench.threads --documents 1000
	$(PYTHON) -m bench.web --statements 10000 --seconds 30

docs:  ## the generated page of the commands
	$(PYTHON) -m docs.commands > docs/cli.md
