"""A build that is killed at any point leaves old or new folders whole, and the next one finishes."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from io import IOBase
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from qmsdocs import disk
from qmsdocs.bundle import verify_files, verify_zip
from support.command import run, start, tree
from support.workspace import FORM, PROVINCE, REPOSITORY, tiny

OLD = {"index.html": b"cu", "2015/a.docx": b"cu a", "2015/b.docx": b"cu b"}
NEW = {"index.html": b"moi", "2015/a.docx": b"moi a", "so-sanh/c.docx": b"moi c"}
OFFICES = ("tinh", "suoi-lon", "go-cao")


class Killed(BaseException):
    """The process is gone: nothing may catch it."""


@contextmanager
def _killed_at(patch: pytest.MonkeyPatch, count: int, *, after: bool) -> Iterator[Callable[[], int]]:
    """Die at one of the steps that change the disk, before it or after it; gives how many steps there were."""
    steps = 0

    def dying(step: Callable[..., Any]) -> Callable[..., Any]:
        def taken(*arguments: Any, **named: Any) -> Any:
            nonlocal steps
            steps += 1
            here = steps == count
            if here and not after:
                raise Killed
            made = step(*arguments, **named)
            if here:
                _release(made)
                raise Killed
            return made

        return taken

    with patch.context() as dying_here:
        for owner, name in (
            (tempfile, "mkdtemp"),
            (tempfile, "mkstemp"),
            (shutil, "rmtree"),
            (Path, "mkdir"),
            (Path, "open"),
            (Path, "rename"),
            (Path, "replace"),
            (Path, "unlink"),
            (Path, "chmod"),
            (disk, "_exchange"),
        ):
            dying_here.setattr(owner, name, dying(getattr(owner, name)))
        yield lambda: steps


def _release(made: object) -> None:
    """Close what the dead process had open, as the system does."""
    if isinstance(made, IOBase):
        made.close()
    elif isinstance(made, tuple) and isinstance(made[0], int):
        os.close(made[0])


def _left(folder: Path) -> list[str]:
    """Give what an unfinished build left beside the folders."""
    return sorted(path.name for path in folder.rglob(".*") if path.name.startswith((".moi-", ".cu-")))


@pytest.mark.parametrize("exchange", [True, False], ids=["exchange", "set-aside"])
@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
@pytest.mark.parametrize("count", range(1, 14))
def test_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, count: int, after: bool, exchange: bool) -> None:
    """Killed at any step of writing a folder, the folder is the old one or the new one; the next build clears up and writes the new."""
    if not exchange:
        monkeypatch.setattr(disk, "_exchange", lambda _, __: False)
    target = tmp_path / "NHO" / "tinh"
    disk.write_folder(target, OLD.items())
    with _killed_at(monkeypatch, count, after=after) as steps:
        try:
            disk.write_folder(target, NEW.items())
        except Killed:
            assert steps() == count
        else:
            assert steps() < count
    set_aside = not exchange and not target.exists()
    assert tree(tmp_path / "NHO" / ".cu-tinh" if set_aside else target) in (OLD, NEW)

    with disk.output_locks([tmp_path / "NHO"]):
        assert tree(target) in (OLD, NEW)
        assert [] == _left(tmp_path)
        disk.write_folder(target, NEW.items())
    assert (NEW, []) == (tree(target), _left(tmp_path))


@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
@pytest.mark.parametrize("count", range(1, 6))
def test_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, count: int, after: bool) -> None:
    """Killed at any step of writing a bundle, the bundle is the old one or the new one; the next build clears up."""
    target = tmp_path / "NHO" / "bundles" / "a.zip"
    disk.write_file(target, b"cu")
    with _killed_at(monkeypatch, count, after=after), suppress(Killed):
        disk.write_file(target, b"moi")
    assert target.read_bytes() in (b"cu", b"moi")
    with disk.output_locks([tmp_path / "NHO"]):
        disk.write_file(target, b"moi")
    assert ({"a.zip": b"moi"}, []) == (tree(target.parent), _left(tmp_path))


class Versions(NamedTuple):
    """Two workspaces, and the province's folder that each is built to."""

    old_root: Path
    new_root: Path
    old: dict[str, bytes]
    new: dict[str, bytes]


@pytest.fixture(scope="module")
def versions(tmp_path_factory: pytest.TempPathFactory) -> Versions:
    """Write the tiny workspace in two versions; give both, and what each is built to."""
    roots = tmp_path_factory.mktemp("old"), tmp_path_factory.mktemp("new")
    tiny().write(roots[0])
    tiny().replacing(FORM, "tên: Phiếu nhận hồ sơ", "tên: Phiếu giao nhận hồ sơ").write(roots[1])
    trees = []
    for root in roots:
        assert 0 == run("--root", root, "build", PROVINCE).code
        trees.append(tree(root / "build" / PROVINCE))
    assert trees[0] != trees[1]
    return Versions(*roots, *trees)


def _assert_whole(folder: Path, old: dict[str, bytes], new: dict[str, bytes]) -> None:
    """Assert that every office's folder and bundle is the old one or the new one."""
    for office in OFFICES:
        place = folder / office if (folder / office).exists() else folder / f".cu-{office}"
        found = tree(place)
        expected = [{path.removeprefix(f"{office}/"): content for path, content in version.items() if path.startswith(f"{office}/")} for version in (old, new)]
        assert found in expected
        assert [] == verify_files(office, found)
        bundle = f"bundles/NHO-{office}-2015.zip"
        content = (folder / bundle).read_bytes()
        assert content in (old[bundle], new[bundle])
        assert [] == verify_zip(office, content)


@pytest.fixture(scope="module")
def steps_of_a_build(tmp_path_factory: pytest.TempPathFactory, versions: Versions) -> int:
    """Count the steps of building the new version over the old."""
    out = tmp_path_factory.mktemp("counted") / "out"
    shutil.copytree(versions.old_root / "build", out)
    with pytest.MonkeyPatch.context() as patch, _killed_at(patch, 0, after=False) as steps:
        assert 0 == run("--root", versions.new_root, "build", PROVINCE, "--out", out).code
        return steps()


@pytest.mark.parametrize("twentieth", range(20))
def test_build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, versions: Versions, steps_of_a_build: int, twentieth: int) -> None:
    """A build that dies at any step leaves every office's folder and bundle whole, and the next one finishes."""
    old_root, new_root, old, new = versions
    out = tmp_path / "out"
    shutil.copytree(old_root / "build", out)
    with _killed_at(monkeypatch, 1 + steps_of_a_build * twentieth // 20, after=False), pytest.raises(Killed):
        run("--root", new_root, "build", PROVINCE, "--out", out)
    _assert_whole(out / PROVINCE, old, new)
    assert 0 == run("--root", new_root, "build", PROVINCE, "--out", out).code
    assert (new, []) == (tree(out / PROVINCE), _left(out))


def test_full_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, versions: Versions) -> None:
    """Where the disk refuses in the middle, the build says so with exit 3, what stands is whole, and the next one finishes."""
    old_root, new_root, old, new = versions
    out = tmp_path / "out"
    shutil.copytree(old_root / "build", out)
    written = 0

    def write(target: Path, content: bytes) -> tuple[disk.Prepared, ...]:
        nonlocal written
        written += 1
        if written == 2:
            raise OSError(28, "No space left on device", str(target))
        return disk_write(target, content)

    disk_write = disk.prepare_file
    with monkeypatch.context() as full:
        full.setattr(disk, "prepare_file", write)
        answer = run("--root", new_root, "build", PROVINCE, "--out", out)
    assert (3, "", True) == (answer.code, answer.out, "lỗi[X07]" in answer.err)
    _assert_whole(out / PROVINCE, old, new)
    assert 0 == run("--root", new_root, "build", PROVINCE, "--out", out).code
    assert new == tree(out / PROVINCE)


def _kill(process: subprocess.Popen[str]) -> None:
    """Kill the process that a user sees, as the system would: its workers are not asked."""
    process.send_signal(signal.SIGKILL)
    process.wait(timeout=60)
    for stream in (process.stdout, process.stderr):
        assert stream is not None
        stream.close()


def _end_orphans(process: subprocess.Popen[str]) -> None:
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)


@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.parametrize("delay", [random.Random(seed).uniform(0, 0.25) for seed in range(5)])  # noqa: S311 - times to die
def test_sigkill(tmp_path: Path, versions: Versions, jobs: int, delay: float) -> None:
    """A build killed by the system at a random time leaves every office's folder and bundle whole, and the next one finishes at once."""
    old_root, new_root, old, new = versions
    out = tmp_path / "out"
    shutil.copytree(old_root / "build", out)
    process = start("--root", new_root, "build", PROVINCE, "--out", out, "--jobs", str(jobs))
    try:
        deadline = time.monotonic() + 60
        while not list(out.rglob(".khoa*")) and process.poll() is None and time.monotonic() < deadline:
            time.sleep(0.001)
        time.sleep(delay)
        _kill(process)
        _assert_whole(out / PROVINCE, old, new)
        answer = run("--root", new_root, "build", PROVINCE, "--out", out)
        assert (0, new, []) == (answer.code, tree(out / PROVINCE), _left(out)), answer.err
    finally:
        _end_orphans(process)


SLOW = """
import sys, time
from pathlib import Path
from qmsdocs import cli, disk

def write(target, files):
    Path(sys.argv[1]).touch()
    time.sleep(120)

disk.prepare_folder = write
cli.main(sys.argv[2:])
"""


def test_workers_end_with_their_parent(tmp_path: Path) -> None:
    """When the process that a user sees is killed, its workers end too: nobody writes behind the next build's back."""
    if not Path("/proc/self/stat").exists():
        pytest.skip("only Linux tells which processes of a group still run")
    root = tiny().write(tmp_path / "root")
    seen = tmp_path / "seen"
    arguments = [str(seen), "--root", str(root), "build", PROVINCE, "--jobs", "2"]
    process = subprocess.Popen([sys.executable, "-c", SLOW, *arguments], cwd=REPOSITORY, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True)
    try:
        _wait(seen.exists, 60)
        _kill(process)
        assert _wait(lambda: not _alive(process.pid), 10)
    finally:
        _end_orphans(process)


def _wait(until: Callable[[], bool], seconds: float) -> bool:
    deadline = time.monotonic() + seconds
    while not until() and time.monotonic() < deadline:
        time.sleep(0.01)
    return until()


def _alive(group: int) -> bool:
    """Say whether a process of a group still runs; one that only waits to be buried does not."""
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            state, _, its_group = stat.read_text(encoding="utf-8").rpartition(")")[2].split()[:3]
            if int(its_group) == group and state != "Z":
                return True
    return False
