"""Located nodes from YAML written in a test."""

from __future__ import annotations

from textwrap import dedent

from qmsdocs.load.yaml_file import read_yaml
from qmsdocs.model.node import Mapping, Node


def node(text: str, file: str = "f.yaml") -> Node:
    """Give the node of a YAML text that has no problems."""
    read = read_yaml(file, dedent(text).encode())
    assert read.problems == ()
    assert read.value is not None
    return read.value


def mapping(text: str, file: str = "f.yaml") -> Mapping:
    """Give the node of a YAML text that is a mapping."""
    read = node(text, file)
    assert isinstance(read, Mapping)
    return read
