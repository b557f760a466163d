"""A document → a PDF file for archives (PDF/A-2b, tagged), which LibreOffice makes from the same Word file that people get.

What is printed here is that Word file; the pipeline has it turned into PDF office by office, many files at a time, and `finish` takes the clock out of it.
"""

from __future__ import annotations

import io
import re
import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from qmsdocs.archive import Entry, stored
from qmsdocs.diagnostics.report import Diagnostic
from qmsdocs.model.artifact import Appearance, Printed
from qmsdocs.model.document import Document
from qmsdocs.ooxml import gate
from qmsdocs.ooxml.body import Author
from qmsdocs.ooxml.shell import Template, WordPattern

_TIMES = re.compile(rb"(<xmp:(?:Create|Modify|Metadata)Date>)[^<]*")
_ARCHIVAL = re.compile(rb"<pdfaid:part>2</pdfaid:part>\s*<pdfaid:conformance>B<")


_PROFILE_DATE = slice(24, 36)
"""Where a profile of colours says when it was made: year, month, day, hour, minute, second in two bytes each (ICC.1:2010, 7.2.8)."""


def _dated(profile: bytes, day: date) -> bytes:
    return profile[: _PROFILE_DATE.start] + struct.pack(">6H", day.year, day.month, day.day, 0, 0, 0) + profile[_PROFILE_DATE.stop :]


@dataclass(frozen=True, slots=True)
class Unfinished:
    """The Word file, with holes, that is to become a PDF."""

    pattern: WordPattern

    def fill(self, facts: Mapping[str, str]) -> Entry:
        """Give the .docx of one office."""
        return stored(self.pattern.fill(facts))


class Pdf:
    """The PDF format."""

    name = "pdf"
    label = "PDF"
    suffix = ".pdf"

    def specialise(self, document: Document, look: Appearance) -> Unfinished:
        """Print a document into its Word template; raises KeyError when the template is not compiled."""
        template = look.templates[document.template]
        assert isinstance(template, Template)  # noqa: S101 - the pipeline compiles templates with `ooxml.shell`
        return Unfinished(template.specialise(document, Author(look.author, look.time), look.notes))

    def faults(self, printed: Printed, file: str) -> Sequence[Diagnostic]:
        """Check the Word file at the gate."""
        assert isinstance(printed, Unfinished)  # noqa: S101 - what this format printed
        return gate.faults(file, printed.pattern.parts)

    def finish(self, made: bytes, day: date) -> Entry:
        """Give a PDF that is the same every time: its dates are the day of the set, its id comes from its content.

        Raises ValueError for what is not a PDF/A-2b with tags, a title and a language, as LibreOffice before 7.4 makes it.
        """
        import pikepdf  # noqa: PLC0415 - an extra: who makes no PDF need not have it

        try:
            with pikepdf.open(io.BytesIO(made)) as pdf:
                metadata = pdf.Root.Metadata.read_bytes()
                if not _ARCHIVAL.search(metadata) or not pdf.Root.MarkInfo.Marked or not pdf.Root.Lang or not pdf.docinfo.Title:
                    msg = "not a tagged PDF/A-2b"
                    raise ValueError(msg)
                for name in {"/CreationDate", "/ModDate"} & set(pdf.docinfo.keys()):
                    pdf.docinfo[name] = pikepdf.String(f"D:{day:%Y%m%d}000000Z")
                metadata = _TIMES.sub(rb"\g<1>" + f"{day.isoformat()}T00:00:00Z".encode(), metadata)
                pdf.Root.Metadata = pdf.make_stream(metadata, Type=pikepdf.Name.Metadata, Subtype=pikepdf.Name.XML)
                for intent in pdf.Root.OutputIntents:
                    colours = intent.DestOutputProfile
                    colours.write(_dated(colours.read_bytes(), day))
                for name in {"/ID", "/DocChecksum"} & set(pdf.trailer.keys()):
                    del pdf.trailer[name]
                finished = io.BytesIO()
                pdf.save(finished, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.disable)
        except (pikepdf.PdfError, AttributeError, KeyError) as fault:
            msg = "not a PDF that can be read"
            raise ValueError(msg) from fault
        return stored(finished.getvalue())
