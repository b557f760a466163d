"""The documentation says what the program does: commands, codes, layers, terms, messages, paths, links."""

from __future__ import annotations

import ast
import re
import tomllib
from functools import cache
from pathlib import Path

import pytest

from qmsdocs import cli
from qmsdocs.load.yaml_file import read_yaml
from qmsdocs.reference import pages

ROOT = Path(__file__).parent.parent.parent
README = ROOT / "README.md"
COMMANDS = ROOT / "docs" / "vi" / "tra-cuu" / "lenh.md"
PROBLEMS = ROOT / "docs" / "vi" / "tra-cuu" / "loi.md"
PAGES = [README, ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").rglob("*.md"))]
EXIT_CODES = {0, 2, cli.REFUSED, cli.ENVIRONMENT, cli.INTEGRITY, cli.OUR_BUG}
every_page = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
_FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_CODE = re.compile(r"`([^`\n]+)`")
_LINK = re.compile(r"(?<!!)\[[^\[\]]*\]\(([^()\s]+)\)")
_HEADING = re.compile(r"^#{1,6} (.+)$", re.MULTILINE)
_OURS = ("qmsdocs/", "tests/", "docs/", "framework_model/", "province_overrides/", ".ci/")
_MESSAGE = re.compile(r"^(?:lỗi|cảnh báo)\[(\w\d\d)\]: (.+)$", re.MULTILINE)
_CURE = re.compile(r"^ +(?:\| )?= cách sửa: (.+)$", re.MULTILINE)


@cache
def _text(page: Path) -> str:
    return page.read_text(encoding="utf-8")


@cache
def _prose(page: Path) -> str:
    """Give a page without its fenced blocks."""
    return _FENCE.sub("", _text(page))


def _fenced(page: Path, language: str) -> list[str]:
    return [block for name, block in _FENCE.findall(_text(page)) if name == language]


def _anchors(page: Path) -> set[str]:
    """Give the anchors of a page's headings, as GitHub makes them."""
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in _HEADING.findall(_prose(page))}


def _targets() -> dict[str, bool]:
    """Give the targets of the Makefile, each with whether `make help` tells of it."""
    found = re.findall(r"^([a-z-]+):[^=\n]*?(##)?[^#\n]*$", _text(ROOT / "Makefile"), re.MULTILINE)
    return {name: bool(told) for name, told in found}


@pytest.mark.parametrize("command", sorted(cli.qmsdocs.commands))
def test_every_command_is_documented(command: str) -> None:
    """A command stands in the reference page with each of its options."""
    section = re.search(rf"^## qmsdocs {command}\b.*?(?=^## |\Z)", _text(COMMANDS), re.MULTILINE | re.DOTALL)
    assert section is not None
    options = [name for parameter in cli.qmsdocs.commands[command].params for name in parameter.opts if name.startswith("--")]
    assert [] == [name for name in options if f"`{name}`" not in section[0]]


@every_page
def test_named_commands_exist(page: Path) -> None:
    """A page names no command, option or make target that is not there."""
    code = "\n".join([*_CODE.findall(_text(page)), *_fenced(page, "sh")])
    known = {name for command in cli.qmsdocs.commands.values() for parameter in command.params for name in parameter.opts}
    assert set(re.findall(r"\bqmsdocs (?!--)([a-z]+)", code)) <= set(cli.qmsdocs.commands)
    assert {name for line in code.splitlines() if "qmsdocs " in line for name in re.findall(r" (--[a-z-]+)", line)} <= known | {"--root", "--version", "--help"}
    assert set(re.findall(r"\bmake ([a-z-]+)(?![\w=-])", code)) <= set(_targets())


def test_every_target_is_documented() -> None:
    """What `make help` tells of stands in the README."""
    told = [name for name, is_told in _targets().items() if is_told]
    assert {"build", "test", "check"} <= set(told)
    assert [] == [name for name in told if f"make {name}" not in _text(README)]


def test_exit_codes_are_documented() -> None:
    """The README's table and the reference page tell the exit codes that the command line has, and no others."""
    table = {int(code) for code in re.findall(r"^\| (\d+) \|", _text(README), re.MULTILINE)}
    sentence = re.search(r"^Mã kết thúc: (.+)$", _text(COMMANDS), re.MULTILINE)
    assert sentence is not None
    assert table == EXIT_CODES
    assert {int(code) for code in re.findall(r"\b\d+\b", sentence[1])} == EXIT_CODES


@every_page
def test_links_lead_somewhere(page: Path) -> None:
    """A link to a file of ours leads to a file that is there, and to a heading of it."""
    lost = []
    for target in _LINK.findall(_prose(page)):
        if re.match(r"[a-z]+:", target):
            continue
        name, _, anchor = target.partition("#")
        path = (page.parent / name).resolve() if name else page
        if not path.exists() or not path.is_relative_to(ROOT) or (anchor and anchor not in _anchors(path)):
            lost.append(target)
    assert lost == []


@every_page
def test_named_paths_exist(page: Path) -> None:
    """A path of ours that a page names is there; one with a hole in it (`<…>`, `…`, `*`) is a pattern."""
    named = [code.rstrip("/") for code in _CODE.findall(_prose(page)) if code.startswith(_OURS) and not re.search(r"[<>…*\s]", code)]
    assert [] == [path for path in named if not (ROOT / path).exists()]


def test_every_page_can_be_reached() -> None:
    """From the README every page can be reached by links; a link to a folder reaches what is in it."""
    reached: set[Path] = set()
    waiting = [README]
    while waiting:
        page = waiting.pop()
        if page in reached:
            continue
        reached.add(page)
        linked = [(page.parent / target.partition("#")[0]).resolve() for target in _LINK.findall(_prose(page)) if not re.match(r"[a-z]+:|#", target)]
        waiting += [found for path in linked for found in (path.glob("*.md") if path.is_dir() else [path]) if found.suffix == ".md" and found.is_file()]
    assert sorted(str(page.relative_to(ROOT)) for page in set(PAGES) - reached) == []


def test_layers_are_those_of_the_contract() -> None:
    """The picture of the layers is the contract that import-linter holds."""
    project = tomllib.loads(_text(ROOT / "pyproject.toml"))
    (contract,) = [one for one in project["tool"]["importlinter"]["contracts"] if one["type"] == "layers"]
    (picture,) = _fenced(ROOT / "docs" / "dev" / "architecture.md", "layers")
    assert picture.splitlines() == contract["layers"]


def test_glossary_has_every_class() -> None:
    """Every class of the framework's nouns has one line in the glossary, under the name of its file, and every line there has its class."""
    sections = dict(re.findall(r"^## [^`\n]*`(\w+)\.py`$(.*?)(?=^## |\Z)", _text(ROOT / "docs" / "dev" / "glossary.md"), re.MULTILINE | re.DOTALL))
    told = {module: re.findall(r"^\|[^|]+\| `(\w+)` \|", section, re.MULTILINE) for module, section in sections.items()}
    modules = sorted((ROOT / "qmsdocs" / "model" / "framework").glob("*.py"))
    defined = {path.stem: [node.name for node in ast.parse(_text(path)).body if isinstance(node, ast.ClassDef)] for path in modules}
    assert {module: sorted(names) for module, names in told.items()} == {module: sorted(names) for module, names in defined.items() if names}


def _pattern(told: str) -> re.Pattern[str]:
    """Give what a message of the problems' page can look like: `…` stands for the facts of the case."""
    return re.compile(".*?".join(re.escape(part) for part in told.replace("\\|", "|").split("…")) + r"\Z", re.DOTALL)


@cache
def _told() -> dict[str, tuple[re.Pattern[str], re.Pattern[str]]]:
    rows = re.findall(r"^\| (\w\d\d) \| [^|]+ \| ((?:\\\||[^|])+) \| ((?:\\\||[^|])+) \|$", _text(PROBLEMS), re.MULTILINE)
    return {code: (_pattern(message), _pattern(cure)) for code, message, cure in rows}


@every_page
def test_quoted_messages_are_real(page: Path) -> None:
    """A message that a page quotes reads as the program says it, its cure too, unless that names the nearest word."""
    assert _told(), "the page of problems has no rows"
    wrong = []
    for block in _fenced(page, "text"):
        for told in re.split(r"\n(?=(?:lỗi|cảnh báo)\[)", block):
            for code, message in _MESSAGE.findall(told):
                pattern, cure_pattern = _told().get(code, (None, None))
                if pattern is None or cure_pattern is None or not pattern.match(message):
                    wrong.append(f"{code}: {message}")
                    continue
                wrong += [f"{code}: {cure}" for cure in _CURE.findall(told) if not cure.startswith("Có phải ý bạn là «") and not cure_pattern.match(cure)]
    assert wrong == []


@every_page
def test_named_problems_exist(page: Path) -> None:
    """A code of a problem that a page names is in the catalogue."""
    assert set(re.findall(r"\b[ĐHTMX]\d\d\b", _text(page))) <= _told().keys()


@every_page
def test_examples_can_be_read(page: Path) -> None:
    """A YAML example is read without a problem."""
    problems = [problem for block in _fenced(page, "yaml") for problem in read_yaml(page.name, block.encode()).problems]
    assert [problem for problem in problems if problem.code != "Đ06"] == []  # a comment alone is shown as such


def test_generated_pages_are_fresh() -> None:
    """The schemas and the generated pages are what `qmsdocs docs` would write."""
    stale = [name for name, content in pages(cli.qmsdocs).items() if not (ROOT / name).is_file() or (ROOT / name).read_bytes() != content]
    assert stale == []
