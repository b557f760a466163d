"""The only module that opens files: it reads the written world into memory, and writes the made one so that no half of it is ever seen."""

from __future__ import annotations

import ctypes
import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from filelock import FileLock, Timeout

Workspace = Mapping[str, bytes]
"""Files by their paths under the root, with forward slashes."""


def find_root(start: Path) -> Path | None:
    """Give the nearest folder, upwards from a start, that holds `framework_model`; None where there is none."""
    return next((folder for folder in (start, *start.parents) if (folder / "framework_model").is_dir()), None)


def read_frame(root: Path) -> Workspace:
    """Read every YAML file and Word template of the frame."""
    return _read(root, root / "framework_model", {".yaml", ".yml", ".docx"})


def read_province(root: Path, code: str) -> Workspace:
    """Read a province's YAML files; none where it has no folder."""
    return _read(root, root / "province_overrides" / code, {".yaml", ".yml"})


def province_folders(root: Path) -> list[str]:
    """Give the names of the folders of provinces, whether there is such a province or not."""
    folder = root / "province_overrides"
    return sorted(path.name for path in folder.iterdir() if path.is_dir() and not path.name.startswith(".")) if folder.is_dir() else []


def _read(root: Path, folder: Path, suffixes: set[str]) -> dict[str, bytes]:
    if not folder.is_dir():
        return {}
    inside = folder.resolve()
    files = sorted(path for path in folder.rglob("*") if path.suffix in suffixes and path.is_file())
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in files if path.resolve().is_relative_to(inside)}


def read_file(path: Path) -> bytes:
    """Read one file that the person at the tool named. Raises OSError where it cannot be read."""
    return path.read_bytes()


def read_folder(folder: Path) -> Workspace:
    """Read every file below a folder, by its path inside it."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def read_asset(name: str) -> bytes:
    """Read a file that comes with the program."""
    return (Path(__file__).parent / "assets" / name).read_bytes()


class Busy(Exception):
    """Another build is writing to the same folder."""


@contextmanager
def output_locks(folders: Iterable[Path]) -> Iterator[None]:
    """Hold folders for one build at a time, and clear what a killed build left in them. Raises Busy when another build holds one."""
    with ExitStack() as held:
        for folder in folders:
            folder.mkdir(parents=True, exist_ok=True)
            try:
                held.enter_context(FileLock(folder.parent / f".khoa-{folder.name}").acquire(timeout=0))
            except Timeout as fault:
                raise Busy(str(folder)) from fault
            forget([folder])
        yield


_NEW, _OLD = ".moi-", ".cu-"


def _sweep(folder: Path) -> None:
    """Clear what a killed build left: put back a folder that was set aside, remove the unfinished."""
    for aside in folder.glob(f"{_OLD}*"):
        target = folder / aside.name.removeprefix(_OLD)
        if target.exists():
            shutil.rmtree(aside)
        else:
            aside.rename(target)
    for unfinished in folder.glob(f"{_NEW}*"):
        shutil.rmtree(unfinished) if unfinished.is_dir() else unfinished.unlink()


@dataclass(frozen=True, slots=True)
class Prepared:
    """A folder or a file that is written beside its target, and not yet in its place."""

    fresh: Path
    target: Path


def publish(prepared: Iterable[Prepared]) -> None:
    """Put what was prepared in its place, each thing in one step: what is read there is the old or the new, never a mixture."""
    for one in prepared:
        if one.fresh.is_dir():
            _swap(one.fresh, one.target)
        else:
            one.fresh.replace(one.target)


def forget(folders: Iterable[Path]) -> None:
    """Remove what was prepared in folders and will not be published."""
    for folder in folders:
        _sweep(folder)
        _sweep(folder / "bundles")


def write_folder(target: Path, files: Iterable[tuple[str, bytes]]) -> None:
    """Write a folder whole and put it in its place; see `prepare_folder` and `publish`."""
    publish(prepare_folder(target, files))


def prepare_folder(target: Path, files: Iterable[tuple[str, bytes]]) -> tuple[Prepared, ...]:
    """Write a folder whole beside its target; give nothing where the target already holds exactly these files.

    Raises ValueError for a name that leaves the folder.
    """
    files = list(files)
    if _holds(target, files):
        return ()
    target.parent.mkdir(parents=True, exist_ok=True)
    fresh = Path(tempfile.mkdtemp(prefix=f"{_NEW}{target.name}-", dir=target.parent))
    fresh.chmod(0o755)
    made = {fresh}
    for name, content in files:
        path = PurePosixPath(name)
        if path.is_absolute() or ".." in path.parts:
            msg = f"{name} leaves its folder"
            raise ValueError(msg)
        place = fresh.joinpath(*path.parts)
        if place.parent not in made:
            place.parent.mkdir(parents=True, exist_ok=True)
            made.add(place.parent)
        with place.open("wb") as file:
            file.write(content)
    return (Prepared(fresh, target),)


def _holds(folder: Path, files: Sequence[tuple[str, bytes]]) -> bool:
    """Say whether a folder holds these files and no others."""
    if not folder.is_dir():
        return False
    found = sorted(path for path in folder.rglob("*") if path.is_file())
    names = {path.relative_to(folder).as_posix(): path for path in found}
    return names.keys() == {name for name, _ in files} and all(names[name].stat().st_size == len(content) and names[name].read_bytes() == content for name, content in files)


_EXCHANGE, _HERE = 2, -100
"""RENAME_EXCHANGE and AT_FDCWD of renameat2(2)."""


def _swap(fresh: Path, target: Path) -> None:
    """Put a fresh folder in a target's place in one step, so that a reader, or a kill, finds the old one or the new one there.

    Where the system cannot exchange two folders, the old one is set aside for an instant, and `_sweep` puts it back after a kill.
    """
    if not target.exists():
        fresh.rename(target)
    elif _exchange(fresh, target):
        shutil.rmtree(fresh)
    else:
        aside = target.parent / f"{_OLD}{target.name}"
        target.rename(aside)
        fresh.rename(target)
        shutil.rmtree(aside)


def _exchange(one: Path, other: Path) -> bool:
    """Exchange two folders in one step; say whether the system could."""
    try:
        rename = ctypes.CDLL(None).renameat2
    except (OSError, AttributeError):
        return False
    return bool(rename(_HERE, os.fsencode(one), _HERE, os.fsencode(other), _EXCHANGE) == 0)


def write_file(target: Path, content: bytes) -> None:
    """Write one file whole, or leave the old one."""
    publish(prepare_file(target, content))


def prepare_file(target: Path, content: bytes) -> tuple[Prepared, ...]:
    """Write one file whole beside its target."""
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=_NEW, dir=target.parent)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
    fresh = Path(name)
    fresh.chmod(0o644)
    return (Prepared(fresh, target),)


@contextmanager
def scratch() -> Iterator[Path]:
    """Give a folder of the system's for what is needed for a while; it is gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="qmsdocs-") as folder:
        yield Path(folder)


def remove_others(folder: Path, keep: Iterable[str]) -> None:
    """Remove the entries of a folder that a finished build no longer makes."""
    names = set(keep)
    for path in folder.iterdir() if folder.is_dir() else ():
        if path.name not in names and not path.name.startswith("."):
            shutil.rmtree(path) if path.is_dir() else path.unlink()


def read_package() -> list[tuple[str, str]]:
    """Give the program's own modules by name, with their source, for the page of rooms."""
    package = Path(__file__).parent
    modules = sorted(package.rglob("*.py"))
    return [(".".join(("qmsdocs", *path.relative_to(package).with_suffix("").parts)), path.read_text(encoding="utf-8")) for path in modules]
