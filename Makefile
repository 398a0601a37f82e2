# Every command sets up .venv by itself, the first time with another Python if you say so: make PYTHON=python3.12 test
PYTHON ?= python3
VENV = .venv
RUN = $(VENV)/bin/python
export TF_CPP_MIN_LOG_LEVEL = 3

help:
	@echo "make dcgan      train the DCGAN on all of MNIST: digits, film strip and GIF in runs/dcgan"
	@echo "    EPOCHS=9 SEED=1 FOLDER=runs/other BACKUP=/mnt/drive/gan FRESH=1   more epochs, other digits, elsewhere, a copy, anew"
	@echo "    PICTURES=folder SIZE=32 CHANNELS=3   on your own pictures instead, scaled to 32x32, in colour"
	@echo "make lab        open the lessons in JupyterLab"
	@echo "make test       everything: unit tests, slow tests, every notebook"
	@echo "make doctor     what is installed, what is wrong with it, how long things take here"
	@echo "make notebooks  rebuild the notebooks whose lesson changed (one: make notebooks LESSON=13)"
	@echo "make assignment LESSON=13   nbgrader's release of a lesson, in grading (also PRIVATE=folder SEED=number)"
	@echo "make slides LESSON=13   slides of a lesson, in build/slides; make handout LESSON=13: a PDF, in build/handouts"
	@echo "make site       the course as web pages, with search, in build/site; make site-test: in a real browser (Chromium)"
	@echo "make test-colab    the tests with Colab's versions; make test-versions: on every Python, oldest and newest TensorFlow"
	@echo "make elsewhere  every notebook as on other processors, and by what margin its assertions hold (LESSON=12: one)"
	@echo "make bench      speed and quality beside the public tutorial's recipe (FULL=1: records the experiments anew, hours)"
	@echo "make lint       style, and whether the notebooks match their lessons"

SUPPORTED = import sys; v = sys.version_info[:2]; sys.exit(None if (3, 11) <= v <= (3, 13) else 1)

# Nothing that works is taken away: packages are brought up to date where they are, and pip changes none before it has them
# all. Only a .venv whose Python does not start is made anew.
$(VENV)/ready: requirements.txt constraints.txt pyproject.toml
	@if $(RUN) -c '' 2> /dev/null; then python=$(RUN); else python=$(PYTHON); fi; \
	$$python -c '$(SUPPORTED)' || { \
	    echo "TensorFlow and this course run on Python 3.11, 3.12 and 3.13, and $$python is `$$python --version`:"; \
	    echo "say which with make PYTHON=python3.12, after you have moved $(VENV) away if there is one."; exit 1; }
	@$(RUN) -c '' 2> /dev/null || { \
	    echo "Setting up $(VENV): some two minutes and 2.2 GB the first time ..."; $(PYTHON) -m venv --clear $(VENV); }
	@$(RUN) -m pip --version > /dev/null 2>&1 || $(RUN) -m ensurepip > /dev/null
	@$(RUN) -m pip install --quiet --disable-pip-version-check -r requirements.txt -c constraints.txt || { \
	    echo "The packages could not all be installed (pip says why, above); what $(VENV) had, it still has."; \
	    echo "With a network, the same command tries again. To go on with what there is: touch $@"; exit 1; }
	@touch $@

dcgan: $(VENV)/ready
	@$(RUN) -m gan_course dcgan $(if $(EPOCHS),--epochs "$(EPOCHS)") $(if $(SEED),--seed "$(SEED)") \
	    $(if $(FOLDER),--folder "$(FOLDER)") $(if $(BACKUP),--backup "$(BACKUP)") $(if $(FRESH),--fresh) \
	    $(if $(PICTURES),--pictures "$(PICTURES)") $(if $(SIZE),--size "$(SIZE)") $(if $(CHANNELS),--channels "$(CHANNELS)") \
	    $(if $(DEVICES),--devices "$(DEVICES)")

# Looks at what is there, also where .venv could not be set up.
doctor:
	@$(MAKE) --no-print-directory $(VENV)/ready || true
	@if [ -x $(RUN) ]; then $(RUN) -m gan_course doctor; else $(PYTHON) -m gan_course doctor; fi

lab: $(VENV)/ready
	$(RUN) -m jupyterlab notebooks

# Each notebook runs once, in a copy, so that a test never touches the runs that a learner keeps beside them, two at a time and with imitated
# rounding, so that what holds here by its last bits only is found before another processor finds it.
test: $(VENV)/ready
	$(RUN) -m pytest tests --ignore tests/slow --ignore tests/browser -n 2 --dist worksteal
	$(RUN) -m pytest tests/slow -n 2 --dist loadfile
	$(RUN) tools/elsewhere.py arithmetic --once

# In environments of their own, made for the occasion; PYTHON only runs the tool.
test-colab:
	@$(PYTHON) tools/elsewhere.py colab

test-versions:
	@$(PYTHON) tools/elsewhere.py versions

elsewhere: $(VENV)/ready
	@$(RUN) tools/elsewhere.py arithmetic $(LESSON)

notebooks: $(VENV)/ready
	$(RUN) tools/drawings.py
	$(RUN) tools/build_notebooks.py $(LESSON)

assignment: $(VENV)/ready
	$(RUN) tools/build_assignment.py $(LESSON) $(if $(PRIVATE),--private $(PRIVATE)) $(if $(SEED),--seed $(SEED))

# For slides and handouts: pandoc, Typst and reveal.js, some 300 MB.
$(VENV)/teach: $(VENV)/ready
	@$(RUN) -m pip install --quiet --disable-pip-version-check -e .[teach] -c constraints.txt
	@touch $@

slides: $(VENV)/teach
	@$(RUN) tools/export_lesson.py slides $(LESSON)

handout: $(VENV)/teach
	@$(RUN) tools/export_lesson.py handout $(LESSON)

$(VENV)/site: $(VENV)/ready
	@$(RUN) -m pip install --quiet --disable-pip-version-check -e .[site] -c constraints.txt
	@touch $@

site: $(VENV)/site
	@$(RUN) tools/build_site.py

# In Chromium, the system's or the one that CHROMIUM names.
site-test: site
	@$(RUN) -m pip install --quiet --disable-pip-version-check -e .[site-test] -c constraints.txt
	$(RUN) -m pytest tests/browser -n 2 --dist worksteal

# An experiment is what records its rows (benchmarks/recording.py); bench.py is the short one.
EXPERIMENTS = $(if $(FULL),$(shell grep -l '^ *record.__file__' benchmarks/*.py),benchmarks/bench.py)

bench: $(VENV)/ready
	for file in $(EXPERIMENTS); do $(RUN) $$file || exit 1; done

lint: $(VENV)/ready
	$(RUN) -m ruff check .
	$(RUN) -m ruff format --check .
	$(RUN) tools/drawings.py --check
	$(RUN) tools/build_notebooks.py --check
	$(RUN) tools/lint_lessons.py
	$(RUN) tools/readme_numbers.py --check
	$(RUN) tools/syllabus.py --check

.PHONY: help dcgan doctor lab test test-colab test-versions elsewhere notebooks assignment slides handout site site-test bench lint
