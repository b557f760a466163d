"""The laws of a Word redline, on random pairs of documents printed through a shipped template, with judges who did not write it."""

from __future__ import annotations

import json
import subprocess
from typing import Any

import docx_scalpel
import pytest
from hypothesis import given, settings
from support.documents import FACTS, versions
from support.word import faults, printed, words

from qmsdocs.compare.documents import compare
from qmsdocs.model.document import Document


@settings(max_examples=40)
@given(versions())
def test_accepting_in_word_gives_the_newer_file(pair: tuple[Document, Document]) -> None:
    """A redline whose changes docx-scalpel accepts reads like the newer document's own file: paragraphs with their styles, tables, head and foot."""
    old, new = pair
    assert words(docx_scalpel.docx_diff_accept_revisions(printed(compare(old, new), FACTS))) == words(printed(new, FACTS))


@settings(max_examples=40)
@given(versions())
def test_rejecting_in_word_gives_the_older_file(pair: tuple[Document, Document]) -> None:
    """A redline whose changes docx-scalpel rejects reads like the older document's own file."""
    old, new = pair
    assert words(docx_scalpel.docx_diff_reject_revisions(printed(compare(old, new), FACTS))) == words(printed(old, FACTS))
