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
HEAD, HEAD_HALF = 24, 11
"""How long the head of an arrow is and how far it reaches to each side, as both printers draw it at most."""
RING = 80
"""Across an off-page connector."""
TERMINAL_WIDTH, TERMINAL_HEIGHT = 300, 70
_LEAST_BOX, _LEAST_LEAF = 96, 80
_PADDING = 34
_MOST_LINES = 7
_ROOM_IN_DIAMOND = 20
_TALLEST_DIAMOND = 900
_LEAST_DIAMOND = 170
_WORTH_NO_LONE_WORD = 1.25
_NEVER = float("inf")

Words = tuple[str, ...]


@lru_cache(maxsize=20_000)
def box(name: str, time: str, room: int) -> tuple[int, Words, Words]:
    """Give the height of a task's box of a width, with the lines of its name and of its time."""
    lines = balanced(name, room - 2 * INSET, NAME)
    notes = balanced(time, room - 2 * INSET, SMALL)
    return max(_LEAST_BOX, LINE * len(lines) + SMALL_LINE * len(notes) + _PADDING), lines, notes


@lru_cache(maxsize=20_000)
def leaf(text: str, room: int) -> tuple[int, Words]:
    """Give the height of an end that a "no" leads to, with its lines; its corners are round."""
    lines = balanced(text, room - 3 * INSET, NAME)
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
    """Give the least height of a diamond of a width that holds the question, with lines that are short above and below and long in the middle.

    A word alone on a line is avoided where that makes the diamond not much higher.
    """
    words = tuple(fitting(text, room * 0.55, NAME))
    best = min((_in_diamond(words, count, room, 1) for count in range(1, min(len(words), _MOST_LINES) + 1)), default=(_NEVER, ()))
    apart = min((_in_diamond(words, count, room, 2) for count in range(1, min(len(words) // 2, _MOST_LINES) + 1)), default=(_NEVER, ()))
    height, lines = apart if apart[0] <= best[0] * _WORTH_NO_LONE_WORD else best
    return (max(_LEAST_DIAMOND, -10 * int(-height // 10)), lines) if lines and height <= _TALLEST_DIAMOND else (_TALLEST_DIAMOND, wrap(text, room * 0.55, NAME))


def _in_diamond(words: Words, count: int, room: int, least: int) -> tuple[float, Words]:
    """Divide words among a number of lines, each of so many words at least, so that the diamond around them is lowest."""
    best: dict[int, tuple[float, Words]] = {0: (0.0, ())}
    for line in range(count):
        longer: dict[int, tuple[float, Words]] = {}
        for begin, (height, lines) in best.items():
            for end in range(begin + least, len(words) + 1):
                told = " ".join(words[begin:end])
                needed = max(height, _height_around(told, line, count, room))
                if needed == _NEVER:
                    break
                longer[end] = min(longer.get(end, (_NEVER, ())), (needed, (*lines, told)))
        best = longer
    return best.get(len(words), (_NEVER, ()))


def _height_around(told: str, line: int, count: int, room: int) -> float:
    """Give the height that a diamond needs for the corners of a line to stand inside."""
    corner = max(abs(line - count / 2), abs(line + 1 - count / 2)) * LINE
    beside = 1 - (tenths_of(told, NAME) + 2 * _ROOM_IN_DIAMOND) / room
    return 2 * corner / beside if beside > 0 else _NEVER


def head(title: str, room: int) -> tuple[int, Words]:
    """Give the height of a lane's head, with the lines of the role's title."""
    lines = balanced(title, room - 2 * INSET, NAME, True)
    return LINE * len(lines) + 26, lines


@lru_cache(maxsize=20_000)
def breaks_words(text: str, room: int) -> bool:
    """Say whether a word is wider than a box of a width."""
    return any(tenths_of(word, NAME, True) > room - 2 * INSET for word in text.split())


def balanced(text: str, room: int, size: float, bold: bool = False) -> Words:
    """Break text into as few lines as a width allows, of like lengths: no word stands alone below a full line."""
    lines = wrap(text, room, size, bold)
    low, high = max((int(tenths_of(word, size, bold)) for line in lines for word in line.split()), default=0), room
    while len(lines) > 1 and low < high:
        middle = (low + high) // 2
        narrower = wrap(text, middle, size, bold)
        if len(narrower) > len(lines) or " ".join(narrower) != " ".join(lines):
            low = middle + 1
        else:
            lines, high = narrower, middle
    return lines
