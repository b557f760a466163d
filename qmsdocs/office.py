"""LibreOffice, where it is installed: Word files → the pages they print as. The only module that starts it."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

_PROGRAMS = ("soffice", "libreoffice")
_START, _EACH = 60, 20
"""Seconds that starting and each file may take; a file that takes longer is not printed."""


def is_installed() -> bool:
    """Say whether pages can be printed here."""
    return any(shutil.which(name) for name in _PROGRAMS)


def to_pdf(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Print Word files. Takes their bytes by name; gives the PDF of each that could be printed, none where LibreOffice is missing."""
    program = next((found for name in _PROGRAMS if (found := shutil.which(name)) is not None), None)
    if program is None or not files:
        return {}
    with tempfile.TemporaryDirectory(prefix="qmsdocs-in-") as name:
        folder = Path(name)
        sources = {file: folder / f"{at}.docx" for at, file in enumerate(files)}
        for file, path in sources.items():
            path.write_bytes(files[file])
        _run([program, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--convert-to", "pdf", "--outdir", name, *map(str, sources.values())], _START + _EACH * len(files))
        printed = {file: path.with_suffix(".pdf") for file, path in sources.items()}
        return {file: path.read_bytes() for file, path in printed.items() if path.is_file()}


def _run(command: list[str], seconds: int) -> None:
    """Run a program, and end it with all that it started when it takes too long."""
    with subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True) as process:  # noqa: S603 - the program is found above, its arguments are ours
        try:
            process.wait(seconds)
        except subprocess.TimeoutExpired:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
