"""Every YAML file that is shipped names the schema of its kind, and passes it as an editor would check it."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

ROOT = Path(__file__).parent.parent.parent
FILES = sorted([*ROOT.glob("framework_model/**/*.yaml"), *ROOT.glob("province_overrides/**/*.yaml")])
_FIRST_LINE = re.compile(r"# yaml-language-server: \$schema=(\S+)")


@cache
def _schema(path: Path) -> Any:
    return jsonschema.Draft202012Validator(json.loads(path.read_bytes()))


@pytest.mark.parametrize("folder", sorted({path.parent for path in FILES}), ids=lambda folder: str(folder.relative_to(ROOT)))
def test_files_name_their_schema_and_pass_it(folder: Path) -> None:
    """The first line of a file leads to a schema that is there and finds nothing wrong."""
    faults = []
    for path in sorted(folder.glob("*.yaml")):
        text = path.read_text(encoding="utf-8")
        named = _FIRST_LINE.match(text)
        schema = None if named is None else (path.parent / named[1]).resolve()
        if schema is None or not schema.is_file():
            faults.append(f"{path.name}: {text.splitlines()[0]}")
            continue
        faults += [f"{path.name}: {fault.json_path} {fault.message[:80]}" for fault in _schema(schema).iter_errors(yaml.load(text, Loader=yaml.BaseLoader))]  # noqa: S506 - the base loader makes text alone

    assert faults == []


def test_there_are_files() -> None:
    """The shipped frame is not empty, so that the test above says something."""
    assert len(FILES) > 200
