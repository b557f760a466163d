"""Centred titles in lines of like length: no last line of a single word."""

from __future__ import annotations

from collections.abc import Mapping
from math import ceil

from qmsdocs.model.document import Fact, Run, Style, text_of
from qmsdocs.model.letters import lines_of, width_of

BALANCED = frozenset({Style.COVER_TITLE, Style.SUBJECT})
"""Titles in bold, centred; the one on the cover in capitals."""
_TWIPS = 20
"""Twips in a point."""
_STEP = 6.0
_MOST_LINES = 4


def side_indent(style: Style, runs: tuple[Run, ...], sizes: Mapping[str, float], text_width: int) -> int:
    """Give the indent on both sides, in twips, at which a title fills as few lines as it needs, all of them; 0 where the style's own will do.

    Takes the style, its words, the sizes of styles in points, the width of the page's text in twips. Words that each office fills are not measured.
    """
    if any(isinstance(run, Fact) for run in runs):
        return 0
    text = text_of(runs).upper() if style is Style.COVER_TITLE else text_of(runs)
    size = sizes.get(style.value, 14.0)
    available = text_width / _TWIPS - 2 * 28.35
    count = lines_of(text, size, available, bold=True)
    if not 1 < count <= _MOST_LINES:
        return 0
    width = width_of(text, bold=True) * size / count
    while width < available and lines_of(text, size, width, bold=True) > count:
        width += _STEP
    return max(0, ceil((text_width - min(width + _STEP, available) * _TWIPS) / 2))
