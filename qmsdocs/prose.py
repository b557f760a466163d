"""The marks that people may use in text, read into pieces: Markdown's paragraphs, lists and emphasis, `{placeholders}` and `[[references]]`.

Takes the text of one value; gives `Prose` blocks of `Piece`s and the marks that are not ours. Nothing here is run: text is data.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from markdown_it import MarkdownIt
from markdown_it.token import Token


@dataclass(frozen=True, slots=True)
class Words:
    """Plain words."""

    text: str
    bold: bool = False
    italic: bool = False


@dataclass(frozen=True, slots=True)
class Placeholder:
    """`{name}`: an office's fact or a role's title."""

    name: str
    bold: bool = False
    italic: bool = False


@dataclass(frozen=True, slots=True)
class Reference:
    """`[[target]]` or `[[target|form]]`: a document, a step (`#id`), a legal text (`luat:id`), a prescribed form (`mau:id`)."""

    target: str
    form: str = ""
    bold: bool = False
    italic: bool = False


Piece = Words | Placeholder | Reference


@dataclass(frozen=True, slots=True)
class ProseBlock:
    """A paragraph or the first paragraph of a list item: its depth in lists (0 for none), the marker of a numbered item, its pieces."""

    pieces: tuple[Piece, ...]
    depth: int = 0
    marker: str = ""


@dataclass(frozen=True, slots=True)
class Prose:
    """Read text: its blocks, and the marks in it that are not ours."""

    blocks: tuple[ProseBlock, ...]
    strangers: tuple[str, ...]


_MARKDOWN = MarkdownIt("zero").enable(["newline", "list", "emphasis", "escape"])
_MARK = re.compile(r"\{([^{}\n]*)\}|\[\[([^\[\]\n|]+)(?:\|([^\[\]\n]*))?\]\]")
_STRANGER = re.compile(r"^\s{0,3}#{1,6} .*|^\s*\|.*\|\s*$|^\s{0,3}>.*|</?[a-zA-Z][^>]*>|\]\([^)]*\)|`[^`]*`|[{}]|\[\[|\]\]", re.MULTILINE)


@lru_cache(maxsize=50_000)
def read_prose(text: str) -> Prose:
    """Read the text of a value."""
    blocks: list[ProseBlock] = []
    depth = 0
    markers: list[str | None] = []
    for token in _MARKDOWN.parse(text):
        if token.type in {"bullet_list_open", "ordered_list_open"}:
            depth += 1
        elif token.type in {"bullet_list_close", "ordered_list_close"}:
            depth -= 1
        elif token.type == "list_item_open":
            markers.append(f"{token.info}{token.markup}" if token.info else "")
        elif token.type == "list_item_close" and markers:
            markers.pop()
        elif token.type == "inline":
            marker = markers[-1] if markers else None
            blocks.append(ProseBlock(_pieces(token)) if marker is None else ProseBlock(_pieces(token), depth, marker))
            if markers:
                markers[-1] = None  # what follows in the same item is a paragraph of its own
    if not blocks and text.strip():
        blocks.append(ProseBlock((Words(text.strip()),)))  # a lone «-» is what its writer wanted to see, not a list of nothing
    return Prose(tuple(blocks), _strangers(text))


@lru_cache(maxsize=50_000)
def read_line(text: str) -> tuple[Piece, ...]:
    """Read one line: no lists, whatever it begins with."""
    return tuple(piece for token in _MARKDOWN.parseInline(text) for piece in _pieces(token))


def _strangers(text: str) -> tuple[str, ...]:
    return tuple(match[0].strip()[:40] for match in _STRANGER.finditer(_MARK.sub("", text)))


def _pieces(inline: Token) -> tuple[Piece, ...]:
    """Read the inline tokens of a paragraph; text is gathered first, since Markdown may cut a reference in two."""
    pieces: list[Piece] = []
    bold = italic = False
    gathered = ""
    for token in inline.children or []:
        if token.type in {"text", "text_special"}:
            gathered += token.content
            continue
        if token.type in {"softbreak", "hardbreak"}:
            gathered += " "
            continue
        pieces += _cut(gathered, bold, italic)
        gathered = ""
        bold = {"strong_open": True, "strong_close": False}.get(token.type, bold)
        italic = {"em_open": True, "em_close": False}.get(token.type, italic)
    return (*pieces, *_cut(gathered, bold, italic))


def _cut(text: str, bold: bool, italic: bool) -> list[Piece]:
    pieces: list[Piece] = []
    end = 0
    for match in _MARK.finditer(text):
        if match.start() > end:
            pieces.append(Words(text[end : match.start()], bold, italic))
        if match[1] is not None:
            pieces.append(Placeholder(match[1].strip(), bold, italic))
        else:
            pieces.append(Reference(match[2].strip(), (match[3] or "").strip(), bold, italic))
        end = match.end()
    if end < len(text):
        pieces.append(Words(text[end:], bold, italic))
    return pieces
