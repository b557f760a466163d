"""How the prose of a set reads, in figures."""

from __future__ import annotations

from dataclasses import dataclass

from qmsdocs.model.document import Identity


@dataclass(frozen=True, slots=True)
class ProseFigures:
    """The figures of one document."""

    identity: Identity
    words: int
    sentences: int
    longest: int
    """Words of its longest sentence."""
    longest_begins: str
    """The first words of that sentence."""
    shared: float
    """The part of its words, 0 to 1, that stand in runs of words which another document of the set has too."""
    shared_with: str
    """The code of the document that has most of them; empty when none has any."""
    shared_example: str
    """The first such run."""
    open_places: int
    """Places left open (……) for the office to fill."""
