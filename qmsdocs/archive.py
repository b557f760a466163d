"""Bytes that are mostly the same for every office, and zip files that are the same on every day.

A `Pattern` is text with holes whose fixed stretches are deflated once; filling it costs little more than joining. A zip is written with
fixed dates and modes, its entries in the order given.
"""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape

_OPEN, _UPPER, _CLOSE = "\ue000", "\ue001", "\ue002"
PRIVATE = re.compile("[\ue000-\uf8ff]")
"""Characters that mark holes, and so may not stand in what people write."""
_HOLE = re.compile(f"{_OPEN}({_UPPER}?)([^{_CLOSE}]*){_CLOSE}")
_LEVEL = 6


def hole(name: str, upper: bool = False) -> str:
    """Write the mark of a hole with this name; `upper` fills it in capitals."""
    return f"{_OPEN}{_UPPER if upper else ''}{name}{_CLOSE}"


@dataclass(frozen=True, slots=True)
class Entry:
    """A file in a zip: its bytes and the same deflated (or the bytes themselves, when they are stored)."""

    raw: bytes
    packed: bytes
    deflated: bool


@dataclass(frozen=True, slots=True)
class _Stretch:
    raw: bytes
    packed: bytes


@dataclass(frozen=True, slots=True)
class _Hole:
    name: str
    upper: bool


class Pattern:
    """Text with holes, of which the fixed stretches are encoded and deflated already."""

    def __init__(self, text: str) -> None:
        """Cut the text at its holes (see `hole`)."""
        pieces: list[_Stretch | _Hole] = []
        end = 0
        for match in _HOLE.finditer(text):
            pieces.append(_stretch(text[end : match.start()]))
            pieces.append(_Hole(match[2], bool(match[1])))
            end = match.end()
        pieces.append(_stretch(text[end:]))
        self._pieces = tuple(piece for piece in pieces if isinstance(piece, _Hole) or piece.raw)

    @property
    def holes(self) -> frozenset[str]:
        """Give the names of the holes."""
        return frozenset(piece.name for piece in self._pieces if isinstance(piece, _Hole))

    def holding(self, word: str) -> bytes:
        """Give the text with the same word, as it is, in every hole."""
        filler = word.encode()
        return b"".join(piece.raw if isinstance(piece, _Stretch) else filler for piece in self._pieces)

    def holes_after(self) -> Iterator[tuple[bytes, str]]:
        """Give each hole's name with the fixed text before it, as far back as the last start of a tag."""
        before = b""
        for piece in self._pieces:
            if isinstance(piece, _Hole):
                yield before, piece.name
            else:
                start = piece.raw.rfind(b"<")
                before = piece.raw[start:] if start >= 0 else before + piece.raw

    def fill(self, values: Mapping[str, str]) -> Entry:
        """Fill every hole with its value, escaped for XML and HTML text.

        Raises KeyError for a hole without a value.
        """
        raw: list[bytes] = []
        packed: list[bytes] = []
        for piece in self._pieces:
            if isinstance(piece, _Hole):
                value = values[piece.name]
                encoded = escape(value.upper() if piece.upper else value).encode()
                raw.append(encoded)
                packed.append(_stored(encoded))
            else:
                raw.append(piece.raw)
                packed.append(piece.packed)
        return Entry(b"".join(raw), b"".join(packed) + _END, deflated=True)


_END = b"\x03\x00"
"""An empty last block of a deflate stream."""


def _stretch(text: str) -> _Stretch:
    raw = text.encode()
    if not raw:
        return _Stretch(b"", b"")
    packer = zlib.compressobj(_LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
    return _Stretch(raw, packer.compress(raw) + packer.flush(zlib.Z_FULL_FLUSH))


def _stored(value: bytes) -> bytes:
    """Write bytes as stored blocks of a deflate stream that goes on (RFC 1951, 3.2.4)."""
    blocks = []
    for start in range(0, len(value), 0xFFFF):
        part = value[start : start + 0xFFFF]
        blocks.append(struct.pack("<BHH", 0, len(part), len(part) ^ 0xFFFF) + part)
    return b"".join(blocks)


def deflated(raw: bytes) -> Entry:
    """Deflate bytes that have no holes."""
    packer = zlib.compressobj(_LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
    return Entry(raw, packer.compress(raw) + packer.flush(), deflated=True)


def stored(raw: bytes) -> Entry:
    """Keep bytes that are compressed already."""
    return Entry(raw, raw, deflated=False)


_DATE = 0x21
"""1980-01-01 in the two bytes of a zip."""
_LOCAL = struct.Struct("<4sHHHHHLLLHH")
_CENTRAL = struct.Struct("<4sHHHHHHLLLHHHHHLL")
_TAIL = struct.Struct("<4sHHHHLLH")
_UTF8_NAMES = 0x800
_MODE = 0o100644 << 16


def zip_bytes(entries: Sequence[tuple[str, Entry]]) -> bytes:
    """Write a zip of the entries in the order given, the same bytes every time (APPNOTE.TXT 6.3, without zip64: under 4 GiB and 65,535 files)."""
    local: list[bytes] = []
    central: list[bytes] = []
    offset = 0
    for name, entry in entries:
        encoded = name.encode()
        method = 8 if entry.deflated else 0
        facts = (20, _UTF8_NAMES, method, 0, _DATE, zlib.crc32(entry.raw), len(entry.packed), len(entry.raw), len(encoded), 0)
        header = _LOCAL.pack(b"PK\x03\x04", *facts)
        local += [header, encoded, entry.packed]
        central += [_CENTRAL.pack(b"PK\x01\x02", 0x0314, *facts, 0, 0, 0, _MODE, offset), encoded]
        offset += len(header) + len(encoded) + len(entry.packed)
    size = sum(len(part) for part in central)
    tail = _TAIL.pack(b"PK\x05\x06", 0, 0, len(entries), len(entries), size, offset, 0)
    return b"".join([*local, *central, tail])


MAX_UNZIPPED = 64 * 1024 * 1024


class TooLargeError(ValueError):
    """A zip holds more than `MAX_UNZIPPED` bytes."""

    def __init__(self) -> None:
        super().__init__("too large")


def unzip(content: bytes) -> dict[str, bytes]:
    """Read a zip into memory.

    Raises ValueError for what is not a zip, for names that leave their folder or stand twice, and TooLargeError (a ValueError) for more than
    `MAX_UNZIPPED` bytes; never holds more than that, whatever the zip says of itself.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            members = package.infolist()
            if sum(member.file_size for member in members) > MAX_UNZIPPED:
                raise TooLargeError
            names = [member.filename for member in members]
            if len(set(names)) != len(names) or any(not name or name.startswith("/") or ".." in name.split("/") or "\\" in name for name in names):
                msg = "names"
                raise ValueError(msg)
            return {member.filename: _unpacked(package, member) for member in members if not member.is_dir()}
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError) as fault:
        msg = "not a zip"
        raise ValueError(msg) from fault


def _unpacked(package: zipfile.ZipFile, member: zipfile.ZipInfo) -> bytes:
    """Give the bytes of a member. `zipfile` cuts what is longer than declared, so one byte more is asked for: it must not come."""
    if member.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
        msg = "only stored and deflated members can be inflated by measure"
        raise NotImplementedError(msg)
    declared = member.file_size
    member.file_size += 1
    with package.open(member) as file:
        content = file.read(declared + 1)
    if len(content) != declared:
        msg = "a member is not as long as it says"
        raise zipfile.BadZipFile(msg)
    return content
