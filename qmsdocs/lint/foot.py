"""The foot of a paper: recipients on the left, authority, office and name of who signs on the right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from qmsdocs.lint.lines import Line, columns_of
from qmsdocs.model.rule import Words

_RIGHT = 50.0
"""An indent, in millimetres, that sets a line on the right half."""
_SIGNERS_AFTER = 16
"""How many lines after the body may belong to its foot."""


@dataclass(slots=True)
class Signer:
    """Who signs: the lines of authority and office, and the name."""

    office: list[Line] = field(default_factory=list)
    name: list[Line] = field(default_factory=list)


@dataclass(slots=True)
class Foot:
    """What was recognised below the body: where it starts and ends."""

    start: int
    end: int
    label: list[Line] = field(default_factory=list)
    recipients: list[Line] = field(default_factory=list)
    drafter: list[Line] = field(default_factory=list)
    signers: list[Signer] = field(default_factory=list)


def read_foot(lines: Sequence[Line], start: int, words: Words) -> Foot:
    """Recognise the first foot at or after a line; where there is none it is empty, at the end."""
    label = next((at for at in range(start, len(lines)) if any(_is_label(piece, words) for piece in columns_of(lines[at]))), None)
    signed = next((at for at in range(start, len(lines)) if _is_signature(lines, at, words)), None)
    if label is None and signed is None:
        return Foot(len(lines), len(lines))
    firsts = [at for at in (label, signed) if at is not None]
    first = min(firsts)
    if label is not None and signed is not None and label - signed > _SIGNERS_AFTER:
        label = None
    if label is not None and first != label and not _close(lines, first, label):
        first = label
    foot = Foot(_start_of(lines, first), first)
    _collect(foot, lines, label, words)
    return foot


def _is_label(line: Line, words: Words) -> bool:
    """Say whether a line starts the list of recipients; in a table with lines the same words may name a row."""
    return bool(words.compiled["recipients"].match(line.text)) and (":" in line.text or not line.spot.ruled)


def _close(lines: Sequence[Line], first: int, label: int) -> bool:
    """Say whether nothing but signatures stands between two lines."""
    return all(line.spot.table >= 0 or len(line.text) < 90 for line in lines[first:label])  # noqa: PLR2004 - a whole sentence


def _start_of(lines: Sequence[Line], first: int) -> int:
    """Give the first line of the table that a line stands in."""
    table = (lines[first].spot.section, lines[first].spot.table)
    while table[1] >= 0 and first > 0 and (lines[first - 1].spot.section, lines[first - 1].spot.table) == table:
        first -= 1
    return first


def _is_office(line: Line, words: Words) -> bool:
    text = line.text
    return line.is_upper and len(text) < 80 and not text.endswith(":") and bool(words.compiled["authority"].match(text) or text.startswith(words.offices))  # noqa: PLR2004 - an office is short


def _is_signature(lines: Sequence[Line], at: int, words: Words) -> bool:
    """Say whether a signature starts here: an office in capitals in a table without lines, or on the right."""
    line = lines[at]
    if line.spot.table >= 0:
        return _is_office(line, words) and line.paragraph.look.align.value in {"center", "left", "both"} and line.is_bold
    pieces = columns_of(line)
    if len(pieces) > 1 or pieces[0].spot.column > 0:
        return any(_is_office(piece, words) for piece in pieces)
    look = line.paragraph.look
    return _is_office(line, words) and (look.align.value == "right" or look.left + look.first > _RIGHT or bool(words.compiled["authority"].match(line.text)))


def _collect(foot: Foot, lines: Sequence[Line], label: int | None, words: Words) -> None:
    patterns = words.compiled
    at = foot.start
    columns: dict[tuple[int, int, int], list[Line]] = {}
    tables = {(lines[one].spot.section, lines[one].spot.table) for one in (foot.start, label) if one is not None and lines[one].spot.table >= 0}
    spot_of_label: tuple[int, int, int] | None = None
    listing = False
    while at < len(lines):
        line = lines[at]
        in_table = (line.spot.section, line.spot.table) in tables
        if line.spot.table >= 0 and not in_table:
            break
        pieces = columns_of(line)
        for piece in pieces:
            place = (piece.spot.section, piece.spot.table, piece.spot.column)
            if _is_label(piece, words) and not foot.label:
                foot.label.append(piece)
                spot_of_label, listing = place, True
            elif listing and place == spot_of_label and (in_table or piece.spot.column == 0) and _lists(piece, in_table, words):
                (foot.drafter if patterns["drafter"].match(piece.text) else foot.recipients).append(piece)
            elif in_table or (not tables and (piece.spot.column > 0 or _stands_right(piece, words) or place in columns)):
                columns.setdefault(place, []).append(piece)
            else:
                foot.end = at
                _signers(foot, columns, spot_of_label, words)
                return
        at += 1
    foot.end = at
    _signers(foot, columns, spot_of_label, words)


def _lists(line: Line, in_table: bool, words: Words) -> bool:
    return in_table or bool(words.compiled["dash"].match(line.text) or words.compiled["file copy"].match(line.text) or words.compiled["drafter"].match(line.text))


def _stands_right(line: Line, words: Words) -> bool:
    look = line.paragraph.look
    short = len(line.text) < 90  # noqa: PLR2004 - a whole sentence
    right = look.align.value in {"right", "center"} or look.left + look.first > _RIGHT or _is_office(line, words)
    return line.spot.boxed or (short and right and not words.compiled["annex"].match(line.text))


def _signers(foot: Foot, columns: dict[tuple[int, int, int], list[Line]], label: tuple[int, int, int] | None, words: Words) -> None:
    patterns = words.compiled
    for place, lines in columns.items():
        if place == label and foot.recipients:
            continue
        signer = Signer()
        for line in lines:
            if patterns["signature note"].search(line.text) or line.is_rule:
                continue
            if (line.is_upper or patterns["authority"].match(line.text.upper())) and not signer.name:
                signer.office.append(line)
            elif patterns["name"].match(line.text) and signer.office:
                signer.name = [line]
        if len(signer.office) > 1 and not signer.name and not _is_office(signer.office[-1], words) and patterns["name"].match(signer.office[-1].text):
            signer.name = [signer.office.pop()]
        if any(line.text.upper().startswith(words.offices) or patterns["authority"].match(line.text.upper()) for line in signer.office):
            foot.signers.append(signer)
