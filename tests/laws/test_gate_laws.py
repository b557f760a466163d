"""The laws of the gate: whatever document is printed passes, and what an office fills in changes nothing."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from qmsdocs.archive import Pattern
from qmsdocs.compare.documents import compare
from qmsdocs.model.document import Document, Figure
from qmsdocs.ooxml import gate
from qmsdocs.ooxml.shell import WordPattern
from support.documents import FACTS, documents, versions
from support.word import AUTHOR, template

_BRACES = {"C07"}
"""Random words hold braces, as the words of real documents may not: `plan` refuses them at their line, and the gate calls them left over."""


def _due(document: Document) -> set[str]:
    """Give the fault that a random document has of itself: a figure without words."""
    return {"C10" for block in document.blocks if isinstance(block, Figure) and not block.alternative}


def _pattern(document: Document) -> WordPattern:
    return template(document.template).specialise(document, AUTHOR)


def _codes(pattern: WordPattern) -> set[str]:
    return {fault.code for fault in gate.faults("a.docx", pattern.parts)}


@settings(max_examples=100)
@given(documents)
def test_every_document_passes(document: Document) -> None:
    """Whatever a document holds, its Word file passes the gate, but for braces in its words."""
    assert _codes(_pattern(document)) - _BRACES == _due(document)


@settings(max_examples=100)
@given(versions())
def test_every_redline_passes(pair: tuple[Document, Document]) -> None:
    """A redline passes too."""
    redline = compare(*pair)
    assert _codes(_pattern(redline)) - _BRACES == _due(redline)


_VALUES = st.text(st.characters(exclude_categories=("Cc", "Cs", "Co", "Cn"), exclude_characters="{}"), max_size=20) | st.sampled_from(("</w:t>", "<w:p/>", "]]>", "&amp;", '" x="', "<!--"))


@settings(max_examples=60)
@given(documents, st.fixed_dictionaries(dict.fromkeys(FACTS, _VALUES)))
def test_what_is_filled_in_breaks_nothing(document: Document, facts: dict[str, str]) -> None:
    """A file that passed with its holes passes with any words in them: the same faults, none or the same."""
    printed = _pattern(document)
    filled = WordPattern(tuple((name, Pattern(part.fill(facts).raw.decode()) if isinstance(part, Pattern) else part) for name, part in printed.parts))
    assert _codes(filled) == _codes(printed)
