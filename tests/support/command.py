"""The command line for tests: run in this process, or as a process of its own."""

from __future__ import annotations

import io
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path

from qmsdocs.cli import main
from support.workspace import REPOSITORY


@dataclass(frozen=True, slots=True)
class Answer:
    """What a command left behind: its exit code, its data, what it told."""

    code: int
    out: str
    err: str


def run(*arguments: str | Path) -> Answer:
    """Run a command in this process."""
    out, err = io.StringIO(), io.StringIO()
    code = 0
    with redirect_stdout(out), redirect_stderr(err):
        try:
            main([str(argument) for argument in arguments])
        except SystemExit as ended:
            code = ended.code if isinstance(ended.code, int) else 0
    return Answer(code, out.getvalue(), err.getvalue())


def start(*arguments: str | Path) -> subprocess.Popen[str]:
    """Start a command as a process, in its own session, so that a test can kill it with all its children."""
    command = [sys.executable, "-m", "qmsdocs", *(str(argument) for argument in arguments)]
    return subprocess.Popen(command, cwd=REPOSITORY, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True)


def spawn(*arguments: str | Path) -> Answer:
    """Run a command as a process of its own."""
    process = start(*arguments)
    out, err = process.communicate(timeout=300)
    return Answer(process.returncode, out, err)


def tree(folder: Path) -> dict[str, bytes]:
    """Give every file below a folder, but for the locks, by its path inside."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file() and not path.name.startswith(".khoa")}
