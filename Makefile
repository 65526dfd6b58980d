# Thin aliases; everything is in dev.py, which needs nothing but Python.
PYTHON ?= python3

.PHONY: run test test-core test-windows coverage lint format lock bundle bundle-windows bench torture tour

run test test-core test-windows coverage lint format lock bundle bundle-windows bench torture tour:
	@$(PYTHON) dev.py $@ $(ARGUMENTS)
