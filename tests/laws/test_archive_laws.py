"""The laws of patterns and of zips, on random texts, names and bytes."""

from __future__ import annotations

import io
import struct
import subprocess
import zipfile
import zlib
from html import escape
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from qmsdocs import archive
from qmsdocs.archive import Entry, Pattern, deflated, hole, stored, unzip, zip_bytes

_TEXT = st.text(st.characters(exclude_categories=("Cs", "Co")), max_size=40)
_NAMES = st.sampled_from(("đơn vị", "ngày hiệu lực", "a"))
_PIECES = st.lists(st.one_of(_TEXT, st.tuples(_NAMES, st.booleans())), max_size=8)
_VALUES = st.fixed_dictionaries({"đơn vị": _TEXT, "ngày hiệu lực": _TEXT, "a": st.sampled_from(("", "<&>\"'", "đ ơ ư", "x" * 70_000, "é" * 32_768))})
_ENTRIES = st.lists(
    st.tuples(st.from_regex(r"[a-zđơư0-9_-]{1,8}(/[a-z0-9]{1,4}\.xml)?", fullmatch=True), st.binary(max_size=200), st.booleans()),
    max_size=6,
    unique_by=lambda entry: entry[0],
).map(lambda drawn: [(name, deflated(raw) if packed else stored(raw)) for name, raw, packed in drawn])


@given(_PIECES, _VALUES)
@example(pieces=[("a", False), "tĩnh", ("a", True)], values={"a": "ß" * 40_000})
def test_filling_a_pattern_is_replacing_its_holes(pieces: list[str | tuple[str, bool]], values: dict[str, str]) -> None:
    """A filled pattern is its text with each hole replaced by its escaped value, and its packed bytes inflate to the same."""
    pattern = Pattern("".join(piece if isinstance(piece, str) else hole(*piece) for piece in pieces))
    expected = "".join(piece if isinstance(piece, str) else escape(values[piece[0]].upper() if piece[1] else values[piece[0]]) for piece in pieces).encode()
    filled = pattern.fill(values)
    inflater = zlib.decompressobj(-zlib.MAX_WBITS)
    assert filled.raw == expected
    assert inflater.decompress(filled.packed) == expected
    assert (inflater.eof, inflater.unused_data) == (True, b"")
    assert pattern.holes == {piece[0] for piece in pieces if not isinstance(piece, str)}
    with zipfile.ZipFile(io.BytesIO(zip_bytes([("tệp.xml", filled)]))) as package:
        assert package.read("tệp.xml") == expected


def test_a_hole_without_a_value_is_an_error() -> None:
    """No office gets a file in which a fact is missing."""
    with pytest.raises(KeyError, match="đơn vị"):
        Pattern(f"của {hole('đơn vị')}").fill({"ngày": "01"})


@given(_ENTRIES)
def test_a_zip_is_the_same_bytes_every_time_and_reads_back(entries: list[tuple[str, Entry]]) -> None:
    """Python's zipfile finds no fault in a zip, reads every entry in its order with a fixed date and mode, and the same entries give the same bytes."""
    made = zip_bytes(entries)
    assert made == zip_bytes(list(entries))
    with zipfile.ZipFile(io.BytesIO(made)) as package:
        assert package.testzip() is None
        assert [(info.filename, package.read(info)) for info in package.infolist()] == [(name, entry.raw) for name, entry in entries]
        assert {(info.date_time, info.external_attr >> 16) for info in package.infolist()} <= {((1980, 1, 1, 0, 0, 0), 0o100644)}
    assert unzip(made) == {name: entry.raw for name, entry in entries}


@pytest.mark.outside
def test_unzip_agrees(info_zip: str, tmp_path: Path) -> None:
    """Info-ZIP's unzip finds no fault in a zip of filled, deflated and stored entries, with Vietnamese names, and takes out the same bytes."""
    entries = [
        ("Quy trình đơn giản.html", Pattern(f"<p>{hole('đơn vị')}</p> & {hole('a', upper=True)}").fill({"đơn vị": "ơ ư" * 30_000, "a": "đ"})),
        ("2015/rỗng.txt", deflated(b"")),
        ("2015/ảnh.bin", stored(bytes(range(256)))),
    ]
    path = tmp_path / "bộ.zip"
    path.write_bytes(zip_bytes(entries))
    tested = subprocess.run([info_zip, "-t", str(path)], capture_output=True, text=True, check=False)
    assert (tested.returncode, tested.stderr) == (0, "")
    subprocess.run([info_zip, "-q", str(path), "-d", str(tmp_path / "ra")], check=True, env={"LC_ALL": "C.UTF-8"})
    assert {name: (tmp_path / "ra" / name).read_bytes() for name, _ in entries} == {name: entry.raw for name, entry in entries}


@pytest.mark.parametrize("name", ["/etc/passwd", "../ra.txt", "a/../../ra.txt", "..", "a\\..\\ra.txt", "C:\\ra.txt", "a/..", ""])
def test_names_that_leave_their_folder_are_refused(name: str) -> None:
    """A name that leads out of the folder refuses the whole zip."""
    with pytest.raises(ValueError, match="names"):
        unzip(zip_bytes([("tốt.txt", stored(b"a")), (name, stored(b"b"))]))


def test_a_name_that_stands_twice_is_refused() -> None:
    """Two entries of one name refuse the zip: readers disagree on which one counts."""
    with pytest.raises(ValueError, match="names"):
        unzip(zip_bytes([("a.txt", stored(b"a")), ("a.txt", stored(b"b"))]))


def test_a_zip_that_says_it_is_too_large_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """The sizes that a zip declares are added up before anything is unpacked."""
    monkeypatch.setattr(archive, "MAX_UNZIPPED", 1000)
    assert unzip(zip_bytes([("a", deflated(b"0" * 500)), ("b", deflated(b"0" * 500))])).keys() == {"a", "b"}
    with pytest.raises(ValueError, match="too large"):
        unzip(zip_bytes([("a", deflated(b"0" * 500)), ("b", deflated(b"0" * 501))]))


def test_a_zip_that_lies_about_its_size_is_refused_before_it_fills_the_memory() -> None:
    """An entry that inflates to more than it declares is refused, and no more than the declared size is inflated."""
    import tracemalloc  # noqa: PLC0415 - this test alone weighs memory

    bomb = deflated(b"0" * 50_000_000)
    lying = zip_bytes([("a", Entry(b"0" * 10, bomb.packed, deflated=True))])
    tracemalloc.start()
    with pytest.raises(ValueError, match="not a zip"):
        unzip(lying)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 5_000_000


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_rare_compressions_are_refused(method: int) -> None:
    """Only stored and deflated entries are read, as Word files have them; the others cannot be inflated by measure."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", method) as package:
        package.writestr("a", b"0" * 1000)
    with pytest.raises(ValueError, match="not a zip"):
        unzip(written.getvalue())


@given(st.binary(max_size=400))
def test_random_bytes_raise_value_error_alone(content: bytes) -> None:
    """Whatever the bytes are, the answer is files or ValueError."""
    _survives(content)


_GOOD = zip_bytes([("word/document.xml", deflated(b"<w:document/>" * 9)), ("đơn.txt", stored(b"abc")), ("c/", stored(b""))])


@given(st.lists(st.tuples(st.integers(0, len(_GOOD) - 1), st.integers(0, 255)), min_size=1, max_size=6), st.integers(0, len(_GOOD)))
def test_damaged_zips_raise_value_error_alone(damages: list[tuple[int, int]], kept: int) -> None:
    """A zip with changed bytes, or cut short, gives files or ValueError."""
    damaged = bytearray(_GOOD)
    for position, byte in damages:
        damaged[position] = byte
    _survives(bytes(damaged))
    _survives(bytes(damaged[:kept]))


def test_zips_with_other_numbers_raise_value_error_alone() -> None:
    """A zip in which any two or four bytes hold another number (flags, methods, sizes, offsets) gives files or ValueError."""
    for size in ("<H", "<L"):
        for position in range(len(_GOOD) - struct.calcsize(size) + 1):
            for number in (0, 1, 8, 12, 14, 99, 0xFFFF):
                damaged = bytearray(_GOOD)
                struct.pack_into(size, damaged, position, number)
                _survives(bytes(damaged))


def _survives(content: bytes) -> None:
    try:
        files = unzip(content)
    except ValueError:
        return
    assert all(isinstance(name, str) and isinstance(raw, bytes) for name, raw in files.items())
