"""What the project says of itself: nothing of how, where and by whom it was typed; and every test states its fact."""

from __future__ import annotations

import ast
import re
import subprocess
from pathlib import Path

_ROOT = Path(__file__).parents[2]
_TYPED = re.compile(
    r"\bs[e]ssions?\b|\ba[g]ents?\b|\bi[s]sue #?2\b|/w[o]rk/|/t[m]p\b|(?:p[y]pi|r[e]gistry\.npmjs|c[r]ates)\.(?:org|io)|p[y]thonhosted|p[r]oxy\.golang|r[e]po1?\.maven",
    re.IGNORECASE,
)
"""Each word is broken by brackets, so that this file does not speak of itself."""
_MEANT = ('scope="session"', "in its own session", "sessionmaker")
"""The same words where they are a term of a library or of the operating system."""


def _texts(git: str) -> dict[str, str]:
    """Give the text files that git tracks or would track; a file with a zero byte is no text."""
    listed = subprocess.run([git, "ls-files", "-z", "--cached", "--others", "--exclude-standard"], cwd=_ROOT, capture_output=True, check=True).stdout.decode()
    contents = {name: (_ROOT / name).read_bytes() for name in listed.split("\0") if name and (_ROOT / name).is_file()}
    return {name: content.decode(errors="replace") for name, content in contents.items() if b"\0" not in content}


def test_the_project_does_not_speak_of_its_typing(git: str) -> None:
    """No tracked file, nor its name, says who typed it, in what sitting, for which ticket, from which registry or in which folder of one machine."""
    found = []
    for name, text in _texts(git).items():
        for number, line in enumerate((name, *text.splitlines())):
            for meant in _MEANT:
                line = line.replace(meant, "")  # noqa: PLW2901 - what is meant is not searched
            found += [f"{name}:{number}: {word[0]}" for word in _TYPED.finditer(line)]
    assert found == []


def test_every_test_states_its_fact() -> None:
    """Every test has a docstring of one line that ends in a full stop."""
    silent = []
    for path in sorted((_ROOT / "tests").rglob("test_*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
                said = ast.get_docstring(node) or ""
                if not said.endswith(".") or "\n" in said:
                    silent.append(f"{path.name}: {node.name}")
    assert silent == []
