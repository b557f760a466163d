"""What is generated from the code: JSON Schemas for the editor, and the reference pages in Vietnamese and English.

Takes the models, the catalogue, the command tree, the modules; gives pages as bytes, so that `make check` can tell a stale one.
"""

from __future__ import annotations

import ast
import inspect
import json
import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

import click
from pydantic import BaseModel

from qmsdocs import disk, linting
from qmsdocs.compose.frame import GENERATED_FACTS
from qmsdocs.compose.sets import place_of_office
from qmsdocs.diagnostics import catalogue
from qmsdocs.model.finding import Weight
from qmsdocs.model.framework.change import ChangeFile
from qmsdocs.model.framework.documents import SHAPES, Shape
from qmsdocs.model.framework.edition import Edition
from qmsdocs.model.framework.fields import Lock, fields_of, lock_of, models_in
from qmsdocs.model.framework.organisation import PROVINCIAL_OFFICE, DistrictEntry, Offices, ProvinceEntry, ProvinceFile, Roles
from qmsdocs.model.framework.references import Abbreviations, Clauses, DocumentedInformation, Glossary, LegalText, PrescribedForm, ServiceCatalogues, Succession

_MODELS: Mapping[str, tuple[str, type[BaseModel]]] = MappingProxyType(
    {
        "quy-trinh": ("Quy trình", SHAPES[Shape.PROCEDURE]),
        "tai-lieu": ("Tài liệu", SHAPES[Shape.TEXT]),
        "quyet-dinh": ("Quyết định", SHAPES[Shape.DECISION]),
        "van-ban": ("Văn bản", SHAPES[Shape.PAPER]),
        "bieu-mau": ("Biểu mẫu", SHAPES[Shape.FORM]),
        "edition": ("Lần ban hành", Edition),
        "legal-text": ("Văn bản pháp luật", LegalText),
        "prescribed-form": ("Mẫu theo quy định", PrescribedForm),
        "clauses": ("Điều khoản", Clauses),
        "glossary": ("Thuật ngữ", Glossary),
        "abbreviations": ("Chữ viết tắt", Abbreviations),
        "documented-information": ("Thông tin dạng văn bản được yêu cầu", DocumentedInformation),
        "services": ("Danh mục thủ tục hành chính", ServiceCatalogues),
        "offices": ("Đơn vị", Offices),
        "roles": ("Vai trò", Roles),
        "succession": ("Kế thừa giữa hai bộ", Succession),
        "province": ("Dữ kiện của tỉnh", ProvinceFile),
        "changes": ("Thay đổi của tỉnh", ChangeFile),
    }
)


def pages(commands: click.Group) -> dict[str, bytes]:
    """Give every generated page by its path."""
    made = {f"framework_model/schema/{name}.json": _schema(title, model) for name, (title, model) in _MODELS.items()}
    made["docs/vi/tra-cuu/truong.md"] = _fields_page().encode()
    made["docs/vi/tra-cuu/loi.md"] = _problems_page().encode()
    made["docs/vi/tra-cuu/lenh.md"] = _commands_page(commands).encode()
    made["docs/vi/tra-cuu/quy-tac-nd30.md"] = _rules_page().encode()
    made["docs/dev/rooms.md"] = _rooms_page().encode()
    return made


def generated_facts(offices: Offices) -> dict[str, bytes]:
    """Give for every province the file of the facts of its offices that follow from the list of offices, by its path."""
    made = {}
    for code, entry in offices.provinces.items():
        places: dict[str, ProvinceEntry | DistrictEntry] = {PROVINCIAL_OFFICE: entry, **entry.districts}
        lines = [
            "# yaml-language-server: $schema=../../framework_model/schema/province.json",
            "# Tệp do phần mềm sinh ra từ organisation/offices.yaml (qmsdocs docs); đừng sửa tay.",
            "# Dữ kiện do người ghi đặt ở province.yaml cùng thư mục; dữ kiện ở đó thay dữ kiện ở đây.",
            f"tỉnh: {code}",
            "đơn vị:",
            *(f'  {office}: {{địa danh: {place_of_office(area)}, nguồn: {{ghi: "organisation/offices.yaml: {area.name}", xác minh: đã xác minh}}}}' for office, area in places.items()),
        ]
        made[f"province_overrides/{code}/{GENERATED_FACTS}"] = "\n".join([*lines, ""]).encode()
    return made


def _schema(title: str, model: type[BaseModel]) -> bytes:
    """Give the JSON Schema of a kind of file; numbers may be written as numbers or as text, as editors infer them."""
    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", **model.model_json_schema(by_alias=True), "title": title}
    return (json.dumps(_for_editors(schema), ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()


def _for_editors(part: Any) -> Any:
    if isinstance(part, dict):
        plain = {key: _for_editors(value) for key, value in part.items() if key != "default" or value is not None}
        if plain.get("type") in {"string", "integer"} and "enum" not in plain and "const" not in plain:
            plain["type"] = ["string", "number"]
        return plain
    return [_for_editors(item) for item in part] if isinstance(part, list) else part


_HEAD = "<!-- Trang này do lệnh «make docs» sinh ra; đừng sửa tay. -->\n"


def _fields_page() -> str:
    lines = [_HEAD, "# Các mục của từng loại tệp", "", "Khóa: **khóa** nghĩa là tỉnh không được thay; **có giới hạn** nghĩa là chỉ được rút ngắn.", ""]
    told: set[type[BaseModel]] = set()
    for name, (title, model) in _MODELS.items():
        lines += [f"## {title} (`{name}.json`)", ""]
        lines += _fields_of_model(model, told)
    return "\n".join(lines).rstrip() + "\n"


def _fields_of_model(model: type[BaseModel], told: set[type[BaseModel]]) -> list[str]:
    lines = ["| mục | bắt buộc | khóa | ý nghĩa |", "| --- | --- | --- | --- |"]
    inner: list[tuple[str, type[BaseModel]]] = []
    for key, field in fields_of(model).items():
        lock = lock_of(field)
        description = (field.description or "").replace("|", "\\|")
        lines.append(f"| `{key}` | {'có' if field.is_required() else ''} | {'' if lock is Lock.FREE else lock.value} | {description} |")
        inner += [(key, found) for found in models_in(field.annotation)]
    lines.append("")
    for key, found in inner:
        if found not in told:
            told.add(found)
            lines += [f"### Trong `{key}`", "", *_fields_of_model(found, told)]
    return lines


_WEIGHTS = {Weight.ERROR: "lỗi", Weight.WARNING: "cảnh báo", Weight.NOTE: "lưu ý"}
_MESSAGE = re.compile(r"\{[^{}]*\}")


def _problems_page() -> str:
    lines = [_HEAD, "# Các lỗi và cảnh báo", "", "Chữ «…» thay cho điều cụ thể của từng trường hợp.", "", "| mã | mức | nội dung | cách sửa |", "| --- | --- | --- | --- |"]
    tree = ast.parse(inspect.getsource(catalogue))
    lines += [_problem_line(function) for function in tree.body if isinstance(function, ast.FunctionDef) and not function.name.startswith("_")]
    return "\n".join(lines) + "\n"


def _problem_line(function: ast.FunctionDef) -> str:
    call = next(node for node in ast.walk(function) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in {"_error", "_warning"})
    assert isinstance(call.func, ast.Name)  # noqa: S101 - chosen above
    code, _, message, cure = call.args[:4]
    level = "lỗi" if call.func.id == "_error" else "cảnh báo"
    return f"| {_words(code)} | {level} | {_words(message)} | {_words(cure)} |"


def _words(node: ast.expr) -> str:
    """Give the words of a message, with … where the case's own facts go."""
    if isinstance(node, ast.Constant):
        return str(node.value).replace("|", "\\|")
    if isinstance(node, ast.JoinedStr):
        return "".join(_words(part) if isinstance(part, ast.Constant) else "…" for part in node.values)
    if isinstance(node, ast.Call) and len(node.args) >= 3:  # noqa: PLR2004 - a nearest name, with what to say otherwise
        return _words(node.args[2])
    return "…"


def _commands_page(commands: click.Group) -> str:
    lines = [_HEAD, "# Các lệnh", "", "Mã kết thúc: 0 tốt; 1 nội dung bị từ chối; 2 gõ lệnh sai; 3 máy thiếu điều kiện; 4 bộ tài liệu không nguyên vẹn; 70 lỗi của chương trình.", ""]
    for name, command in sorted(commands.commands.items()):
        usage = " ".join(parameter.metavar or (parameter.name or "") for parameter in command.params if isinstance(parameter, click.Argument))
        lines += [f"## qmsdocs {name} {usage}".rstrip(), "", inspect.cleandoc(command.help or ""), ""]
        options = [parameter for parameter in command.params if isinstance(parameter, click.Option)]
        lines += [f"- `{', '.join(option.opts)}`: {option.help}" for option in options]
        lines.append("")
    return "\n".join(lines).rstrip() + "\n"


def _rules_page() -> str:
    rules = linting.read_rules()
    tried = sum(rule.is_tried for rule in rules.rules.values())
    lines = [_HEAD, f"# Quy tắc thể thức theo {rules.decree}", "", f"{len(rules.rules)} quy tắc; máy kiểm tra {tried}. Cách dùng: [Kiểm tra thể thức tệp Word](../kiem-tra-the-thuc.md).", ""]
    lines += ["| mã | thành phần | cần | mức | máy kiểm tra | cho | theo |", "| --- | --- | --- | --- | --- | --- | --- |"]
    for name, rule in rules.rules.items():
        how = f"{'có' if rule.is_tried else '**không**'}: {rules.methods[rule.method]}" + (f". {rule.permits}" if rule.permits else "")
        row = [name, rule.component, rule.expected, _WEIGHTS[rule.severity], how, ", ".join(rule.profiles), rule.source]
        lines.append("| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |")
    return "\n".join(lines) + "\n"


def _rooms_page() -> str:
    lines = ["<!-- Generated by `make docs` from the modules' first sentences; do not edit. -->", "", "# Rooms", "", "| module | purpose |", "| --- | --- |"]
    for name, source in disk.read_package():
        purpose = (ast.get_docstring(ast.parse(source)) or "").split("\n\n")[0].replace("\n", " ").replace("|", "\\|")
        if purpose:
            lines.append(f"| `{name}` | {purpose} |")
    return "\n".join(lines) + "\n"
