"""What leaves the house: printed documents with holes, and the files of one office."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol, runtime_checkable

from qmsdocs.archive import Entry
from qmsdocs.diagnostics.report import Diagnostic
from qmsdocs.model.document import Document


class Printed(Protocol):
    """A document in one format, specialised for all offices that share it."""

    def fill(self, facts: Mapping[str, str]) -> Entry:
        """Give the file of one office. Raises KeyError for a fact that is not given, `Unsound` for one that no file may hold."""
        ...


class Page(Protocol):
    """The frame of a web page."""

    def render(self, **values: object) -> str:
        """Give the page with its places filled."""
        ...


@dataclass(frozen=True, slots=True)
class Appearance:
    """What every format may use of the looks of a set."""

    page: Page
    templates: Mapping[str, object]
    """Compiled Word templates by name."""
    register: str
    """The address of the register, from the document."""
    folder_of_current: str
    """The address of the folder of the documents that links lead to, from the document."""
    author: str
    """Who a tracked change is said to be by."""
    time: str
    """When, as ISO 8601: an input, never the clock."""
    is_redline: bool = False
    notes: tuple[str, ...] = ()
    """What a redline has to say of itself: what was not compared."""


class Format(Protocol):
    """A way to print a document. To add one: its file, a row in `render.formats`, and the contract test passes."""

    name: str
    label: str
    """What the register calls it."""
    suffix: str

    def specialise(self, document: Document, look: Appearance) -> Printed:
        """Print a document once for all offices that share it."""
        ...

    def faults(self, printed: Printed, file: str) -> Sequence[Diagnostic]:
        """Give what forbids publishing what it printed, whatever an office fills in; `file` is its name, for messages."""
        ...


@runtime_checkable
class Converted(Format, Protocol):
    """A format whose filled files are Word files, which a program from outside turns into what they are to be."""

    def finish(self, made: bytes, day: date) -> Entry:
        """Give the file as it is published, of which no byte comes from the clock. Raises ValueError for what is not of this format."""
        ...


@dataclass(frozen=True, slots=True)
class Artifact:
    """A file of an office's folder. `document` is the id of the document it belongs to, or empty for the others."""

    path: str
    role: str
    entry: Entry
    document: str = ""
    edition: str = ""
