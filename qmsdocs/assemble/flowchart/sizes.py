"""How large a shape must be for its words, in tenths of a millimetre."""

from __future__ import annotations

from functools import lru_cache

from qmsdocs.model.letters import fitting, tenths_of, wrap

NAME, SMALL = 10.0, 9.0
"""Sizes of type in points: names and questions; times and the words beside arrows."""
LINE, SMALL_LINE = 37, 33
"""Heights of their lines: 0.9 of Word's single spacing, as the style of charts has it."""
INSET = 15
"""Between a box and its words, on each side."""
RING = 80
"""Across an off-page connector."""
TERMINAL_WIDTH, TERMINAL_HEIGHT = 300, 70
_LEAST_BOX, _LEAST_LEAF = 96, 80
_PADDING = 34
_MOST_LINES = 7
_ROOM_IN_DIAMOND = 12
_TALLEST_DIAMOND = 900
_LEAST_DIAMOND = 170

Words = tuple[str, ...]


@lru_cache(maxsize=20_000)
def box(name: str, time: str, room: int) -> tuple[int, Words, Words]:
    """Give the height of a task's box of a width, with the lines of its name and of its time."""
    lines = wrap(name, room - 2 * INSET, NAME)
    notes = wrap(time, room - 2 * INSET, SMALL)
    return max(_LEAST_BOX, LINE * len(lines) + SMALL_LINE * len(notes) + _PADDING), lines, notes


@lru_cache(maxsize=20_000)
def leaf(text: str, room: int) -> tuple[int, Words]:
    """Give the height of an end that a "no" leads to, with its lines; its corners are round."""
    lines = wrap(text, room - 3 * INSET, NAME)
    return max(_LEAST_LEAF, LINE * len(lines) + _PADDING), lines


@lru_cache(maxsize=20_000)
def terminal(text: str, room: int) -> tuple[int, int, Words]:
    """Give the height and width of a start or an end, with its lines: small for a word, as wide as the column for a sentence."""
    small = min(room, TERMINAL_WIDTH)
    if tenths_of(text, NAME) <= small - 3 * INSET:
        return TERMINAL_HEIGHT, small, (text,)
    height, lines = leaf(text, room)
    return height, room, lines


@lru_cache(maxsize=20_000)
def diamond(text: str, room: int) -> tuple[int, Words]:
    """Give the least height of a diamond of a width that holds the question, with lines that are short above and below and long in the middle."""
    words = fitting(text, room * 0.55, NAME)
    best: tuple[int, Words] = (_TALLEST_DIAMOND, wrap(text, room * 0.55, NAME))
    for count in range(1, _MOST_LINES + 1):
        low, high = max(_LEAST_DIAMOND, count * LINE + 20) // 10, best[0] // 10 - 1
        while low <= high:
            middle = (low + high) // 2
            lines = _in_diamond(words, count, room, middle * 10)
            if lines:
                best, high = (middle * 10, lines), middle - 1
            else:
                low = middle + 1
    return best


def _in_diamond(words: list[str], count: int, room: int, height: int) -> Words:
    """Give the words on a number of lines inside a diamond; nothing where they do not fit."""
    lines = [""] * count
    line = 0
    for word in words:
        while True:
            if line == count:
                return ()
            longer = f"{lines[line]} {word}".lstrip()
            if tenths_of(longer, NAME) <= _line_in_diamond(line, count, room, height):
                lines[line] = longer
                break
            line += 1
    return tuple(lines) if all(lines) else ()


def _line_in_diamond(line: int, count: int, room: int, height: int) -> float:
    top = abs(line * LINE - count * LINE / 2)
    bottom = abs((line + 1) * LINE - count * LINE / 2)
    return room * (1 - 2 * max(top, bottom) / height) - 2 * _ROOM_IN_DIAMOND


def head(title: str, room: int) -> tuple[int, Words]:
    """Give the height of a lane's head, with the lines of the role's title."""
    lines = wrap(title, room - INSET, NAME, True)
    return LINE * len(lines) + 26, lines


def breaks_words(text: str, room: int) -> bool:
    """Say whether a word is wider than a box of a width."""
    return any(tenths_of(word, NAME, True) > room - 2 * INSET for word in text.split())
