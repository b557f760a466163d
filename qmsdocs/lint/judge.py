"""Parts × rules → findings: operators over properties, and which rules a paper is held against."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from qmsdocs.diagnostics.report import WordPlace
from qmsdocs.lint.parts import Part, Parts
from qmsdocs.lint.properties import Value, values_of
from qmsdocs.model.finding import Finding, Profile, worst_first
from qmsdocs.model.rule import Check, Operator, Rule, Rules, Scope, Words

_EXCERPT = 60
_SHOWN = 90
_RENDERED = "render"


def guess_profile(parts: Parts) -> Profile:
    """Guess what a paper is held against: one with a head and an agency, a number or a type of the decree is a whole paper, unless its feet are those of a quality system's documents.

    A form that people fill in for an agency has the nation's name too, and neither agency nor number.
    """
    names = {part.name for part in parts.parts if part.scope is Scope.MAIN}
    if "chan-trang-bo" in names:
        return Profile.DOCUMENT
    headed = parts.has_nation or "tieu-ngu" in names or {"so", "ngay"} <= names
    return Profile.PAPER if headed and (parts.is_named or names & {"so", "co-quan"}) else Profile.DOCUMENT


def untried(rules: Rules, profile: Profile, rendered: bool) -> tuple[str, ...]:
    """Give the rules of a profile that were not tried because no pages were printed."""
    return tuple(name for name, rule in rules.rules.items() if rule.method == _RENDERED and rule.checks and profile in rule.profiles and not rendered)


def judge(parts: Parts, rules: Rules, words: Words, profile: Profile, printed: Sequence[Part] | None) -> tuple[Finding, ...]:
    """Hold a paper against the rules of a profile. Takes its parts, and those that its printed pages show, or None where it was not printed."""
    by_name: dict[str, list[Part]] = {}
    for part in [*parts.parts, *(printed or ())]:
        by_name.setdefault(part.name, []).append(part)
    found: list[Finding] = []
    for name, rule in rules.rules.items():
        if profile not in rule.profiles or (rule.method == _RENDERED and printed is None):
            continue
        for check in rule.checks:
            if parts.type in check.except_types or (check.types and parts.type not in check.types):
                continue
            found += _gathered(_tried(name, rule, check, by_name, parts, words))
    return tuple(worst_first(found))


def _tried(name: str, rule: Rule, check: Check, by_name: dict[str, list[Part]], parts: Parts, words: Words) -> Iterator[Finding]:
    here = [part for part in by_name.get(check.part, ()) if part.scope in check.scopes and part.lines]
    if check.operator is Operator.PRESENT:
        if not here:
            yield _finding(name, rule, check, by_name["van-ban"][0] if by_name.get("van-ban") else None, words.shown["missing"].replace("{}", words.parts[check.part]), parts)
        return
    held: dict[Value, bool] = {}
    for part in here:
        if check.when and not check.condition.search(" ".join(line.text for line in part.lines)):
            continue
        for value in values_of(part, check.property, words):
            if value not in held:
                held[value] = holds(value, check, rule)
            if not held[value]:
                yield _finding(name, rule, check, part, _said(value, check, words), parts)


def holds(value: Value, check: Check, rule: Rule) -> bool:
    """Say whether a value keeps within the bounds of a check, or of its rule where the check names none."""
    match check.operator:
        case Operator.RANGE:
            low = check.min if check.min is not None else float(rule.min)
            high = check.max if check.max is not None else float(rule.max)
            return low - check.tolerance <= float(value) <= high + check.tolerance
        case Operator.LEAST:
            return float(value) >= (check.min if check.min is not None else float(rule.min)) - check.tolerance
        case Operator.AMONG:
            if isinstance(value, float):
                return any(abs(value - float(one)) <= check.tolerance for one in check.values)
            return value.casefold() in {one.casefold() for one in check.values}
        case Operator.MATCHES:
            return any(pattern.search(str(value)) for pattern in check.patterns)
        case Operator.LACKS:
            return not any(pattern.search(str(value)) for pattern in check.patterns)
        case Operator.PRESENT:
            return True


def _said(value: Value, check: Check, words: Words) -> str:
    """Say a value as a reader of findings does."""
    if isinstance(value, float):
        return words.units.get(check.property, "{}").replace("{}", f"{value:.2f}".rstrip("0").rstrip(".").replace(".", ","))
    if check.operator is Operator.LACKS and (hit := next((found for pattern in check.patterns if (found := pattern.search(value))), None)) is not None:
        start = max(0, hit.start() - _SHOWN // 4)
        return f"«{value[start : hit.end() + _SHOWN // 4].strip()}»"
    known = words.shown.get(f"{check.property} {value}")
    if known is not None:
        return known
    if check.property in words.units:
        return words.units[check.property].replace("{}", value)
    return value if value.startswith("«") else f"«{value if len(value) <= _SHOWN else value[:_SHOWN] + '…'}»"


def _finding(name: str, rule: Rule, check: Check, part: Part | None, found: str, parts: Parts) -> Finding:
    line = part.lines[0] if part is not None and part.lines else None
    excerpt = "" if line is None else line.text[:_EXCERPT]
    place = WordPlace(parts.paper.file, "word/document.xml" if line is None else line.paragraph.part, 1 if line is None else line.paragraph.number, excerpt)
    return Finding(name, check.severity or rule.severity, rule.source, rule.component, place, found, check.expected or rule.expected, check.cure or rule.cure)


def _gathered(found: Iterator[Finding]) -> list[Finding]:
    """Give what is wrong in the same way once, with the other places."""
    by_what: dict[tuple[str, str], dict[WordPlace, Finding]] = {}
    for one in found:
        by_what.setdefault((one.found, one.expected), {}).setdefault(one.place, one)
    return [replace(next(iter(places.values())), others=tuple(places)[1:]) for places in by_what.values()]
