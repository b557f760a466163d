"""The laws of a Word redline, on random pairs of documents printed through a shipped template, with judges who did not write it."""

from __future__ import annotations

import json
import subprocess
from itertools import product
from typing import Any

import docx_scalpel
import pytest
from hypothesis import given, settings

from qmsdocs.compare.documents import compare
from qmsdocs.model.document import Block, Cell, Document, Paragraph, Row, Table, Text
from qmsdocs.ooxml.shell import HEAD_SLOTS
from support.documents import FACTS, IDENTITY, documents, versions
from support.word import faults, printed, words


@settings(max_examples=60)
@given(versions())
def test_accepting_in_word_gives_the_newer_file(pair: tuple[Document, Document]) -> None:
    """A redline whose changes docx-scalpel accepts reads like the newer document's own file: paragraphs with their styles, tables, head and foot."""
    old, new = pair
    assert words(docx_scalpel.docx_diff_accept_revisions(printed(compare(old, new), FACTS))) == words(printed(new, FACTS))


@settings(max_examples=60)
@given(versions())
def test_rejecting_in_word_gives_the_older_file(pair: tuple[Document, Document]) -> None:
    """A redline whose changes docx-scalpel rejects reads like the older document's own file."""
    old, new = pair
    assert words(docx_scalpel.docx_diff_reject_revisions(printed(compare(old, new), FACTS))) == words(printed(old, FACTS))


@given(versions())
def test_a_redline_keeps_the_rules_that_validators_forget(pair: tuple[Document, Document]) -> None:
    """A redline is well-formed; its ids are unique; bookmarks, moves and fields are paired; cells end in paragraphs; deleted text is not text."""
    assert faults(printed(compare(*pair), FACTS)) == []


@given(documents)
def test_a_document_keeps_the_rules_that_validators_forget(document: Document) -> None:
    """A document without changes keeps the same rules."""
    assert faults(printed(document, FACTS)) == []


_STACK = (
    Table((1,), (Row((Cell((Paragraph((Text("bảng một"),)),)),)),), key="a"),
    Paragraph((Text("lời giữa hai bảng"),)),
    Table((1, 1), (Row((Cell((Paragraph((Text("bảng hai"),)),)),) * 2),), key="b"),
    Paragraph((Text("lời sau cùng của văn bản"),)),
)


def _subsets() -> list[tuple[Block, ...]]:
    return [tuple(block for block, kept in zip(_STACK, choice, strict=True) if kept) for choice in product((True, False), repeat=len(_STACK)) if any(choice)]


def test_tables_never_meet() -> None:
    """Whichever tables and paragraphs between them come or go, no two tables stand side by side, and no body ends in one: as it is, accepted, rejected."""
    empty = tuple((name, ()) for name in HEAD_SLOTS)
    for old, new in product(_subsets(), repeat=2):
        redline = compare(Document(IDENTITY, "quy-trinh", empty, old), Document(IDENTITY, "quy-trinh", empty, new))
        assert faults(printed(redline, FACTS)) == []


@settings(max_examples=15)
@given(versions())
def test_the_validator_finds_nothing(pair: tuple[Document, Document]) -> None:
    """The Open XML SDK finds no fault in a redline."""
    verdict = docx_scalpel.verify_deliverable(printed(compare(*pair), FACTS))
    assert [f"{finding.code} {finding.message}" for finding in verdict.findings if finding.code.startswith(("openxml", "structure"))] == []


@given(versions())
def test_a_redline_is_the_same_bytes_every_time(pair: tuple[Document, Document]) -> None:
    """Printing the same comparison twice gives the same file."""
    assert printed(compare(*pair), FACTS) == printed(compare(*pair), FACTS)


@pytest.mark.outside
@settings(max_examples=20)
@given(versions())
def test_pandoc_accepts_and_rejects(pandoc: str, pair: tuple[Document, Document]) -> None:
    """pandoc, accepting or rejecting a redline's changes, reads the words of the newer or the older document's own file."""
    old, new = pair
    redline = printed(compare(old, new), FACTS)
    assert _read(pandoc, redline, "--track-changes=accept") == _read(pandoc, printed(new, FACTS))
    assert _read(pandoc, redline, "--track-changes=reject") == _read(pandoc, printed(old, FACTS))


def _read(pandoc: str, docx: bytes, *options: str) -> list[str]:
    made = subprocess.run([pandoc, "--from=docx", "--to=json", *options], input=docx, capture_output=True, check=True)
    return _text(json.loads(made.stdout)["blocks"]).split()


def _text(node: Any) -> str:
    """Give the text of pandoc's tree, with white space between its blocks."""
    if isinstance(node, list):
        return "".join(_text(inner) for inner in node)
    if not isinstance(node, dict):
        return ""
    match node.get("t"):
        case "Str":
            return str(node["c"])
        case "Space" | "SoftBreak" | "LineBreak":
            return " "
        case "Para" | "Plain" | "Header":
            return _text(node["c"]) + " "
        case _:
            return _text(list(node.values()))
