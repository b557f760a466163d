"""A tiny complete frame with one province, for tests to change and write to a folder.

Its files stand under `tests/support/tiny/`, to be read there; the labels of both editions and the Word templates are the shipped ones.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path

from qmsdocs import pipeline
from qmsdocs.diagnostics.report import Diagnostic, Refused

REPOSITORY = Path(__file__).parents[2]
PROVINCE = "NHO"
"""Tỉnh Nhỏ: the offices `tinh`, `suoi-lon`, `go-cao`; three changes, one of which is still to come; a document of its own."""
CHANGES = f"province_overrides/{PROVINCE}/changes.yaml"
FACTS = f"province_overrides/{PROVINCE}/province.yaml"
PROCEDURE = "framework_model/2015/tthc/cap-the.yaml"
TEXT = "framework_model/2015/common/chinh-sach.yaml"
DECISION = "framework_model/2015/governance/quyet-dinh.yaml"
INTERNAL = "framework_model/2015/internal/tiep-dan.yaml"
FORM = "framework_model/2015/forms/phieu.yaml"
LOCAL = f"province_overrides/{PROVINCE}/documents/internal/luu-dong.yaml"
SUCCESSION = "framework_model/succession/2008-2015.yaml"
_LABELS = "\nnhãn:\n"


@dataclass(frozen=True, slots=True)
class Workspace:
    """Files by their paths; every way to change it gives another."""

    files: Mapping[str, bytes]

    def text(self, path: str) -> str:
        """Give a file's text."""
        return self.files[path].decode()

    def put(self, path: str, content: str | bytes) -> Workspace:
        """Add a file, or give it other content."""
        return replace(self, files={**self.files, path: content.encode() if isinstance(content, str) else content})

    def without(self, path: str) -> Workspace:
        """Take a file away."""
        assert path in self.files
        return replace(self, files={name: content for name, content in self.files.items() if name != path})

    def replacing(self, path: str, old: str, new: str) -> Workspace:
        """Put other words in the one place of a file where the old ones stand."""
        text = self.text(path)
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {path}"
        return self.put(path, text.replace(old, new))

    def write(self, root: Path) -> Path:
        """Write the files under a folder; give the folder."""
        for path, content in self.files.items():
            place = root / path
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(content)
        return root


@cache
def tiny() -> Workspace:
    """Give the tiny workspace: no errors and no warnings on the day of its edition."""
    root = Path(__file__).parent / "tiny"
    files = {path.relative_to(root).as_posix(): path.read_bytes() for path in sorted(root.rglob("*.yaml"))}
    for year in ("2008", "2015"):
        edition = f"framework_model/{year}/edition.yaml"
        shipped = (REPOSITORY / edition).read_text(encoding="utf-8")
        files[edition] += shipped[shipped.index(_LABELS) + 1 :].encode()
        for template in sorted((REPOSITORY / "framework_model" / year / "templates").glob("*.docx")):
            files[f"framework_model/{year}/templates/{template.name}"] = template.read_bytes()
    return Workspace(files)


def problems_of(root: Path, province: str = PROVINCE, day: date | None = None) -> list[Diagnostic]:
    """Give every problem of a written workspace: those that refuse it, or the warnings that let it pass."""
    try:
        house = pipeline.open_house(root)
        return list(pipeline.plan_province(house, root, province, day or house.default_day).problems)
    except Refused as refused:
        return list(refused.problems)


def changes(*written: str) -> str:
    """Give a `changes.yaml` of changes that differ in their patches alone; each is its id, a line break, and the lines of the patch."""
    head = ["tên: Thay đổi", "lý do: Để thử", 'căn cứ: "……"', 'người duyệt: "……"', "tình trạng: đã quyết định"]
    lines = ["thay đổi:"]
    for change in written:
        name, *patch = change.strip("\n").splitlines()
        since = [] if any(line.startswith("từ ngày:") for line in patch) else ["từ ngày: 01/01/2021"]
        lines += [f"  {name}:", *(f"    {line}" for line in (*head, *since, *patch))]
    return "\n".join(lines) + "\n"
