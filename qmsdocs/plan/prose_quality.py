"""A plan → how its prose reads: how much of each document's words another document has too, how long its sentences are, what stands empty.

What is meant to be shared lives once, in the frame, and is cited; a procedure whose sentences are another's says nothing of its own work.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping

from qmsdocs.diagnostics import catalogue
from qmsdocs.diagnostics.report import Diagnostic
from qmsdocs.model.framework.documents import FormDocument, Procedure, Section, TextDocument
from qmsdocs.model.framework.fields import OPEN
from qmsdocs.model.framework.plan import Plan, PlannedDocument
from qmsdocs.model.framework.quality import ProseFigures
from qmsdocs.model.node import Scalar, leaves, place_of

RUN = 8
"""So many words in a row make a run: shorter ones are idiom («kể từ ngày nhận đủ hồ sơ»)."""
MOST_SHARED = 0.15
"""No document may have more of its words in runs that another has too."""
LONGEST_SENTENCE = 90
"""No sentence may have more words; semicolons part the items of a list within a sentence."""

_NOT_PROSE = {
    "nguồn",
    "mã",
    "loại",
    "tên loại",
    "mã TTHC",
    "ký hiệu loại",
    "trách nhiệm",
    "phối hợp",
    "nơi lưu",
    "soạn thảo",
    "soát xét",
    "phê duyệt",
    "người ký",
    "điều khoản",
    "áp dụng cho",
    "căn cứ",
}
"""Keys whose values are codes, ids, sources, and citations of law, which have to be the same everywhere."""
_WORD = re.compile(r"\w+")
_MARK = re.compile(r"\[\[[^\]]*\]\]|\{[^{}]*\}")
_END = re.compile(r"(?<=[.!?;:])\s+|\n+")


def figures_of(plan: Plan) -> tuple[ProseFigures, ...]:
    """Give the figures of every document of a plan's current set but its forms."""
    documents = [planned for planned in plan.current.documents if not isinstance(planned.composed.written, FormDocument)]
    texts = {planned.identity.id: [scalar.text for scalar in _prose(planned)] for planned in documents}
    words = {name: [_words(text) for text in written] for name, written in texts.items()}
    homes: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for name, written in words.items():
        for run in _runs(written):
            homes[run].add(name)
    return tuple(_figures(planned, texts[planned.identity.id], words[planned.identity.id], homes, {one.identity.id: one.identity.code for one in documents}) for planned in documents)


def check_prose(plan: Plan, figures: Iterable[ProseFigures]) -> list[Diagnostic]:
    """Tell which documents say too much of what others say, which sentences are too long to read, which sections stand empty."""
    problems: list[Diagnostic] = []
    for one in figures:
        planned = plan.current.by_id[one.identity.id]
        place = place_of(planned.composed.node, ("tên",))
        if one.shared > MOST_SHARED:
            problems.append(catalogue.prose_shared(place, one.identity.code, round(one.shared * 100), one.shared_with, one.shared_example))
        if one.longest > LONGEST_SENTENCE:
            problems.append(catalogue.sentence_too_long(place, one.identity.code, one.longest, one.longest_begins))
        written = planned.composed.written
        if isinstance(written, Procedure | TextDocument):
            key = "mục khác" if isinstance(written, Procedure) else "mục"
            problems += [catalogue.section_empty(place_of(planned.composed.node, path), title) for path, title in _empty((key,), written.sections)]
    return problems


def _prose(planned: PlannedDocument) -> Iterator[Scalar]:
    for path, scalar in leaves(planned.composed.node):
        if not _NOT_PROSE.intersection(path):
            yield scalar


def _words(text: str) -> list[str]:
    """Give the words of a text, small; what is filled in or cited counts as one word, whatever it is."""
    return _WORD.findall(_MARK.sub(" _ ", text).lower())


def _runs(written: Iterable[list[str]]) -> Iterator[tuple[str, ...]]:
    for words in written:
        for start in range(len(words) - RUN + 1):
            yield tuple(words[start : start + RUN])


def _figures(planned: PlannedDocument, texts: list[str], words: list[list[str]], homes: Mapping[tuple[str, ...], set[str]], codes: Mapping[str, str]) -> ProseFigures:
    own = planned.identity.id
    total = shared = 0
    example = ""
    others: Counter[str] = Counter()
    for written in words:
        covered: set[int] = set()
        for start in range(len(written) - RUN + 1):
            run = tuple(written[start : start + RUN])
            elsewhere = homes[run] - {own}
            if elsewhere:
                covered |= set(range(start, start + RUN))
                others.update(sorted(elsewhere))
                example = example or " ".join(run)
        total += len(written)
        shared += len(covered)
    sentences = [sentence for text in texts for sentence in _END.split(text) if _WORD.search(sentence)]
    longest = max(sentences, key=lambda one: len(_WORD.findall(one)), default="")
    return ProseFigures(
        planned.identity,
        total,
        len(sentences),
        len(_WORD.findall(longest)),
        " ".join(longest.split()[:RUN]),
        shared / total if total else 0.0,
        codes[min(others, key=lambda name: (-others[name], name))] if others else "",
        example,
        sum(text.count(OPEN) for text in texts),
    )


def _empty(path: tuple[str, ...], sections: Mapping[str, Section]) -> Iterator[tuple[tuple[str, ...], str]]:
    for key, section in sections.items():
        if not section.text and section.table is None and section.self_made is None and not section.parts:
            yield (*path, key), section.title
        yield from _empty((*path, key, "mục con"), section.parts)
