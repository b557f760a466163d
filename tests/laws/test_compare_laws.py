"""The laws of comparing, on random pairs of documents."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from hypothesis import given
from support.documents import documents, versions
from support.resolve import accepted, joined, marks_of, rejected, words

from qmsdocs.compare.documents import compare
from qmsdocs.model.document import Document, Mark, Paragraph, Row, Table, text_of


@given(versions())
def test_accepting_gives_the_newer_document(pair: tuple[Document, Document]) -> None:
    """Without what is marked old, a redline is the newer document: its blocks, words, looks, keys and header rows."""
    old, new = pair
    resolved = accepted(compare(old, new))
    assert words(resolved) == words(new)
    assert resolved.blocks == accepted(new).blocks
    assert (resolved.identity, resolved.template) == (new.identity, new.template)


@given(versions())
def test_rejecting_gives_the_older_document(pair: tuple[Document, Document]) -> None:
    """Without what is marked new, a redline has the older document's words in their looks, block by block."""
    old, new = pair
    assert words(rejected(compare(old, new))) == words(old)


@given(documents, documents)
def test_strangers_are_compared_by_the_same_laws(old: Document, new: Document) -> None:
    """Two documents that share nothing on purpose are still both in their redline."""
    redline = compare(old, new)
    assert words(accepted(redline)) == words(new)
    assert words(rejected(redline)) == words(old)


@given(documents)
def test_a_document_against_itself_has_no_marks(document: Document) -> None:
    """Nothing changed, nothing marked."""
    redline = compare(document, document)
    assert marks_of(redline) == []
    assert redline == document


@given(versions())
def test_the_comparison_is_the_same_every_time(pair: tuple[Document, Document]) -> None:
    """The same two documents give the same redline, from equal but other objects too."""
    old, new = pair
    assert compare(replace(old, blocks=tuple(list(old.blocks))), new) == compare(old, new)


@given(versions())
def test_moves_come_in_pairs(pair: tuple[Document, Document]) -> None:
    """Whatever is marked as moved away is marked as moved in, with the same words, as often."""
    redline = compare(*pair)
    ends: dict[Mark, Counter[object]] = {Mark.MOVED_FROM: Counter(), Mark.MOVED_TO: Counter()}
    for mark, bearer in marks_of(redline):
        if mark in ends:
            ends[mark][_words_of(bearer)] += 1
    assert ends[Mark.MOVED_FROM] == ends[Mark.MOVED_TO]


def _words_of(bearer: object) -> object:
    if isinstance(bearer, Row):
        return tuple(tuple(text_of(paragraph.runs) for paragraph in cell.paragraphs) for cell in bearer.cells)
    runs = getattr(bearer, "runs", None)
    return "a run" if runs is None else text_of(runs)


@given(versions())
def test_only_what_can_be_resolved_is_marked(pair: tuple[Document, Document]) -> None:
    """A marked paragraph, block or row has that mark's side on all its runs, and every cell keeps a paragraph that cannot be resolved away."""
    redline = compare(*pair)
    for mark, bearer in marks_of(redline):
        for paragraph in _paragraphs_in(bearer):
            assert all(run.mark is not None and run.mark.is_old == mark.is_old for run in paragraph.runs)
    for block in redline.blocks:
        for row in block.rows if isinstance(block, Table) and block.mark is None else ():
            assert row.mark is not None or all(any(paragraph.mark is None for paragraph in cell.paragraphs) for cell in row.cells)


def _paragraphs_in(bearer: object) -> list[Paragraph]:
    if isinstance(bearer, Table):
        return [paragraph for row in bearer.rows for paragraph in _paragraphs_in(row)]
    if isinstance(bearer, Row):
        return [paragraph for cell in bearer.cells for paragraph in cell.paragraphs]
    return [bearer] if hasattr(bearer, "runs") else []  # type: ignore[list-item]


def test_words_are_not_cut_and_kept_words_are_kept() -> None:
    """One changed syllable of a sentence is one deletion and one insertion, with the words around it unmarked."""
    from qmsdocs.compare.words import compare_runs  # noqa: PLC0415 - the one test below the tree

    from qmsdocs.model.document import Text  # noqa: PLC0415

    runs = compare_runs((Text("Hồ sơ dễ nhận biết và dễ tìm."),), (Text("Hồ sơ dễ nhận thấy và dễ tìm."),))
    assert joined(runs) == (Text("Hồ sơ dễ nhận "), Text("biết", mark=Mark.DELETED), Text("thấy", mark=Mark.INSERTED), Text(" và dễ tìm."))
