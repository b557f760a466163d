"""What several rooms of tests share: the built province, and how a test asks for a program from outside."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from filelock import FileLock
from hypothesis import HealthCheck, settings
from playwright.sync_api import Browser, sync_playwright

from qmsdocs import pipeline

ROOT = Path(__file__).parent.parent
BROWSER_FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"]

settings.register_profile("house", deadline=None, derandomize=True, database=None, suppress_health_check=(HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example))
settings.register_profile("search", settings.get_profile("house"), derandomize=False, max_examples=2000)
settings.load_profile("house")
"""The laws are tried on the same examples in every run; `--hypothesis-profile=search` looks further, at random."""


EVERY_OFFICE = bool(os.environ.get("QMSDOCS_EVERY_OFFICE"))
FURTHER = {"HNI": "tinh", "LCI": "bat-xat"}
"""Provinces that are judged beside Quảng Ngãi, each by an office that all its changes reach: one of each kind of unit."""


def asked(code: str) -> str | None:
    """Give the one office that is built of a province; of Quảng Ngãi, and of all when the environment asks, there is none: every one is."""
    return None if EVERY_OFFICE else FURTHER.get(code)


@pytest.fixture(scope="session")
def shipped(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Callable[[str], Path]:
    """Give what builds a province from the shipped frame, once for all tests, and gives its folder."""
    base = tmp_path_factory.getbasetemp()
    shared = base if worker_id == "master" else base.parent

    def build(code: str) -> Path:
        out = shared / "built"
        with FileLock(shared / f"built-{code}.lock"):
            if not (out / f"done-{code}").exists():
                house = pipeline.open_house(ROOT)
                plan = pipeline.plan_province(house, ROOT, code, house.default_day)
                pipeline.build(house, {code: plan}, pipeline.Order(out, ("docx", "html"), asked(code)), lambda _, __: None)
                (out / f"done-{code}").touch()
        return out / code

    return build


@pytest.fixture(scope="session")
def built(shipped: Callable[[str], Path]) -> Path:
    """Build Quảng Ngãi from the shipped frame once for all tests; give its folder."""
    return shipped("QNG")


def program(name: str) -> str:
    """Give the path of a program from outside, or skip the test loudly; in the clean checkout it must be there."""
    found = shutil.which(name)
    if found is None:
        if os.environ.get("QMSDOCS_REQUIRE_OUTSIDE"):
            pytest.fail(f"{name} is not installed, and this run must have it")
        pytest.skip(f"{name} is not installed: this judge did not speak")
    return found


@pytest.fixture(scope="session")
def pandoc() -> str:
    """Give pandoc."""
    return program("pandoc")


@pytest.fixture(scope="session")
def soffice() -> str:
    """Give LibreOffice."""
    return program("soffice")


@pytest.fixture(scope="session")
def chromium() -> str:
    """Give a browser."""
    return program("chromium")


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Browser]:
    """Give the machine's own browser, headless; the driver brings none."""
    with sync_playwright() as driver:
        opened = driver.chromium.launch(executable_path=chromium, args=BROWSER_FLAGS)
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def pdftotext() -> str:
    """Give poppler's reader of PDF."""
    return program("pdftotext")


@pytest.fixture(scope="session")
def pdfinfo() -> str:
    """Give poppler's teller of what a PDF is."""
    return program("pdfinfo")


@pytest.fixture(scope="session")
def info_zip() -> str:
    """Give Info-ZIP's unzip."""
    return program("unzip")


@pytest.fixture(scope="session")
def git() -> str:
    """Give git."""
    return program("git")
