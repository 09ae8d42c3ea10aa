# Two commands matter: `make app` and `make test`. Each does its own set-up and is quick the second time.
PYTHON ?= python3
VENV := .venv
PY := $(VENV)/bin/python
PIP := $(PY) -m pip install --quiet --disable-pip-version-check -c constraints.txt

.PHONY: app test check browser bench fuzz simulate words format clean

app: $(VENV)/.app-ready  ## install what is needed, then open the dashboard on http://localhost:8501
	$(PY) -m streamlit run app.py

test: check browser  ## lint, types, tests with coverage, browser tests

check: $(VENV)/.test-ready
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	$(PY) -m mypy
	$(PY) -m pytest -m "not browser and not bench and not fuzz and not simulate" -n 2 --cov --cov-report=term --cov-fail-under=95

browser: $(VENV)/.test-ready
	$(PY) -m pytest -m browser tests/browser -n 2 --dist loadscope

bench: $(VENV)/.test-ready  ## timings, compared as ratios within one run
	$(PY) -m pytest -m bench tests/benchmarks -s

FUZZ_SECONDS ?= 600
fuzz: $(VENV)/.test-ready  ## hostile files for FUZZ_SECONDS: each must end in time, with a reading or a sentence
	FUZZ_SECONDS=$(FUZZ_SECONDS) $(PY) -m pytest -m fuzz tests/fuzz -s

simulate: $(VENV)/.test-ready  ## the seeded simulations behind docs/simulations.md
	$(PY) -m pytest -m simulate tests/simulations -s

words: $(VENV)/.app-ready  ## collect every sentence into data/locale and list how many are to be translated
	$(PY) -m data.locale

format: $(VENV)/.test-ready
	$(PY) -m ruff check --fix .
	$(PY) -m ruff format .

clean:
	rm -rf $(VENV) build *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis .coverage*

$(VENV)/.venv-ready:
	@$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "Rebound needs Python 3.11 or newer; this is " + sys.version.split()[0] + ". Install a newer one, or name it: make PYTHON=python3.12")'
	$(PYTHON) -m venv $(VENV)
	@touch $@

# A stamp is touched only after the whole install, so that an interrupted one is made again.
$(VENV)/.app-ready: $(VENV)/.venv-ready pyproject.toml constraints.txt
	$(PIP) -e .
	@touch $@

$(VENV)/.test-ready: $(VENV)/.venv-ready pyproject.toml constraints.txt
	$(PIP) -e ".[test]"
	@touch $@ $(VENV)/.app-ready
