# Một cửa cho mọi việc: make help
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
JOBS ?= $(shell nproc 2>/dev/null || echo 2)
AS_OF := $(if $(as_of),--as-of $(as_of))
OFFICE := $(if $(office),--office $(office))
FORMATS := $(if $(formats),--formats $(formats))
PDF := $(if $(findstring pdf,$(formats)),$(VENV)/.cai-dat-pdf)

.DEFAULT_GOAL := $(if $(province),build,help)
.PHONY: help build all test check lint content docs bench clean

help: ## In bảng này
	@echo 'make province=QNG            lập bộ tài liệu của mọi đơn vị trong tỉnh, vào build/QNG'
	@echo 'make province=QNG office=binh-son [as_of=2021-06-30] [formats=docx,html,pdf]'
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "make %-22s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

$(VENV)/.cai-dat: pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo 'Cần Python 3.11 trở lên.'; exit 3; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check --editable .
	@touch $@

$(VENV)/.cai-dat-pdf: $(VENV)/.cai-dat
	$(BIN)/pip install --quiet --disable-pip-version-check --editable '.[pdf]'
	@touch $@

$(VENV)/.cai-dat-dev: $(VENV)/.cai-dat
	$(BIN)/pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $@

build: $(VENV)/.cai-dat $(PDF) ## Lập bộ tài liệu của một tỉnh: make build province=QNG
	@test -n "$(province)" || { echo 'Thiếu tỉnh, ví dụ: make province=QNG'; exit 2; }
	@$(BIN)/qmsdocs build $(province) --jobs $(JOBS) $(OFFICE) $(AS_OF) $(FORMATS)

all: $(VENV)/.cai-dat $(PDF) ## Lập bộ tài liệu của mọi tỉnh
	@$(BIN)/qmsdocs build --all --jobs $(JOBS) $(AS_OF) $(FORMATS)

test: $(VENV)/.cai-dat-dev ## Chạy các phép thử
	@$(BIN)/pytest -n $(JOBS)

lint: $(VENV)/.cai-dat-dev
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-cache

content: $(VENV)/.cai-dat-dev
	@$(BIN)/qmsdocs docs --check
	@$(BIN)/qmsdocs check >/dev/null
	@$(BIN)/qmsdocs check QNG TW --coverage --prose >/dev/null

check: lint content test ## Cửa duy nhất của người phát triển: định dạng, kiểu, tầng, trang sinh ra, nội dung, phép thử

docs: $(VENV)/.cai-dat-dev ## Ghi lại JSON Schema và các trang tra cứu sinh từ mã
	@$(BIN)/qmsdocs docs

bench: $(VENV)/.cai-dat-dev ## Đo tốc độ so với docxtpl và docxtemplater
	@$(BIN)/python tests/bench/bench.py

clean: ## Xóa kết quả và môi trường
	rm -rf build $(VENV)
