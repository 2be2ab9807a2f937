.DEFAULT_GOAL := help
.PHONY: help portal test check stop clean logs status fresh bench messages schemas docs screenshots

help: ## Show this list
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

portal: ## Install what is missing, start the portal with its demo city, print its address
	@sh stack/run portal

test: ## Run everything: style, types, unit, integration and browser tests
	@sh stack/run test

check: ## Run the fast part: style, types, unit tests
	@sh stack/run check

stop: ## Stop everything that runs
	@sh stack/run stop

clean: ## Remove the portal's data and the Python environment (asks first)
	@sh stack/run clean

logs: ## Follow the logs
	@sh stack/run logs

status: ## Show what runs
	@sh stack/run status

fresh: ## Prove both commands inside a minimal Debian of their own (needs root)
	@sh stack/fresh

bench: ## Measure ours against the stock product
	@sh stack/run bench

messages: ## Bring the French catalogue up to date
	@sh stack/run messages

schemas: ## Write the dataset schemas from their blocks
	@.venv/bin/python -m tools.schemas

docs: ## Write the generated pages of docs/
	@.venv/bin/python -m tools.docs

screenshots: ## Make the README's pictures from the running portal
	@.venv/bin/python -m tools.screenshots
