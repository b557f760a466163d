"""YAML bytes → located nodes.

Every scalar stays the text it was written as: `01`, `NO` and `4.10` are not numbers or truth values here. What YAML can do and our files
never need (aliases, tags, several documents, repeated keys) is refused, and so are files of hostile size.
"""

from __future__ import annotations

import unicodedata

import yaml

from qmsdocs.diagnostics import catalogue
from qmsdocs.diagnostics.report import Checked, Diagnostic, TextPlace
from qmsdocs.model.node import Entry, Mapping, Node, Scalar, Sequence

MAX_BYTES = 2 * 1024 * 1024
MAX_DEPTH = 40


class _TextLoader(yaml.CSafeLoader):
    """The C loader without its guesses at numbers, dates and truth values."""

    yaml_implicit_resolvers: dict[str, list[tuple[str, object]]] = {}


_PLAIN_TAGS = {"tag:yaml.org,2002:str", "tag:yaml.org,2002:map", "tag:yaml.org,2002:seq"}


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
    depth = max((len(line) - len(line.lstrip(" ")) for line in text.splitlines() if line.strip()), default=0)
    if depth > 4 * MAX_DEPTH or _flow_depth(text) > MAX_DEPTH:
        return Checked(None, (catalogue.too_deep(TextPlace(file, 1, 1), MAX_DEPTH),))
    try:
        root = yaml.compose(text, Loader=_TextLoader)  # noqa: S506 - compose only builds nodes, nothing is constructed
    except (yaml.YAMLError, ValueError) as fault:
        return Checked(None, (_syntax(file, text, fault),))
    if root is None:
        return Checked(None, (catalogue.empty_file(TextPlace(file, 1, 1)),))
    problems: list[Diagnostic] = []
    node = _convert(file, root, problems, set())
    return Checked(node, tuple(problems))


def _flow_depth(text: str) -> int:
    """Give an upper bound of how deep brackets nest, so that no recursion meets a hostile file."""
    deepest = depth = 0
    for character in text:
        if character in "[{":
            depth += 1
            deepest = max(deepest, depth)
        elif character in "]}":
            depth = max(0, depth - 1)
        elif character == "\n" and depth and deepest > MAX_DEPTH:
            return deepest
    return deepest


def _syntax(file: str, text: str, fault: Exception) -> Diagnostic:
    mark = getattr(fault, "problem_mark", None) or getattr(fault, "context_mark", None)
    place = TextPlace(file, 1, 1) if mark is None else TextPlace(file, mark.line + 1, mark.column + 1, mark.column + 2)
    lines = text.splitlines()
    line = lines[place.line - 1] if place.line <= len(lines) else ""
    if "\t" in line[: len(line) - len(line.lstrip())]:
        return catalogue.tab_indent(place)
    return catalogue.yaml_syntax(place)


def _place(file: str, node: yaml.Node) -> TextPlace:
    start, end = node.start_mark, node.end_mark
    end_column = end.column + 1 if end.line == start.line else start.column + 2
    return TextPlace(file, start.line + 1, start.column + 1, end_column)


def _convert(file: str, node: yaml.Node, problems: list[Diagnostic], seen: set[int]) -> Node:
    place = _place(file, node)
    if id(node) in seen:
        problems.append(catalogue.yaml_alias(place))
        return Scalar("", place)
    seen.add(id(node))
    if node.tag not in _PLAIN_TAGS:
        problems.append(catalogue.yaml_tag(place, node.tag))
    if isinstance(node, yaml.ScalarNode):
        if node.value == "" and node.style is None:
            problems.append(catalogue.bare_null(place))
        return Scalar(node.value, place)
    if isinstance(node, yaml.SequenceNode):
        return Sequence(tuple(_convert(file, item, problems, seen) for item in node.value), place)
    return _convert_mapping(file, node, problems, seen)


def _convert_mapping(file: str, node: yaml.Node, problems: list[Diagnostic], seen: set[int]) -> Mapping:
    entries: dict[str, Entry] = {}
    for key_node, value_node in node.value:
        key_place = _place(file, key_node)
        if not isinstance(key_node, yaml.ScalarNode):
            problems.append(catalogue.key_not_text(key_place))
            continue
        value = _convert(file, value_node, problems, seen)
        if key_node.value in entries:
            problems.append(catalogue.repeated_key(key_place, key_node.value, entries[key_node.value].place))
            continue
        entries[key_node.value] = Entry(key_node.value, key_place, value)
    return Mapping(entries, _place(file, node))
