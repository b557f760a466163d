"""The only module that runs programs from outside: LibreOffice turns Word files into PDF.

Takes paths and gives paths; it opens no file. A program that hangs or dies is ended with all its children, and told as a problem.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from qmsdocs.diagnostics import catalogue
from qmsdocs.diagnostics.report import Unable

_BATCH = 60
"""Word files in one start of LibreOffice: a start takes as long as several files, and a hang costs no more than one batch.

Given more than about 250 names at once, LibreOffice 7.4 leaves out the rest and says nothing.
"""
_SECONDS_TO_START, _SECONDS_EACH = 90, 20
"""How long a batch may take before it is given up: many times what it takes on a slow machine."""
_ARCHIVAL = {
    "SelectPdfVersion": {"type": "long", "value": "2"},
    "UseTaggedPDF": {"type": "boolean", "value": "true"},
    "ExportBookmarks": {"type": "boolean", "value": "true"},
    "DisplayPDFDocumentTitle": {"type": "boolean", "value": "true"},
}
"""PDF/A-2b with tags, with an outline, showing the title in place of the file name. Language and title come from the Word file."""


def to_pdf(program: str, sources: Sequence[Path], folder: Path, patience: float = 1.0) -> list[Path]:
    """Turn Word files into PDF.

    Takes LibreOffice's program, the files, whose names must differ without their endings, and a folder for the results, which is also the home
    and the profile of the program: never the user's own. `patience` stretches the time that it is given. Gives the PDF of each file, in their order.
    Raises Unable, naming the first file that was not turned, when LibreOffice fails, hangs or leaves one out.
    """
    for start in range(0, len(sources), _BATCH):
        batch = sources[start : start + _BATCH]
        why = _run(_command(program, batch, folder), folder, patience * (_SECONDS_TO_START + _SECONDS_EACH * len(batch)))
        lost = next((source for source in batch if not _target(source, folder).is_file()), None)
        if lost is not None or why:
            raise Unable([catalogue.conversion_failed((lost or batch[-1]).name, why or "LibreOffice")])
    return [_target(source, folder) for source in sources]


def _target(source: Path, folder: Path) -> Path:
    return folder / f"{source.stem}.pdf"


def _command(program: str, sources: Sequence[Path], folder: Path) -> list[str]:
    profile = f"-env:UserInstallation={(folder / 'profile').absolute().as_uri()}"
    options = ("--headless", "--norestore", "--nolockcheck", "--nodefault")
    return [program, profile, *options, "--convert-to", f"pdf:writer_pdf_Export:{json.dumps(_ARCHIVAL)}", "--outdir", str(folder), *(str(source) for source in sources)]


def _run(command: Sequence[str], home: Path, seconds: float) -> str:
    """Run a program in a group of processes of its own and with nothing of the user's environment; give why it failed, or nothing.

    Whatever happens, none of its processes stays behind.
    """
    environment = {"PATH": os.defpath, "HOME": str(home), "LC_ALL": "C.UTF-8"}
    try:
        process = subprocess.Popen(command, env=environment, cwd=home, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)  # noqa: S603 - no shell
    except OSError as fault:
        return fault.strerror or command[0]
    try:
        code = process.wait(seconds)
    except subprocess.TimeoutExpired:
        return f"{seconds:.0f} s"
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
    return f"{Path(command[0]).name}: {code}" if code else ""
