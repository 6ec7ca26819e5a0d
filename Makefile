# Two commands do everything: make run, make test.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8501

.PHONY: run test check demo bench clean

run: $(VENV)/.laufzeit ## app with the whole concept and demo history on a local port
	@$(BIN)/python -m ilm_data init
	@$(BIN)/python -m ilm_data demo
	@echo
	@echo "Integrationsmonitor Ilm-Kreis: http://localhost:$(PORT)"
	@echo
	$(BIN)/streamlit run dashboard.py --server.port $(PORT)

demo: $(VENV)/.laufzeit ## demo history only
	$(BIN)/python -m ilm_data demo

test: check ## all tests; browser and PostgreSQL where the machine has them (compulsory with ILM_TEST_PFLICHT=1)
	$(BIN)/python -m pytest -n 2 --dist loadfile --no-loadscope-reorder tests

check: $(VENV)/.tests ## style, types, import direction
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: $(VENV)/.tests ## speed, never part of the tests; WAS="seiten viele" for a part of it
	$(MAKE) -C bench vergleich
	$(BIN)/python -m bench $(WAS)

$(VENV)/.laufzeit: requirements.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check -r requirements.txt
	$(BIN)/python -m ui.buendel
	@touch $@

$(VENV)/.tests: requirements-test.txt requirements.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check -r requirements-test.txt
	$(BIN)/python -m ui.buendel
	@touch $@ $(VENV)/.laufzeit

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache
