"""The head of a paper: nation and motto, agencies, number and symbol, place and date, type and abstract, addressees."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from qmsdocs.lint.lines import Line, columns_of, fold, is_open
from qmsdocs.model.rule import Words

_LIKE = 0.8
"""How much of a wrongly typed motto must be right for it to be known."""
_NEAR = 14
"""How many lines below the nation's name a head may go on without a table."""
_DEEPEST = 14
"""How many lines may stand above the nation's name: the agency, its number, the abstract of a letter."""
_MOST_ABSTRACT = 8
_OTHER = "khac"
"""The type of a paper that the decree does not name."""


@dataclass(slots=True)
class Head:
    """What was recognised above the body, and where the body starts."""

    nation: list[Line] = field(default_factory=list)
    motto: list[Line] = field(default_factory=list)
    parent: list[Line] = field(default_factory=list)
    body_name: list[Line] = field(default_factory=list)
    number: list[Line] = field(default_factory=list)
    date: list[Line] = field(default_factory=list)
    type_line: list[Line] = field(default_factory=list)
    abstract: list[Line] = field(default_factory=list)
    letter_abstract: list[Line] = field(default_factory=list)
    attached_note: list[Line] = field(default_factory=list)
    addressee: list[Line] = field(default_factory=list)
    addressees: list[Line] = field(default_factory=list)
    marks: list[Line] = field(default_factory=list)
    type: str = ""
    end: int = 0


def is_like(line: str, wanted: str) -> bool:
    """Say whether a line is the wanted one, give or take a slip of the keys."""
    one, other = fold(line), fold(wanted)
    return bool(one) and abs(len(one) - len(other)) <= len(other) // 4 and SequenceMatcher(None, one, other, autojunk=False).ratio() >= _LIKE


def nation_at(lines: Sequence[Line], words: Words) -> int | None:
    """Give where the nation's name stands, or None; it may be set on two lines."""
    name = fold(words.nation)
    for at, line in enumerate(lines):
        folded = fold(line.text)
        if name in folded or is_like(line.text, words.nation):
            return at
        if len(folded) >= 12 and name.startswith(folded) and at + 1 < len(lines) and is_like(line.text + lines[at + 1].text, words.nation):  # noqa: PLR2004 - the first two words at least
            return at
    return None


def read_head(lines: Sequence[Line], words: Words) -> Head:
    """Recognise the head at the start of these lines."""
    head = Head()
    at = nation_at(lines[:_DEEPEST], words)
    start = 0 if at is None else at
    table = (lines[start].spot.section, lines[start].spot.table) if lines else (0, -1)
    end = _end_of_frame(lines, start, table, words) if lines else 0
    _frame(head, [piece for line in lines[:end] for piece in columns_of(line)], words)
    _title(head, lines, end, words)
    return head


def _end_of_frame(lines: Sequence[Line], start: int, table: tuple[int, int], words: Words) -> int:
    """Give where the part that stands side by side ends: with the table of the nation's name and those that hold number or date."""
    patterns = words.compiled
    end = start
    for at in range(start, min(len(lines), start + 3 * _NEAR)):
        line = lines[at]
        if (line.spot.section, line.spot.table) == table and table[1] >= 0:
            end = at + 1
        elif _type_of(line, words) or patterns["addressee"].match(line.text) or at > start + _NEAR:
            break
        elif (line.is_rule and at == end) or any(is_like(line.text, wanted) for wanted in (words.motto, words.nation)) or _side_by_side(line, words) or _is_subject(line, lines[start:at], words):
            end = at + 1
    return end


def _is_subject(line: Line, above: Sequence[Line], words: Words) -> bool:
    """Say whether a line starts the abstract of a letter: no type stands above it, and no name of a paper that the decree does not know."""
    titled = any(_type_of(other, words) for other in above) or (bool(above) and _is_other_type(above[-1], words) and not is_like(above[-1].text, words.nation))
    return bool(words.compiled["subject"].match(line.text)) and (line.spot.table >= 0 or not titled)


def _side_by_side(line: Line, words: Words) -> bool:
    patterns = words.compiled
    pieces = columns_of(line)
    return any(patterns["number"].match(piece.text) or (patterns["date"].search(piece.text) and len(piece.text) < 90) for piece in pieces) or line.spot.boxed  # noqa: PLR2004 - a date line is short


def _frame(head: Head, pieces: Sequence[Line], words: Words) -> None:
    patterns = words.compiled
    at = nation_at(pieces, words)
    nation = None if at is None else pieces[at]
    halves = nation is not None and fold(words.nation) not in fold(nation.text) and not is_like(nation.text, words.nation)
    left: list[Line] = []
    for index, piece in enumerate(pieces):
        beside = nation is None or at is None or _beside(piece, nation, words, above=index < at)
        if piece.is_rule or patterns["form label"].match(piece.text):
            continue
        if at is not None and (index == at or (halves and index == at + 1)):
            head.nation.append(piece)
        elif is_like(piece.text, words.motto):
            head.motto.append(piece)
        elif patterns["number"].match(piece.text) and not head.number:
            head.number.append(piece)
        elif patterns["urgency"].match(piece.text) or patterns["secrecy"].match(piece.text) or patterns["circulation"].match(piece.text):
            head.marks.append(piece)
        elif patterns["subject"].match(piece.text) and not head.letter_abstract and (head.number or not beside):
            head.letter_abstract.append(piece)
        elif patterns["date"].search(piece.text) and not head.date and (not head.letter_abstract or piece.spot.column != head.letter_abstract[0].spot.column):
            head.date.append(piece)
        elif head.letter_abstract and (piece.spot.table, piece.spot.column) == (head.letter_abstract[0].spot.table, head.letter_abstract[0].spot.column):
            head.letter_abstract.append(piece)
        elif beside and not head.number and (nation is None or piece.spot.table == nation.spot.table):
            left.append(piece)
    if nation is not None or head.number:
        _agencies(head, left, words)


def _beside(piece: Line, nation: Line, words: Words, above: bool) -> bool:
    """Say whether a piece stands where an agency's name does: left of the nation's; elsewhere only what begins as such names do."""
    if piece.spot.column < nation.spot.column:
        return True
    named = piece.text.upper().startswith(words.organisations)
    if piece.spot.column > nation.spot.column:
        return named
    return above and piece.spot.table < 0 and nation.spot.column == 0 and (named or piece.is_upper)


def _agencies(head: Head, left: list[Line], words: Words) -> None:
    """Part the agency above from the one that issues: by boldness, else by the words that names begin with."""
    if not left:
        return
    bold = [line.is_bold for line in left]
    if True in bold and False in bold and bold == sorted(bold):
        first = bold.index(True)
    else:
        starts = [at for at, line in enumerate(left) if line.text.upper().startswith(words.organisations)]
        first = starts[-1] if starts else 0
    head.parent, head.body_name = left[:first], left[first:]


def _type_of(line: Line, words: Words) -> str:
    """Give the type of paper that a line names, or ""; «QUYẾT ĐỊNH:» gives the order, not the name."""
    if line.text.endswith(":") or not (line.is_upper or (line.is_centred and line.is_bold)) or line.spot.table >= 0:
        return ""
    folded = fold(line.text)
    named = [(len(fold(kind.name)), identity) for identity, kind in words.types.items() if folded.startswith(fold(kind.name)) and identity != words.letter]
    if not named:
        return ""
    return max(named)[1] if line.is_upper or max(named)[0] == len(folded) else ""


def _title(head: Head, lines: Sequence[Line], end: int, words: Words) -> None:
    """Recognise type, abstract, the note of what it is attached to, and the addressees."""
    patterns = words.compiled
    at = end
    if head.letter_abstract:
        head.type = words.letter
    else:
        for index in range(end, min(len(lines), end + 8)):
            if named := _type_of(lines[index], words):
                head.type, head.type_line, at = named, [lines[index]], index + 1
                break
            if _is_other_type(lines[index], words):
                head.type, head.type_line, at = _OTHER, [lines[index]], index + 1
                break
            if patterns["addressee"].match(lines[index].text) or len(lines[index].text) > 120:  # noqa: PLR2004 - a whole sentence
                break
        at = _abstract(head, lines, at, words)
    head.end = _addressees(head, lines, at, words)


def _is_other_type(line: Line, words: Words) -> bool:
    """Say whether a line is the name of a paper that the decree does not know: capitals in the middle."""
    return line.is_upper and line.is_centred and line.is_bold and line.spot.table < 0 and not line.is_rule and not words.compiled["urgency"].match(line.text)


def _abstract(head: Head, lines: Sequence[Line], at: int, words: Words) -> int:
    patterns = words.compiled
    first = at
    while head.type_line and at < len(lines) and at < first + _MOST_ABSTRACT:
        line = lines[at]
        if line.spot.table >= 0 or patterns["addressee"].match(line.text) or patterns["ground"].match(line.text) or patterns["command"].match(line.text):
            break
        if line.is_upper and not head.abstract and _is_authority(line, lines[at + 1 : at + 3], words):
            break
        if line.is_rule:
            at += 1
        elif patterns["attached note"].match(line.text):
            head.attached_note.append(line)
            at += 1
        elif (line.is_centred or (line.is_bold and not head.abstract)) and not head.attached_note and not _is_heading(line, words) and not (line.is_upper and head.abstract):
            head.abstract.append(line)
            at += 1
        elif is_open(head.attached_note) and line.is_centred:
            head.attached_note.append(line)
            at += 1
        elif head.attached_note and line.paragraph is head.attached_note[-1].paragraph:
            at += 1
        else:
            break
    if (len(head.abstract) > 1 or head.type == _OTHER) and head.abstract and head.type_line and head.abstract[0].is_upper:
        head.type_line += [line for line in head.abstract if line.is_upper]
        head.abstract = [line for line in head.abstract if not line.is_upper]
    return at


def _is_authority(line: Line, after: Sequence[Line], words: Words) -> bool:
    """Say whether a line in capitals is who issues: grounds or the order follow."""
    named = line.text.startswith((*words.offices, *words.organisations))
    return named and any(words.compiled["ground"].match(other.text) or words.compiled["command"].match(other.text) for other in after)


def _is_heading(line: Line, words: Words) -> bool:
    return any(words.compiled[name].match(line.text) for name in ("part", "chapter", "section", "article", "roman", "clause"))


def _addressees(head: Head, lines: Sequence[Line], at: int, words: Words) -> int:
    patterns = words.compiled
    for index in range(at, min(len(lines), at + 3)):
        if not patterns["addressee"].match(lines[index].text):
            continue
        head.addressee.append(lines[index])
        after = index + 1
        named = lines[index].text.partition(":")[2].strip()
        while after < len(lines) and (patterns["dash"].match(lines[after].text) or (lines[after].spot.table >= 0 and lines[after].spot == lines[index].spot)):
            if named and not named.startswith(("-", "–")):
                break
            head.addressees.append(lines[after])
            after += 1
        while not named and not head.addressees and after < len(lines) and lines[after].spot.table >= 0 and lines[after].spot.table == lines[index].spot.table:
            head.addressees.append(lines[after])
            after += 1
        return after
    return at
