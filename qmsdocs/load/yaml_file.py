"""YAML bytes → located nodes.

Every scalar stays the text it was written as: `01`, `NO` and `4.10` are not numbers or truth values here. What YAML can do and our files
never need (anchors, aliases, tags, several documents, repeated keys) is refused, and so are files of hostile size or depth.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

import yaml

from qmsdocs.archive import PRIVATE
from qmsdocs.diagnostics import catalogue
from qmsdocs.diagnostics.report import Checked, Diagnostic, TextPlace
from qmsdocs.model.node import Entry, Mapping, Node, Scalar, Sequence

MAX_BYTES = 2 * 1024 * 1024
MAX_DEPTH = 40
_UNPRINTABLE = re.compile(f"{PRIVATE.pattern}|[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]")
"""Characters that XML does not take, or that mark the holes of our own patterns."""


def read_yaml(file: str, content: bytes) -> Checked[Node]:
    """Read one YAML file.

    Takes the file's name, for messages, and its bytes. Gives the root node, or None with every problem that was found.
    """
    if len(content) > MAX_BYTES:
        return Checked(None, (catalogue.file_too_large(TextPlace(file, 1, 1), MAX_BYTES),))
    try:
        text = unicodedata.normalize("NFC", content.decode("utf-8-sig"))
    except UnicodeDecodeError as fault:
        line = content[: fault.start].count(b"\n") + 1
        return Checked(None, (catalogue.not_utf8(TextPlace(file, line, 1)),))
    builder = _Builder(file, text)
    try:
        node = builder.document()
    except (yaml.YAMLError, ValueError) as fault:
        return Checked(None, (*builder.problems, _syntax(file, text, fault)))
    except _TooDeepError as fault:
        return Checked(None, (*builder.problems, catalogue.too_deep(fault.place, MAX_DEPTH)))
    return Checked(node, tuple(builder.problems))


def _syntax(file: str, text: str, fault: Exception) -> Diagnostic:
    mark = getattr(fault, "problem_mark", None) or getattr(fault, "context_mark", None)
    if mark is None and (character := _UNPRINTABLE.search(text)) is not None:
        before = text[: character.start()]
        return catalogue.unprintable_character(TextPlace(file, before.count("\n") + 1, len(before) - before.rfind("\n")))
    place = TextPlace(file, 1, 1) if mark is None else TextPlace(file, mark.line + 1, mark.column + 1, mark.column + 2)
    lines = text.splitlines()
    line = lines[place.line - 1] if place.line <= len(lines) else ""
    if "\t" in line[: len(line) - len(line.lstrip())]:
        return catalogue.tab_indent(place)
    return catalogue.yaml_syntax(place)


class _TooDeepError(Exception):
    """The file nests deeper than we follow."""

    def __init__(self, place: TextPlace) -> None:
        self.place = place
        super().__init__(str(place))


class _Builder:
    """Turns the events of a file into nodes.

    Events, not the library's own nodes: those are built by a recursion without a bound, and have lost the anchors.
    """

    def __init__(self, file: str, text: str) -> None:
        self.problems: list[Diagnostic] = []
        self._file = file
        self._events: Iterator[yaml.Event] = yaml.parse(text, Loader=yaml.CSafeLoader)

    def document(self) -> Node | None:
        """Give the root of the one document that the file may hold."""
        node: Node | None = None
        for event in self._events:
            if isinstance(event, yaml.DocumentStartEvent) and node is not None:
                self.problems.append(catalogue.yaml_syntax(self._place(event, event)))
                return None
            if isinstance(event, yaml.NodeEvent):
                node = self._node(event, 0)
        if node is None:
            self.problems.append(catalogue.empty_file(TextPlace(self._file, 1, 1)))
        return node

    def _place(self, first: yaml.Event, last: yaml.Event) -> TextPlace:
        start, end = first.start_mark, last.end_mark
        assert start is not None and end is not None  # noqa: S101, PT018 - a parser marks every event
        end_column = end.column + 1 if end.line == start.line else start.column + 2
        return TextPlace(self._file, start.line + 1, start.column + 1, end_column)

    def _node(self, event: yaml.Event, depth: int) -> Node:
        place = self._place(event, event)
        assert isinstance(event, yaml.NodeEvent)  # noqa: S101 - between a start and its end there are nodes alone
        self._refuse_marks(event, place)
        if isinstance(event, yaml.CollectionStartEvent):
            if depth == MAX_DEPTH:
                raise _TooDeepError(place)
            return self._mapping(event, depth + 1) if isinstance(event, yaml.MappingStartEvent) else self._sequence(event, depth + 1)
        if not isinstance(event, yaml.ScalarEvent):
            return Scalar("", place)
        if event.value == "" and not event.style:
            self.problems.append(catalogue.bare_null(place))
        return Scalar(self._printable(event.value, place), place)

    def _printable(self, text: str, place: TextPlace) -> str:
        if _UNPRINTABLE.search(text):
            self.problems.append(catalogue.unprintable_character(place))
        return text

    def _refuse_marks(self, event: yaml.NodeEvent, place: TextPlace) -> None:
        """Refuse what names a part of the file, stands for a named part, or gives a part a type."""
        if isinstance(event, yaml.AliasEvent):
            self.problems.append(catalogue.yaml_alias(place, "*"))
        elif event.anchor is not None:
            self.problems.append(catalogue.yaml_alias(place, "&"))
        elif isinstance(event, yaml.ScalarEvent | yaml.CollectionStartEvent) and event.tag is not None:
            self.problems.append(catalogue.yaml_tag(place, event.tag))

    def _sequence(self, start: yaml.Event, depth: int) -> Sequence:
        items: list[Node] = []
        while not isinstance(event := next(self._events), yaml.SequenceEndEvent):
            items.append(self._node(event, depth))
        return Sequence(tuple(items), self._place(start, event))

    def _mapping(self, start: yaml.Event, depth: int) -> Mapping:
        entries: dict[str, Entry] = {}
        while not isinstance(event := next(self._events), yaml.MappingEndEvent):
            key_place = self._place(event, event)
            key = self._key(event, key_place, depth)
            value = self._node(next(self._events), depth)
            if key is None:
                continue
            if key in entries:
                self.problems.append(catalogue.repeated_key(key_place, key, entries[key].place))
                continue
            entries[key] = Entry(key, key_place, value)
        return Mapping(entries, self._place(start, event))

    def _key(self, event: yaml.Event, place: TextPlace, depth: int) -> str | None:
        if isinstance(event, yaml.ScalarEvent) and (event.value or event.style):
            self._refuse_marks(event, place)
            return self._printable(event.value, place)
        self.problems.append(catalogue.key_not_text(place))
        if isinstance(event, yaml.CollectionStartEvent):
            self._node(event, depth)
        return None
