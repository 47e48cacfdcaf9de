# The front door. `make` alone lists what there is.

# CI's log needs no line for each file; errors are shown all the same.
SWIFT_BUILD = swift build $(if $(CI),--quiet)
RELEASE = $(SWIFT_BUILD) -c release --static-swift-stdlib --scratch-path .build-release
FLEET = .build-fleet/venv/bin
FLEET_SOURCES = pipelines/fleet scripts/fleet Tests/Fleet benchmarks/fleet
FLEET_CHECKS = pipelines/fleet/pyproject.toml
SOURCES = Package.swift Sources Tests benchmarks fuzz

# So many test cases are under way at once. Each holds files open, and Foundation's Process reads past
# the end of its list of open files once there are 1,365 (/proc/self/fd no longer fits one read).
export SWT_EXPERIMENTAL_MAXIMUM_PARALLELIZATION_WIDTH = 48

.DEFAULT_GOAL := help
.PHONY: help packages browser build demo test torture sanitize check-release check-full fuzz screenshots \
  lint format bench peers instructions release clean fleet-demo fleet-torture fleet-lint fleet-test

help: ## List these targets
	@sed -n 's/^\([a-z-]*\):[^#]*## \(.*\)/make \1|\2/p' Makefile | \
	  while IFS='|' read -r target text; do printf '%-18s %s\n' "$$target" "$$text"; done

packages:
	@scripts/install-packages

browser:
	@scripts/install-packages browser

build: packages ## Build the two programs, for debugging, in .build/debug
	@echo "Building (the first time takes about five minutes) …"
	@$(SWIFT_BUILD)

demo: build ## Rehearse a whole onboarding against the sandbox; nothing leaves this computer
	@scripts/demo

# Those of the fleet are in it as soon as Airflow is installed, by any of the fleet's targets.
test: browser ## Run all tests
	@[ ! -e $(FLEET)/../installed ] || $(FLEET)/python -B -m pytest -q -p no:cacheprovider Tests/Fleet
	@echo "Building the programs and the tests (the first time takes about five minutes) …"
	@$(SWIFT_BUILD) --build-tests
	@swift test --skip-build --parallel --disable-xctest

# GLUEPORT_TORTURE_SEED repeats a failure; it is printed with each.
torture: build ## Kill a thousand processes under faults; whatever is tried, nothing may be sent twice
	@$(SWIFT_BUILD) --build-tests
	@GLUEPORT_TORTURE=$${GLUEPORT_TORTURE:-1000} \
	  GLUEPORT_TORTURE_SEED=$${GLUEPORT_TORTURE_SEED:-$$(date +%s)} \
	  swift test --skip-build --disable-xctest --filter 'TortureTests|ModelTests|CrashPointTests'

check-release: build release ## Drive the release build end to end; what it alone does wrong shows here
	@$(RELEASE) --product glueport-sandbox
	@$(SWIFT_BUILD) --build-tests
	@GLUEPORT_TEST_BINARIES=.build-release/release swift test --skip-build --parallel \
	  --disable-xctest --filter EndToEnd --skip CrashPointTests

# Apart from each other: a program has one sanitizer. The runner of the tests leaks a little itself.
# What they are to pass over, and why, is in Tests/thread-sanitizer.supp and leak-sanitizer.supp.
sanitize: export ASAN_OPTIONS = detect_leaks=0
sanitize: export LSAN_OPTIONS = suppressions=$(CURDIR)/Tests/leak-sanitizer.supp:print_suppressions=0
sanitize: export TSAN_OPTIONS = suppressions=$(CURDIR)/Tests/thread-sanitizer.supp
sanitize: browser ## Run the tests under the thread sanitizer, then under the address sanitizer
	@for kind in thread address; do \
	  echo "Building for the $$kind sanitizer (the first time takes about ten minutes) …" && \
	  $(SWIFT_BUILD) --build-tests --sanitize=$$kind --scratch-path .build-$$kind && \
	  swift test --skip-build --sanitize=$$kind \
	    --scratch-path .build-$$kind --parallel --disable-xctest --skip BrowserTests || exit 1; \
	done

instructions: release ## Count the instructions of each stage; a tenth more than is kept is a failure
	@scripts/install-packages instructions
	@benchmarks/instructions

check-full: build sanitize torture instructions fleet-demo fleet-torture ## Try what CI has no time and no programs for
	@$(SWIFT_BUILD) --build-tests
	@scripts/check-office

lint: ## Check the format of the sources
	@swift format lint --strict --parallel --recursive $(SOURCES)

format: ## Format the sources in place
	@swift format --in-place --parallel --recursive $(SOURCES)

release: packages ## Build glueport for use, with Swift linked in, in .build-release/release
	@echo "Building for release (the first time takes about ten minutes) …"
	@$(RELEASE) --product glueport

peers: ## Install the tools that benchmarks/compare measures Glueport beside
	@python3 -m venv .build-benchmarks/venv
	@.build-benchmarks/venv/bin/pip install --quiet -r benchmarks/peers/requirements.txt

bench: release peers ## Print start-up time, memory and speed of the release build, beside other tools
	@$(RELEASE) --product glueport-sandbox
	@GLUEPORT_BENCHMARKS=1 $(RELEASE) --product sheet-benchmark
	@benchmarks/startup
	@benchmarks/batch
	@benchmarks/extract
	@benchmarks/sheet
	@benchmarks/page
	@benchmarks/compare --write benchmarks/RESULTS.md
	@scripts/install-fleet
	@benchmarks/fleet

fleet-demo: build ## Run a fleet of 20 partners on Airflow against sandboxes; nothing leaves this computer
	@scripts/install-fleet
	@scripts/fleet-demo

fleet-torture: build ## Kill workers of the fleet in the middle of a load; nothing may be sent twice
	@scripts/install-fleet workers
	@scripts/fleet-torture

fleet-lint:
	@scripts/install-fleet
	@$(FLEET)/ruff check --quiet --config $(FLEET_CHECKS) $(FLEET_SOURCES)
	@$(FLEET)/ruff format --quiet --check --config $(FLEET_CHECKS) $(FLEET_SOURCES)
	@$(FLEET)/mypy --no-error-summary --config-file $(FLEET_CHECKS) $(FLEET_SOURCES)

fleet-test: fleet-lint ## Check and test the Python of the fleet
	@$(FLEET)/python -B -m pytest -q -p no:cacheprovider Tests/Fleet

fuzz: packages ## Feed the readers of spreadsheets at random, a minute each
	@scripts/fuzz

screenshots: build browser ## Draw the pictures of the README
	@scripts/screenshots

clean: ## Remove what was built; runs and ledgers stay
	@rm -rf .build .build-release .build-fuzz .build-thread .build-address .build-benchmarks .build-fleet
