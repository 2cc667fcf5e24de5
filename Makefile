# `make demo` plans the example region, `make screen` opens the screen, `make test` runs the tests. See README.md. Beside these,
# on request: `make browser` (tests that open pages in Chromium), `make slow` (tests that take long: batches among calamities,
# the guide from top to bottom, a search interrupted at twenty moments), `make fuzz` (property tests with fresh random examples,
# MINUTES=5) and `make mutants` (faults that the tests must notice).
# `make bundle-windows` makes the bundle for Windows, on Linux. See optimizer/developing.en.md.

PYTHON ?= python3
VENV ?= .venv
OUT ?= out
MINUTES ?= 5
EXAMPLE = examples/gooi-en-vechtstreek/families.csv
BIN = $(VENV)/bin
# Modules of the inner loops, which installing compiles, and the C types beside them.
KERNELS = $(shell find geodata optimizer -name '*.pxd')
INSTALLED_FROM = setup.py setup.cfg pyproject.toml constraints.txt $(KERNELS) $(KERNELS:.pxd=.py)

# Who waits for the first time sees why.
INSTALLING = @echo "Wordt geïnstalleerd; dat duurt een of twee minuten. / Being installed; that takes a minute or two."

.PHONY: demo screen test browser slow fuzz mutants bundle-windows clean

demo: $(VENV)/installed
	$(BIN)/constellations plan $(EXAMPLE) -o $(OUT) --force
	@echo "file://$(abspath $(OUT))/map.html"

screen: $(VENV)/installed-for-screen
	$(BIN)/constellations screen

test: $(VENV)/installed-for-tests
	$(BIN)/python -m pytest -n 2

browser: $(VENV)/installed-for-tests
	$(BIN)/python -m pytest -n 2 -m "browser and not slow"

slow: $(VENV)/installed-for-tests
	$(BIN)/python -m pytest -n 2 -m slow

fuzz: $(VENV)/installed-for-tests
	$(BIN)/python -m tests.fuzz --minutes $(MINUTES)

mutants: $(VENV)/installed-for-tests
	$(BIN)/python -m tests.mutation --write

bundle-windows: $(VENV)/installed
	$(BIN)/pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[bundle]'
	$(BIN)/python .ci/windows/bundle.py -o dist

$(VENV)/bin/pip:
	.ci/environment $(PYTHON) $(VENV)

$(VENV)/installed: $(VENV)/bin/pip $(INSTALLED_FROM)
	$(INSTALLING)
	$(BIN)/pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable .
	@touch $@

$(VENV)/installed-for-screen: $(VENV)/bin/pip $(INSTALLED_FROM)
	$(INSTALLING)
	$(BIN)/pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[screen]'
	@touch $@ $(VENV)/installed

$(VENV)/installed-for-tests: $(VENV)/bin/pip $(INSTALLED_FROM)
	$(INSTALLING)
	$(BIN)/pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[test]'
	@touch $@ $(VENV)/installed

clean:
	rm -rf $(VENV) $(OUT) build dist
