"""What was judged → words for people, JSON, and SARIF 2.1.0 for other programs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import quote

from qmsdocs.diagnostics.report import Diagnostic, WordPlace, as_json
from qmsdocs.model.finding import Finding, Judged, Profile, Weight
from qmsdocs.model.rule import Rules

_WEIGHTS = {Weight.ERROR: "lỗi", Weight.WARNING: "cảnh báo", Weight.NOTE: "lưu ý"}
_PROFILES = {Profile.PAPER: "văn bản hành chính (nd30)", Profile.DOCUMENT: "tài liệu hệ thống quản lý chất lượng (qms_doc)"}
_MOST_PLACES = 8
_LEVELS = {Weight.ERROR: "error", Weight.WARNING: "warning", Weight.NOTE: "note"}
_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def as_text(judged: Sequence[Judged]) -> Iterator[str]:
    """Yield what people read: each file with its findings, the worst files first, and a last line that sums up."""
    for one in sorted(judged, key=lambda one: (-_count(one, Weight.ERROR) - len(one.problems), -_count(one, Weight.WARNING), one.file)):
        yield from _file(one)
    errors, warnings, notes = (sum(_count(one, weight) for one in judged) for weight in Weight)
    unread = sum(bool(one.problems) for one in judged)
    yield f"{len(judged)} tệp: {errors} lỗi, {warnings} cảnh báo, {notes} lưu ý" + (f"; {unread} tệp không đọc được." if unread else ".")


def _count(judged: Judged, weight: Weight) -> int:
    return sum(finding.weight is weight for finding in judged.findings)


def _file(judged: Judged) -> Iterator[str]:
    yield f"== {judged.file}"
    for problem in judged.problems:
        yield f"{problem.severity.value}[{problem.code}]: {problem.message}"
        yield f"     = cách sửa: {problem.cure}"
    if judged.profile is not None:
        yield f"   kiểm tra như: {_PROFILES[judged.profile]}" + (" – đoán theo nội dung; chọn bằng --profile" if judged.guessed else "")
        yield from (line for finding in judged.findings for line in _finding(finding))
        if judged.untried:
            yield f"   chưa kiểm tra (không có LibreOffice hoặc pdfplumber): {', '.join(judged.untried)}"
        if not judged.findings:
            yield "   không thấy sai sót."
    yield ""


def _finding(finding: Finding) -> Iterator[str]:
    yield f"{_WEIGHTS[finding.weight]}[{finding.rule}] {finding.component}: {finding.found}"
    yield f"  --> {_place(finding.place)}{_others(finding.others)}"
    yield f"     = cần: {finding.expected}"
    yield f"     = cách sửa: {finding.cure}"
    yield f"     = theo: {finding.source}"


def _place(place: WordPlace) -> str:
    return f"{place.part}, đoạn {place.paragraph}" + (f": «{place.excerpt}»" if place.excerpt else "")


def _others(places: Sequence[WordPlace]) -> str:
    if not places:
        return ""
    named = ", ".join(str(place.paragraph) for place in places[:_MOST_PLACES])
    return f" (và {len(places)} chỗ nữa: đoạn {named}{', …' if len(places) > _MOST_PLACES else ''})"


def as_data(judged: Sequence[Judged]) -> list[Mapping[str, Any]]:
    """Give what was judged as plain data."""
    return [
        {
            "file": one.file,
            "profile": one.profile,
            "guessed": one.guessed,
            "findings": [_finding_data(finding) for finding in one.findings],
            "untried": list(one.untried),
            "problems": [as_json(problem) for problem in one.problems],
        }
        for one in judged
    ]


def _finding_data(finding: Finding) -> Mapping[str, Any]:
    return {
        "rule": finding.rule,
        "severity": finding.weight,
        "source": finding.source,
        "component": finding.component,
        "place": _place_data(finding.place),
        "others": [_place_data(place) for place in finding.others],
        "found": finding.found,
        "expected": finding.expected,
        "cure": finding.cure,
    }


def _place_data(place: WordPlace) -> Mapping[str, Any]:
    return {"part": place.part, "paragraph": place.paragraph, "text": place.excerpt}


def as_sarif(judged: Sequence[Judged], rules: Rules, version: str) -> Mapping[str, Any]:
    """Give what was judged as a SARIF log."""
    used = {finding.rule for one in judged for finding in one.findings}
    listed = [name for name in rules.rules if name in used]
    told = [problem for one in judged for problem in one.problems]
    codes = sorted({problem.code for problem in told})
    index = {name: at for at, name in enumerate([*listed, *codes])}
    described = [_rule(name, rules) for name in listed]
    described += [{"id": code, "shortDescription": {"text": next(problem.message for problem in told if problem.code == code)}} for code in codes]
    results = [_result(finding, index) for one in judged for finding in one.findings]
    results += [_problem(problem, one.file, index) for one in judged for problem in one.problems]
    driver = {"name": "qmsdocs", "version": version, "language": "vi", "rules": described}
    return {"$schema": _SCHEMA, "version": "2.1.0", "runs": [{"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}]}


def _rule(name: str, rules: Rules) -> Mapping[str, Any]:
    rule = rules.rules[name]
    return {
        "id": name,
        "shortDescription": {"text": f"{rule.component}: {rule.expected}"},
        "fullDescription": {"text": rule.source},
        "help": {"text": rule.cure},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
    }


def _result(finding: Finding, index: Mapping[str, int]) -> Mapping[str, Any]:
    told = f"{finding.component}: {finding.found}. Cần: {finding.expected}. Cách sửa: {finding.cure} ({finding.source})"
    result: dict[str, Any] = {"ruleId": finding.rule, "ruleIndex": index[finding.rule], "level": _LEVELS[finding.weight], "message": {"text": told}, "locations": [_location(finding.place)]}
    if finding.others:
        result["relatedLocations"] = [_location(place) for place in finding.others]
    return result


def _problem(problem: Diagnostic, file: str, index: Mapping[str, int]) -> Mapping[str, Any]:
    location = {"physicalLocation": {"artifactLocation": {"uri": quote(file.replace("\\", "/"))}}}
    return {"ruleId": problem.code, "ruleIndex": index[problem.code], "level": "error", "message": {"text": f"{problem.message}. Cách sửa: {problem.cure}"}, "locations": [location]}


def _location(place: WordPlace) -> Mapping[str, Any]:
    return {
        "physicalLocation": {"artifactLocation": {"uri": quote(place.file.replace("\\", "/"))}},
        "logicalLocations": [{"fullyQualifiedName": f"{place.part}/{place.paragraph}", "kind": "element"}],
        "message": {"text": _place(place)},
    }
