"""How a file is built, as parts: each fault that Word refuses, repairs or drops, with the place and what is at fault."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from qmsdocs.lint.lines import Line, Spot, squeezed
from qmsdocs.model.paper import Align, Fault, Paper, Paragraph, ParagraphLook

Named = tuple[str, tuple[Line, ...], dict[str, tuple[Any, ...]]]
_NO_LOOK = ParagraphLook(Align.LEFT, 0, 0, 0, 0, 1, "", None, contextual=False, tabs=(), ruled=False)


def build_parts(paper: Paper) -> Iterator[Named]:
    """Yield a part for each fault; its one fact is named as the kind of fault, and holds what is at fault."""
    for fault in paper.faults:
        yield "cau-truc", (_line(fault),), {fault.kind.value: (fault.what,)}


def _line(fault: Fault) -> Line:
    return Line(Paragraph(fault.part, fault.paragraph, (), _NO_LOOK), (), Spot(-1), squeezed(fault.words), starts=True, gap=None)
