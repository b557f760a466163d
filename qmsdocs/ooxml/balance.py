"""Centred titles in lines of like length, broken where one speaks them: no last line of a single word, no compound torn where it can be helped."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from math import ceil

from qmsdocs.model.document import Fact, Run, Style, text_of
from qmsdocs.model.letters import TENTHS, lines_of, width_of, wrap

_OWN_INDENT = {Style.COVER_TITLE: 28.35, Style.SUBJECT: 28.35, Style.FORM_TITLE: 0.0}
"""Titles in bold, centred, with what their style keeps free on either side, in points."""
BALANCED = frozenset(_OWN_INDENT)
_CAPITALS = frozenset({Style.COVER_TITLE, Style.FORM_TITLE})
TWIPS = 20
"""Twips in a point."""
_STEP = 6.0
_MOST_LINES = 4
_OPENERS = frozenset(["bằng", "cho", "có", "của", "do", "giữa", "hoặc", "khi", "không", "là", "qua", "tại", "theo", "thuộc", "trên", "trong", "từ", "và", "về", "với", "đến", "để", "đối", "được"])
"""Words before which a title may break: they open a phrase. Between other syllables there may be a compound, which no rule knows."""
_SHORT = 0.4
"""A line below so much of the longest one looks like a remnant."""


def side_indent(style: Style, runs: tuple[Run, ...], sizes: Mapping[str, float], text_width: int) -> int:
    """Give the indent on both sides, in twips, at which a title of several lines breaks best; 0 where the style's own will do.

    Takes the style, its words, the sizes of styles in points, the width of the page's text in twips. Words that each office fills are not measured.
    """
    if any(isinstance(run, Fact) for run in runs):
        return 0
    text = text_of(runs).upper() if style in _CAPITALS else text_of(runs)
    size = sizes.get(style.value, 14.0)
    available = text_width / TWIPS - 2 * _OWN_INDENT[style]
    count = lines_of(text, size, available, bold=True)
    if not 1 < count <= _MOST_LINES:
        return 0
    least = width_of(text, bold=True) * size / count
    widths = [least + _STEP * step for step in range(int((available - least) / _STEP) + 1)]
    fitting = [width for width in widths if lines_of(text, size, width, bold=True) == count]
    best = min(fitting, key=lambda width: _faults(wrap(text, width * TENTHS, size, bold=True)), default=available)
    return max(0, ceil((text_width - min(best + _STEP / 2, available) * TWIPS) / 2))


def _faults(lines: tuple[str, ...]) -> float:
    """Count what is wrong with the lines of a title: breaks that may tear a compound, and a remnant."""
    torn = sum(not (before.endswith((",", ";", ":")) or after.split()[0].lower() in _OPENERS) for before, after in pairwise(lines))
    lengths = [width_of(line, bold=True) for line in lines]
    return torn + 2 * (min(lengths) < _SHORT * max(lengths))
