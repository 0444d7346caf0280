# Two commands matter: `make run` and `make test`. Both install what is missing, say so, and can be repeated.

SWIFT ?= swift
PORT ?= 8080

RUNS ?= 20000

.PHONY: run test bench world fuzz docs format lint release setup clean help

help: ## Show what can be made
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | expand -t 14

run: ## Build, start the demonstration, print its address
	@Scripts/setup run
	@Scripts/build-quick
	@mkdir -p .build/demo
	@exec .build/quick/release/assay demo --database .build/demo/assay.sqlite --port $(PORT)

test: ## Build and run every test, the browser's included
	@Scripts/setup test
	@Scripts/test

lint: ## Hold the sources against .swift-format, strictly
	@$(SWIFT) format lint --strict --recursive --parallel Package.swift Sources Tests Benchmarks

format: ## Write the sources as .swift-format wants them
	@$(SWIFT) format --in-place --recursive --parallel Package.swift Sources Tests Benchmarks

release: ## Build the program with everything optimised, for keeping
	@Scripts/setup run
	$(SWIFT) build -c release --product assay

bench: ## Time the hot paths, each against a peer or a physical limit
	@Scripts/setup run
	$(SWIFT) build -c release --product assay-bench
	@.build/release/assay-bench

world: ## Play honest and dishonest devices in network namespaces, as root, and print what came of it
	@Scripts/setup test
	$(SWIFT) build
	@.build/debug/assay-world

fuzz: ## Fuzz every reader of outside bytes; RUNS=5000000 for longer
	@Scripts/setup test
	$(SWIFT) build --build-tests
	@Scripts/fuzz --runs $(RUNS)

docs: ## Make the documentation of every room
	@Scripts/setup run
	@Scripts/make-docs

setup: ## Install what Debian must provide
	@Scripts/setup test

clean: ## Remove everything that was built
	rm -rf .build
