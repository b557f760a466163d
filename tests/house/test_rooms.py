"""The rules of the house that need no reader: layers, sizes, names, and what may stand in which room."""

from __future__ import annotations

import ast
import importlib
import pkgutil
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from pydantic import BaseModel

from qmsdocs.model import framework
from qmsdocs.model.framework.frame import FACTS
from qmsdocs.ooxml.shell import BODY_SLOT, HEAD_SLOTS

_ROOT = Path(__file__).parents[2]
_PACKAGE = _ROOT / "qmsdocs"
_MODULES = {path.relative_to(_PACKAGE).as_posix(): path.read_text(encoding="utf-8") for path in sorted(_PACKAGE.rglob("*.py"))}
_TREES = {name: ast.parse(source) for name, source in _MODULES.items()}
_MOST_LINES, _MOST_FUNCTION_LINES = 400, 60
_NAMES_THAT_SAY_NOTHING = {"utils", "util", "common", "helpers", "helper", "base", "shared", "misc"}
_VIETNAMESE = re.compile(r"[À-ỹĂăĐđƠơƯư]")

_MAY_SPEAK_VIETNAMESE = {
    "diagnostics/": "what the person at the tool reads",
    "model/framework/": "the keys of the YAML, with their titles and descriptions",
    "compose/types.py": "faults of types, told in Vietnamese",
    "cli.py": "help and messages of the commands",
    "explanation.py": "what `explain` prints",
    "examination.py": "what `check` prints of coverage and prose",
    "lint/telling.py": "what `lint` prints",
    "reference.py": "the reference pages",
}
_MAY_ALSO_SAY = {
    "assemble/parts.py": ({"abcdđeghiklmnopqrstuvxy", "[0-9A-Za-zÀ-ỹĐđ&/-]+"}, "the Vietnamese alphabet, in the order of points and as a word"),
    "assemble/words.py": ({"Luật", "Bộ luật", "Pháp lệnh", "về ", " ngày {ngày}"}, "which kinds of legal text are cited without an issuer, and how a subject begins"),
    "compose/changes.py": ({"các mục của tài liệu"}, "what a message calls a thing"),
    "compose/frame.py": ({"các mục của tài liệu", "mã của thư mục «", "năm của thư mục «"}, "what a message calls a thing"),
    "compose/sets.py": ({"BHXH Việt Nam", "Bảo hiểm xã hội", "Bảo hiểm xã hội ", "Tỉnh ", "Thành phố ", "Huyện ", "Quận ", "Thị xã "}, "how the name of an office is made from the name of its place"),
    "ooxml/reading/looks.py": ({"\u1100-\u11ff\u2e80-\ua4cf\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\uff01-\uffef", "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc"}, "the letters of Asian faces"),
    "ooxml/reading/package.py": ({"tệp"}, "what a message calls the whole of a Word file"),
    "ooxml/balance.py": (
        {"bằng", "của", "giữa", "hoặc", "là", "tại", "trên", "và", "về", "với", "để", "đối", "được"},
        "the words before which a title may break",
    ),
    "ooxml/drawing.py": ({'" name="Hình ', '" name="Khối '}, "the names of shapes in Word's selection pane"),
    "model/letters.py": (
        {"đ", "Đ", "bdghknopquvxy0123456789#$*_–«»đ§", "+<=>×", "wADGHKNOQUVXYĐ", "bdhknpquSđ", "wACDNRUVXYĐ"},
        "the letter whose stroke NFD does not take off, and how wide letters are",
    ),
    "ooxml/rule.py": ({"Đường kẻ"}, "the name of a shape in Word's selection pane"),
    "ooxml/shell.py": ({"tệp"}, "what a message calls the whole of a Word file"),
    "plan/make.py": ({"một mã hiệu dùng được làm tên tệp"}, "what a message calls a thing"),
    "plan/wording.py": ({"[A-ZĐÂÊÔƠƯ]{2}", r"\w*(?:o[àáảãạèéẻẽẹ]|(?<![qQ])u[ỳýỷỹỵ]|O[ÀÁẢÃẠÈÉẺẼẸ]|(?<![qQ])U[ỲÝỶỸỴ])(?!\w)"}, "Vietnamese letters in patterns"),
    "plan/review.py": ({" ngày"}, "days in a message"),
    "printing.py": ({"{cũ}", "{mới}"}, "placeholders of a label"),
}
"""Literals with Vietnamese letters that stand outside the rooms above, each with its reason; keys of YAML, facts and slots need none."""


def _vocabulary() -> set[str]:
    """Give the words that code shares with YAML and templates: keys of the models, names of facts, slots of templates."""
    modules = (importlib.import_module(f"{framework.__name__}.{module.name}") for module in pkgutil.iter_modules(framework.__path__))
    models = (value for module in modules for value in vars(module).values() if isinstance(value, type) and issubclass(value, BaseModel))
    keys = {field.alias or name for model in models for name, field in model.model_fields.items()}
    return keys | FACTS | {BODY_SLOT, *HEAD_SLOTS}


def _literals(tree: ast.Module) -> Iterator[str]:
    """Give the texts of a module that are not docstrings."""
    documentation = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in documentation:
            yield node.value


def _outside(room: str) -> dict[str, str]:
    return {name: source for name, source in _MODULES.items() if not name.startswith(f"{room}/")}


def _places(pattern: str, sources: dict[str, str]) -> list[str]:
    """Give file and line of every match."""
    return [f"{name}:{number}: {line.strip()}" for name, source in sources.items() for number, line in enumerate(source.splitlines(), 1) if re.search(pattern, line)]


def test_imports_run_down_only() -> None:
    """import-linter keeps every contract of pyproject.toml: layers, no circles, formats apart, Word's libraries in the Word room."""
    judged = subprocess.run([Path(sys.executable).with_name("lint-imports"), "--no-cache"], cwd=_ROOT, capture_output=True, text=True, check=False)
    assert judged.returncode == 0, judged.stdout + judged.stderr


_LISTS = {"diagnostics/catalogue.py"}
"""What is a list rather than a story: a Vietnamese editor reviews every sentence of it in one place."""


@pytest.mark.parametrize("name", _MODULES)
def test_modules_fit_a_sitting(name: str) -> None:
    """A module has at most 400 lines, a function at most 60."""
    assert len(_MODULES[name].splitlines()) <= _MOST_LINES or name in _LISTS
    functions = (node for node in ast.walk(_TREES[name]) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))
    assert [node.name for node in functions if (node.end_lineno or node.lineno) - node.lineno + 1 > _MOST_FUNCTION_LINES] == []


def test_every_module_has_a_name_that_says_what_it_does() -> None:
    """No module or folder is called utils, common, helpers, base or shared."""
    assert [name for name in _MODULES if _NAMES_THAT_SAY_NOTHING & set(name.removesuffix(".py").split("/"))] == []


def test_word_xml_stands_in_one_room() -> None:
    """Nothing outside `ooxml` writes or reads an element of WordprocessingML."""
    assert _places(r"(?<![\w-])w:[a-zA-Z]|wordprocessingml", _outside("ooxml")) == []


def test_files_are_read_strictly() -> None:
    """No XML is parsed with recovery, and no YAML is loaded into objects."""
    assert _places(r"recover\s*=\s*True|\byaml\.(unsafe_|full_|safe_)?load", _MODULES) == []


def test_no_clock_and_no_chance() -> None:
    """Nothing asks for the time of day, the day or a random number: the day is an input. How long a build took is no date."""
    asked = re.compile(r"(datetime|date)\.(now|today|utcnow)|time\.(time|localtime|gmtime)|random\.\w+|uuid\.uuid[14]|secrets\.\w+")
    calls = {f"{name}: {ast.unparse(node.func)}" for name, tree in _TREES.items() for node in ast.walk(tree) if isinstance(node, ast.Call) if asked.fullmatch(ast.unparse(node.func))}
    assert calls == set()


def test_files_are_opened_at_one_door() -> None:
    """Only `disk` opens files, and `office` those that LibreOffice reads and writes."""
    opened = re.compile(r"(.*\.)?(open|read_text|read_bytes|write_text|write_bytes)")
    calls = {name for name, tree in _TREES.items() for node in ast.walk(tree) if isinstance(node, ast.Call) and opened.fullmatch(ast.unparse(node.func))}
    assert calls - {"disk.py"} == {"archive.py", "render/pdf.py"}, "archive opens members of a zip in memory, pdf the objects of a PDF"


def test_programs_are_run_at_one_door() -> None:
    """Only `outside` runs programs."""
    assert {name for name, source in _MODULES.items() if re.search(r"^\s*(import|from) (subprocess|pty)\b|os\.(system|popen|exec|spawn)", source, re.MULTILINE)} == {"outside.py"}


@pytest.mark.parametrize("name", [name for name in _MODULES if not name.startswith(tuple(_MAY_SPEAK_VIETNAMESE))])
def test_vietnamese_stands_where_people_edit_it(name: str) -> None:
    """Outside the rooms that speak to people, a text with Vietnamese letters is a key, a fact, a slot, or on the list with its reason."""
    listed, _ = _MAY_ALSO_SAY.get(name, (set(), ""))
    said = {text for text in _literals(_TREES[name]) if _VIETNAMESE.search(text)} - _vocabulary()
    assert said - listed == set(), "put the words into YAML, the catalogue or a label"
    assert listed - said == set(), "no longer said here: take it off the list"
