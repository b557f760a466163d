"""A document → a Word file, printed into the compiled template that its kind names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from qmsdocs.archive import Entry, stored
from qmsdocs.diagnostics.report import Diagnostic
from qmsdocs.model.artifact import Appearance, Printed
from qmsdocs.model.document import Document
from qmsdocs.ooxml import gate
from qmsdocs.ooxml.body import Author
from qmsdocs.ooxml.shell import Template, WordPattern


@dataclass(frozen=True, slots=True)
class PrintedWord:
    """A Word file with holes."""

    pattern: WordPattern

    def fill(self, facts: Mapping[str, str]) -> Entry:
        """Give the .docx of one office; it is a zip already, so another zip stores it."""
        return stored(self.pattern.fill(facts))


class Word:
    """The Word format."""

    name = "docx"
    label = "Word"
    suffix = ".docx"

    def specialise(self, document: Document, look: Appearance) -> PrintedWord:
        """Print a document into its template; raises KeyError when the template is not compiled."""
        template = look.templates[document.template]
        assert isinstance(template, Template)  # noqa: S101 - the pipeline compiles templates with `ooxml.shell`
        return PrintedWord(template.specialise(document, Author(look.author, look.time), look.notes))

    def faults(self, printed: Printed, file: str) -> Sequence[Diagnostic]:
        """Check what was printed at the gate."""
        assert isinstance(printed, PrintedWord)  # noqa: S101 - what this format printed
        return gate.faults(file, printed.pattern.parts)
