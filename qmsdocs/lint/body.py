"""The body of a paper: grounds, parts and chapters, articles, clauses, points, plain text, what is cited."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from qmsdocs.lint.lines import Line
from qmsdocs.model.rule import Words

Named = tuple[str, tuple[Line, ...], dict[str, tuple[Any, ...]]]
_STRUCTURE = (("phan-chuong", "part"), ("phan-chuong", "chapter"), ("muc", "section"), ("muc", "subsection"))
_MAY_BE_TITLES = {"loi-van", "muc-la-ma", "tua"}
_TITLES = {"phan-chuong": "ten-phan-chuong", "muc": "ten-muc"}


def read_body(lines: Sequence[Line], kind: str, words: Words) -> Iterator[Named]:
    """Yield the parts of a body. Takes its lines, without head and foot, and the type of the paper."""
    at = _grounds_start(lines, kind, words)
    grounds = _grounds(lines, at, words) if at is not None else []
    skipped = 0 if not grounds or at is None else at + len(grounds)
    for index, line in enumerate(grounds):
        yield ("can-cu-cuoi" if index == len(grounds) - 1 else "can-cu"), (line,), {}
    text = [line for line in lines[skipped:] if line.spot.table < 0 and not line.spot.boxed and line.letters]
    yield from _structure(text, words)
    yield from _citations(lines, len(grounds), words)
    last = lines[-1] if lines else None
    if last is not None and last.spot.table < 0:
        yield "cau-cuoi", (last,), {}


def _grounds_start(lines: Sequence[Line], kind: str, words: Words) -> int | None:
    """Give where grounds start: below who issues, before the order; only papers with an order have a list of them."""
    ordered = any(words.compiled["command"].match(line.text) for line in lines) or kind in {"nghi-quyet", "quyet-dinh"}
    first = next((at for at, line in enumerate(lines[:8]) if words.compiled["ground"].match(line.text)), None)
    if first is None:
        return None
    return first if ordered or lines[first].text.endswith(";") else None


def _grounds(lines: Sequence[Line], start: int, words: Words) -> list[Line]:
    patterns = words.compiled
    found: list[Line] = []
    for line in lines[start:]:
        if patterns["command"].match(line.text) or patterns["not a ground"].search(line.text) or patterns["article"].match(line.text):
            break
        if not patterns["ground"].match(line.text) and not (found and found[-1].text.endswith(";") and line.letters and all(run.italic for run in line.letters)):
            break
        found.append(line)
    return found


def _structure(lines: Sequence[Line], words: Words) -> Iterator[Named]:
    patterns = words.compiled
    has_chapters = any(patterns["chapter"].match(line.text) for line in lines)
    letters = _Letters(words.points)
    sizes = [run.size for line in lines if not line.is_bold and not line.is_centred for run in line.letters]
    body_size = max(set(sizes), key=sizes.count) if sizes else 0.0
    title_of = ""
    plain = False
    for at, line in enumerate(lines):
        after = lines[at + 1] if at + 1 < len(lines) else None
        name = _name(line, words)
        if title_of and name in _MAY_BE_TITLES and (line.is_centred or line.is_upper):
            yield title_of, (line,), {}
            title_of, plain = ("" if after is None or not (after.is_centred and after.is_upper) else title_of), False
            continue
        title_of = ""
        if name in _TITLES:
            title_of = _TITLES[name]
            titled = after is not None and (after.is_centred or after.is_upper) and _name(after, words) in _MAY_BE_TITLES
            yield name, (line,), {"titled": (titled,), "text": (line.text,)}
            plain = False
            continue
        facts = _facts(line, name, letters, words) | ({"size_of_body": (round(max((run.size for run in line.letters), default=body_size) - body_size, 2),)} if body_size else {})
        if name == "dieu":
            facts["titled"] = (bool(re.sub(r"^\S+\s+\S+\s*[.:]?\s*", "", line.text)) if has_chapters else True,)
        yield name, (line,), facts
        if name != "tua" and not line.is_centred and line.starts:
            yield "dong-dam" if line.is_bold else "van", (line,), {"gap": (line.gap,) if plain and line.gap is not None else ()}
            plain = True
        else:
            plain = False


def _name(line: Line, words: Words) -> str:
    """Give what a line of the body is."""
    patterns = words.compiled
    for name, pattern in _STRUCTURE:
        if patterns[pattern].match(line.text):
            return name
    article = patterns["article"].match(line.text)
    if article is not None and line.starts and (article["mark"] or (line.letters and line.letters[0].bold)):
        return "dieu"
    if line.is_centred or patterns["command"].match(line.text) or (line.is_upper and line.is_bold and not patterns["roman"].match(line.text)):
        return "tua"
    if line.starts:
        for name, pattern in (("muc-la-ma", "roman"), ("tiet", "subclause"), ("khoan", "clause"), ("diem", "point")):
            if patterns[pattern].match(line.text):
                return name
    return "loi-van" if line.starts else "tua"


class _Letters:
    """The letters of points, in their order, each list from its start. After a wrong letter either it or the right one may be counted on from."""

    def __init__(self, order: Sequence[str]) -> None:
        self._order = order
        self._next = {0}

    def restart(self) -> None:
        self._next = {0}

    def next(self, letter: str) -> str:
        """Give the letter that should stand here: the next one, or the first."""
        at = self._order.index(letter) if letter in self._order else -1
        if at == 0 or at in self._next:
            self._next = {at + 1}
            return letter
        wanted = min(self._next)
        self._next = {wanted + 1, *([at + 1] if at >= 0 else [])}
        return self._order[wanted] if wanted < len(self._order) else ""


def _facts(line: Line, name: str, letters: _Letters, words: Words) -> dict[str, tuple[Any, ...]]:
    patterns = words.compiled
    if name == "diem":
        found = patterns["point"].match(line.text)
        assert found is not None  # noqa: S101 - it is a point because the pattern matches
        letter, mark = found["letter"], found["mark"]
        wanted = letters.next(letter[0])
        numbered = letter[1:]
        return {"form": ("yes" if mark == ")" and letter[0] == wanted and not numbered else f"«{letter}{mark}» ≠ «{wanted})»",)}
    if name in {"dieu", "khoan", "muc-la-ma", "tiet"}:
        letters.restart()
    if name == "khoan":
        found = patterns["clause"].match(line.text)
        assert found is not None  # noqa: S101 - it is a clause because the pattern matches
        return {"form": ("yes" if line.text[found.end("mark") : found.end("mark") + 1] == "." else f"«{line.text[: found.end()].strip()}» ≠ «{found['mark']}.»",)}
    return {}


def _citations(lines: Sequence[Line], grounds: int, words: Words) -> Iterator[Named]:
    """Yield what is cited, first and later; a title that is cited inside another's is the other's words."""
    known: set[str] = set()
    for at, line in enumerate(lines):
        for index, found in enumerate(words.compiled["citation"].finditer(line.text)):
            mark = re.sub(r"\s", "", found["mark"])
            if mark[0] in ".…_":
                continue
            if line.spot.table < 0 and at >= grounds and index == 0:
                yield "vien-dan-lai" if mark in known else "vien-dan", (line,), {"cited": (found[0].strip(),)}
            known.add(mark)
