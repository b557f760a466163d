"""Programs from outside: what is asked of LibreOffice, and that nothing of one that fails stays behind. The programs are scripts that stand in for it."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from qmsdocs.diagnostics.report import Unable
from qmsdocs.outside import to_pdf

_GOOD = 'while [ "$1" != --outdir ]; do shift; done; out=$2; shift 2; for f in "$@"; do n=$(basename "$f" .docx); echo pdf > "$out/$n.pdf"; done'


def _program(folder: Path, script: str) -> str:
    path = folder / "soffice"
    path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    path.chmod(0o755)
    return str(path)


def _sources(folder: Path, count: int) -> list[Path]:
    sources = [folder / f"QT-{number:03}.docx" for number in range(count)]
    for source in sources:
        source.write_bytes(b"PK")
    return sources


def test_many_files_in_few_starts(tmp_path: Path) -> None:
    """Many files are turned in few starts; the PDFs come in the order of the files."""
    program = _program(tmp_path, f'echo start >> "{tmp_path}/starts"; {_GOOD}')
    sources = _sources(tmp_path, 130)
    made = to_pdf(program, sources, tmp_path)
    assert [path.stem for path in made] == [path.stem for path in sources]
    assert all(path.is_file() for path in made)
    assert len((tmp_path / "starts").read_text(encoding="utf-8").split()) == 3


def test_nothing_of_the_user_is_touched(tmp_path: Path) -> None:
    """The program gets a profile and a home of its own, and none of the user's environment."""
    program = _program(tmp_path, f'env > "{tmp_path}/env"; echo "$@" > "{tmp_path}/arguments"; {_GOOD}')
    to_pdf(program, _sources(tmp_path, 1), tmp_path)
    environment = dict(line.split("=", 1) for line in (tmp_path / "env").read_text(encoding="utf-8").splitlines())
    assert environment["HOME"] == str(tmp_path)
    assert set(environment) <= {"PATH", "HOME", "LC_ALL", "PWD", "SHLVL", "_", "OLDPWD"}
    assert f"-env:UserInstallation=file://{tmp_path}/profile" in (tmp_path / "arguments").read_text(encoding="utf-8")


@pytest.mark.parametrize("script", ["exit 1", "exit 0", "kill -9 $$", f"set -- $(echo \"$@\" | sed 's/ [^ ]*$//'); {_GOOD}"], ids=["fails", "makes-nothing", "dies", "leaves-one-out"])
def test_a_failure_is_told(tmp_path: Path, script: str) -> None:
    """X12: a program that fails, dies, or leaves a file out is told with the first file that is missing."""
    with pytest.raises(Unable) as told:
        to_pdf(_program(tmp_path, script), _sources(tmp_path, 3), tmp_path)
    assert ["X12"] == [problem.code for problem in told.value.problems]
    assert "«QT-00" in told.value.problems[0].message


def test_no_such_program(tmp_path: Path) -> None:
    """X12: a program that cannot be started is told too."""
    with pytest.raises(Unable):
        to_pdf(str(tmp_path / "khong-co"), _sources(tmp_path, 1), tmp_path)


def test_a_hang_is_ended_with_all_its_children(tmp_path: Path) -> None:
    """X12: a program that hangs is ended when its time is over, with the processes that it started."""
    program = _program(tmp_path, f'sleep 600 & echo $! > "{tmp_path}/child"; wait')
    started = time.monotonic()
    with pytest.raises(Unable):
        to_pdf(program, _sources(tmp_path, 1), tmp_path, patience=0.01)
    assert time.monotonic() - started < 60
    child = int((tmp_path / "child").read_text(encoding="utf-8"))
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline and _runs(child):
        time.sleep(0.01)
    assert not _runs(child)


def _runs(process: int) -> bool:
    """Say whether a process runs; one that only waits to be buried does not."""
    try:
        os.kill(process, 0)
        return Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0] != "Z"
    except (ProcessLookupError, FileNotFoundError):
        return False
