"""A paper → its parts: each line under the name that rules know it by, with the facts that rules ask for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from qmsdocs.lint.body import read_body
from qmsdocs.lint.build import build_parts
from qmsdocs.lint.foot import Foot, read_foot
from qmsdocs.lint.head import Head, nation_at, read_head
from qmsdocs.lint.lines import Line, Spot, is_open, lines_of
from qmsdocs.lint.pages import page_parts
from qmsdocs.model.paper import Paper, paragraphs_of
from qmsdocs.model.rule import Scope, Words

Facts = Mapping[str, tuple[Any, ...]]
_NOWHERE = Spot(-1)


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a paper: its name, its lines, in which text it stands, facts beyond its looks."""

    name: str
    lines: tuple[Line, ...]
    scope: Scope = Scope.MAIN
    facts: Facts = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Parts:
    """All parts of a paper, with the type it is of."""

    paper: Paper
    type: str
    parts: tuple[Part, ...]
    has_nation: bool
    is_named: bool
    """Its type is one of the decree's."""

    def named(self, name: str) -> Iterator[Part]:
        """Yield the parts of a name."""
        return (part for part in self.parts if part.name == name)


def recognise(paper: Paper, words: Words) -> Parts:
    """Recognise the parts of a paper."""
    lines = [line for at, section in enumerate(paper.sections) for line in lines_of(section.blocks, at)]
    first = Part("van-ban", tuple(lines[:1]))
    parts: list[Part] = [Part(name, found, Scope.MAIN, facts) for name, found, facts in [*page_parts(paper, lines, words), *build_parts(paper)]]
    head = read_head(lines, words)
    foot = read_foot(lines, head.end, words)
    parts += _head_parts(head, Scope.MAIN, words)
    parts += _body_parts(lines[head.end : foot.start], head, Scope.MAIN, words)
    parts += _foot_parts(foot, Scope.MAIN)
    parts += _after(lines, foot.end, words)
    parts += _addresses(lines[foot.end :], words)
    parts += _copies(lines, words)
    body = [line for line in lines[head.end : foot.start] if not line.is_rule]
    if body:
        parts.append(Part("noi-dung", tuple(body[:1])))
    parts.append(first)
    parts += _characters(paper, words)
    return Parts(paper, head.type, tuple(parts), bool(head.nation), head.type in words.types)


def _characters(paper: Paper, words: Words) -> Iterator[Part]:
    """Give every paragraph of every story as one part: what fonts, colours and letters are asked of."""
    told: set[int] = set()
    for section in paper.sections:
        stories = [section.blocks, *(blocks for stories in (section.heads, section.feet) for blocks in (stories.default, stories.first, stories.even) if blocks)]
        for blocks in [*stories, paper.notes]:
            if id(blocks) in told:
                continue
            told.add(id(blocks))
            for paragraph in paragraphs_of(blocks):
                if paragraph.runs:
                    line = Line(paragraph, paragraph.runs, _NOWHERE, " ".join(paragraph.text.split()), starts=True, gap=None)
                    if line.text and not words.compiled["urgency"].match(line.text):
                        yield Part("chu", (line,))


def _whole(name: str, lines: Sequence[Line], scope: Scope, facts: Facts | None = None) -> list[Part]:
    return [Part(name, tuple(lines), scope, facts or {})] if lines else []


def _head_parts(head: Head, scope: Scope, words: Words) -> list[Part]:
    parts = _whole("quoc-hieu", head.nation, scope) + _whole("tieu-ngu", head.motto, scope)
    parts += _whole("co-quan-chu-quan", head.parent, scope) + _whole("co-quan", head.body_name, scope)
    parts += [Part("so", (line,), scope, _number(line, head.type, words)) for line in head.number]
    parts += [Part("ngay", (line,), scope, _date(line, words)) for line in head.date]
    parts += _whole("ten-loai", head.type_line, scope) + _whole("trich-yeu", head.abstract, scope)
    parts += _whole("trich-yeu-cong-van", head.letter_abstract, scope, {"space_above": (_above(head),)})
    parts += _whole("kem-theo", head.attached_note, scope)
    return parts + _addressee_parts(head, scope) + [Part("luu-hanh", (line,), scope) for line in head.marks if words.compiled["circulation"].match(line.text)]


def _addressee_parts(head: Head, scope: Scope) -> list[Part]:
    """Give the addressees; one that is alone should stand beside «Kính gửi:»."""
    if not head.addressee:
        return []
    alone = len(head.addressees) == 1 and not head.addressee[0].text.partition(":")[2].strip(" -–")
    parts = [Part("kinh-gui", tuple(head.addressee), scope, {"alone": (alone,)})]
    if not alone and head.addressees:
        *others, last = head.addressees
        parts += [Part("noi-gui", (line,), scope) for line in others] + [Part("noi-gui-cuoi", (last,), scope)]
    return parts


def _above(head: Head) -> float:
    """Give the space above the abstract of a letter, in points."""
    if not head.letter_abstract or not head.letter_abstract[0].starts:
        return 0.0
    above = head.number[-1].paragraph.look.after if head.number else 0.0
    return above + head.letter_abstract[0].paragraph.look.before


def _number(line: Line, kind: str, words: Words) -> Facts:
    found = words.compiled["number parts"].match(line.text)
    if found is None:
        return {"number": (), "symbol": (), "sign": ()}
    symbol = found["symbol"].strip()
    sign = words.types[kind].sign if kind in words.types else ""
    first = symbol.partition("-")[0].strip()
    fits = not sign or first == sign or not first.strip(".…_ ")
    return {"number": (found["number"].strip(),), "symbol": (symbol,), "sign": ("right" if fits else f"«{first}» ≠ «{sign}»",)}


def _date(line: Line, words: Words) -> Facts:
    found = words.compiled["date parts"].search(line.text)
    return {} if found is None else {name: (found[name].strip(),) for name in ("day", "month", "year")}


def _body_parts(lines: Sequence[Line], head: Head, scope: Scope, words: Words) -> list[Part]:
    return [Part(name, found, scope, facts) for name, found, facts in read_body(lines, head.type, words)]


def _entries(lines: Sequence[Line]) -> list[tuple[Line, ...]]:
    """Join the lines of a list that people broke by hand: one that starts small goes on where the one above did not end."""
    entries: list[tuple[Line, ...]] = []
    for line in lines:
        if entries and line.text[:1].islower() and not entries[-1][-1].text.endswith((";", ".")):
            entries[-1] = (*entries[-1], line)
        else:
            entries.append((line,))
    return entries


def _foot_parts(foot: Foot, scope: Scope) -> list[Part]:
    parts = _whole("noi-nhan", foot.label, scope)
    listed = _entries(foot.recipients)
    parts += [Part("danh-sach-noi-nhan", entry, scope) for entry in listed[:-1]]
    if listed:
        parts += [Part("luu", listed[-1], scope), Part("noi-nhan-dau", listed[0], scope)]
    for signer in foot.signers:
        following = [*[line.text for line in signer.office[1:]], ""]
        parts += [Part("quyen-han", (line,), scope, {"next": (after,), "opening": (line.text,) if at == 0 else ()}) for at, (line, after) in enumerate(zip(signer.office, following, strict=True))]
        parts += _whole("ho-ten", signer.name, scope)
    return parts + [Part("nguoi-soan", (line,), scope) for line in foot.drafter]


def _after(lines: Sequence[Line], start: int, words: Words) -> list[Part]:
    """Recognise what follows the foot: annexes, and papers that are attached."""
    parts: list[Part] = []
    labels = [at for at in range(start, len(lines)) if _is_annex(lines, at, words)]
    cuts = sorted({start, *labels, *_heads(lines, start, words)})
    main = " ".join(line.text for line in lines[:start])
    for at, end in zip(cuts, [*cuts[1:], len(lines)], strict=True):
        segment = lines[at:end]
        if at in labels:
            parts += _annex(segment, len(labels), main, words)
        elif segment:
            head = read_head(segment, words)
            if head.nation or head.type in words.types:
                foot = read_foot(segment, head.end, words)
                parts += _head_parts(head, Scope.ATTACHED, words)
                parts += _body_parts(segment[head.end : foot.start], head, Scope.ATTACHED, words)
                parts += _foot_parts(foot, Scope.ATTACHED)
    return parts


def _heads(lines: Sequence[Line], start: int, words: Words) -> list[int]:
    """Give where further papers start: at the head that holds the nation's name; in a table with lines it is an example."""
    found = []
    at = start
    while (nation := nation_at(lines[at:], words)) is not None:
        first = at + nation
        spot = lines[first].spot
        while first > start and spot.table >= 0 and (lines[first - 1].spot.section, lines[first - 1].spot.table) == (spot.section, spot.table):
            first -= 1
        if not spot.ruled:
            found.append(first)
        at += nation + 2
    return found


def _is_annex(lines: Sequence[Line], at: int, words: Words) -> bool:
    line = lines[at]
    return line.spot.table < 0 and bool(words.compiled["annex"].match(line.text)) and (line.is_centred or line.is_bold)


def _annex(lines: Sequence[Line], annexes: int, main: str, words: Words) -> list[Part]:
    patterns = words.compiled
    label, *rest = lines
    found = patterns["annex"].match(label.text)
    mark = "" if found is None else found["mark"] or ""
    title: list[Line] = []
    note: list[Line] = []
    for line in rest[:8]:
        named = (line.is_centred and line.is_upper) if title else (line.is_centred or line.is_upper)
        if (line.paragraph is note[-1].paragraph or is_open(note)) if note else patterns["attached note"].match(line.text):
            note.append(line)
        elif not note and named and line.spot.table < 0:
            title.append(line)
        elif title and note:
            break
    cited = "yes" if patterns["annex cited"].search(main) else "no"
    facts: Facts = {"cited": (cited,), "mark": (mark,) if annexes > 1 else ()}
    parts = [Part("phu-luc", (label,), Scope.ANNEX, facts)]
    return parts + _whole("ten-phu-luc", title, Scope.ANNEX) + _whole("kem-theo", note, Scope.ANNEX)


def _addresses(lines: Sequence[Line], words: Words) -> list[Part]:
    return [Part("dia-chi", (line,)) for line in lines if words.compiled["address"].match(line.text)]


def _copies(lines: Sequence[Line], words: Words) -> list[Part]:
    return [Part("ban-sao", (line,)) for line in lines if words.compiled["copy"].match(line.text)]
