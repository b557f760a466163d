"""How fast: one run measures us, docxtpl and docxtemplater on the same documents, side by side, and gives ratios.

`make bench` prints them and writes build/bench.json. Ratios of one run on one machine mean something; bare seconds do not, and nothing fails
for being slow. What does fail: documents of ours and of the others that do not have the same words.
"""

from __future__ import annotations

import argparse
import gc
import json
import platform
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from itertools import cycle, islice
from pathlib import Path
from statistics import median
from typing import Any

REPOSITORY = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(REPOSITORY))

from rivals import AbsentError, DocxtplPool, Job, Values, docxtemplater, docxtpl_render, install_docxtemplater, placeholders, values_of, words  # noqa: E402

from qmsdocs import pipeline  # noqa: E402 - found in this repository, installed or not
from qmsdocs.diagnostics.report import Refused  # noqa: E402
from qmsdocs.model.artifact import Printed  # noqa: E402
from qmsdocs.model.framework.frame import Office  # noqa: E402
from qmsdocs.printing import Press  # noqa: E402
from qmsdocs.render.formats import FORMATS  # noqa: E402

PROVINCE, OFFICE, PROCEDURE = "QNG", "binh-son", "om-dau"
PROCESSES = 2
JINJA, BRACES = "{{ ? }}", "{?}"
"""How docxtpl and docxtemplater write a placeholder."""
FILLS, NODE_FILLS, DOCXTPL_FILLS = 2000, 12, 3
"""Documents in one timed batch of each side: batches that take about the same time, so that what else the machine does falls on all alike."""

METHOD = (
    "fill: một quy trình thật, cùng tệp, chỗ trống của ta là chỗ điền của docxtpl và docxtemplater; các bên chạy xen kẽ trong một lần đo, lấy trung vị; "
    "đã so từng từ của kết quả. province: cả lệnh qmsdocs build (docx, html, hai phiên bản, bản so sánh, .zip, ghi đĩa) so với riêng docxtpl lập số tệp docx ấy; "
    "docxtpl không lập hết mà lập một mẫu tệp thật rải đều theo cỡ tệp, trong bộ nhớ, trên cùng số tiến trình, rồi nhân theo số tệp; province_cpu_share: cũng vậy, tính theo thời gian bộ xử lý, ít chịu ảnh hưởng của việc khác đang chạy trên máy."
)


def say(line: str) -> None:
    """Print a line at once, also into a pipe."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def decimal(value: float, places: int = 1) -> str:
    """Write a number the Vietnamese way."""
    return f"{value:.{places}f}".replace(".", ",")


class MismatchError(Exception):
    """Two sides did not make the same; says what, in Vietnamese."""


def same_words(ours: bytes, theirs: bytes, whose: str) -> None:
    """Raise MismatchError unless two Word files say the same."""
    if words(ours) != words(theirs):
        msg = f"tài liệu của {whose} không cùng các từ với của ta"
        raise MismatchError(msg)


@dataclass(frozen=True, slots=True)
class WordFile:
    """A Word file of the province's set: printed once for its class of offices, to be filled for one of them."""

    printed: Printed
    office: Office
    colleagues: tuple[Office, ...]
    """Every office of its class."""
    id: str
    role: str
    edition: str

    def filled(self, facts: Mapping[str, str]) -> bytes:
        """Give the .docx."""
        return self.printed.fill(facts).raw

    def template(self, mark: str) -> bytes:
        """Give the same document with placeholders where it has holes."""
        return self.filled(placeholders(dict(self.office.facts), mark))


def word_files(root: Path) -> list[WordFile]:
    """Print the province's set; give every Word file of every office."""
    house = pipeline.open_house(root)
    plan = pipeline.plan_province(house, root, PROVINCE, house.default_day)
    press = Press(house.templates, pipeline.read_assets(), ("docx",))
    files: list[WordFile] = []
    for one in plan.classes:
        printed = [file for file in press.print_set(one.plan).files if file.path.endswith(".docx")]
        files += [WordFile(file.printed, office, one.offices, file.document, file.role, file.edition) for office in one.offices for file in printed]
    return files


def fill_seconds(printed: Printed, offices: Sequence[Mapping[str, str]]) -> float:
    """Give the time of filling one document, offices in turn."""
    started = time.perf_counter()
    for facts in islice(cycle(offices), FILLS):
        printed.fill(facts)
    return (time.perf_counter() - started) / FILLS


def docxtpl_seconds(template: bytes, offices: Sequence[Values]) -> float:
    """Give docxtpl's time for one document, offices in turn."""
    started = time.perf_counter()
    for values in islice(cycle(offices), DOCXTPL_FILLS):
        docxtpl_render(template, values)
    return (time.perf_counter() - started) / DOCXTPL_FILLS


def measure_fill(file: WordFile, rounds: int, modules: Path, scratch: Path) -> dict[str, Any]:
    """Fill one procedure with each side, in turns."""
    facts = [dict(office.facts) for office in file.colleagues]
    values = [values_of(each) for each in facts]
    template = file.template(JINJA)
    same_words(file.filled(facts[0]), docxtpl_render(template, values[0]), "docxtpl")
    took: dict[str, list[float]] = {"ours": [], "docxtpl": [], "docxtemplater": []}
    found: dict[str, Any] = {"docxtemplater": None, "fill_vs_docxtemplater": None}
    try:
        found["docxtemplater"] = install_docxtemplater(modules)
        with docxtemplater(modules, file.template(BRACES), values, scratch) as node:
            node.seconds(2 * NODE_FILLS)
            node.seconds(1, scratch / "node.docx")
            same_words(file.filled(facts[0]), (scratch / "node.docx").read_bytes(), "docxtemplater")
            for _ in range(rounds):
                took["docxtpl"].append(docxtpl_seconds(template, values))
                took["ours"].append(fill_seconds(file.printed, facts))
                took["docxtemplater"].append(node.seconds(NODE_FILLS))
    except AbsentError as absent:
        say(f"Bỏ qua docxtemplater: {absent}.")
        found["fill_vs_docxtemplater_reason"] = str(absent)
        took["docxtemplater"] = []
        for _ in range(rounds - len(took["ours"])):
            took["docxtpl"].append(docxtpl_seconds(template, values))
            took["ours"].append(fill_seconds(file.printed, facts))
    middle = {side: median(times) for side, times in took.items() if times}
    found["fill_vs_docxtpl"] = round(middle["docxtpl"] / middle["ours"], 1)
    if "docxtemplater" in middle:
        found["fill_vs_docxtemplater"] = round(middle["docxtemplater"] / middle["ours"], 1)
    return found | {"seconds": {f"fill_{side}": round(time_, 7) for side, time_ in middle.items()}}


@dataclass(frozen=True, slots=True)
class Build:
    """One whole build of the province."""

    seconds: float
    cpu_seconds: float
    peak_rss_mb: float
    documents: int
    docx_files: int


def build_province(root: Path, scratch: Path) -> Build:
    """Build the province as its users do, in a process of its own; count what it made."""
    measured = Path(__file__).with_name("measured.py")
    with tempfile.TemporaryDirectory(dir=scratch) as out:
        command = [sys.executable, "-m", "qmsdocs", "--root", str(root), "build", PROVINCE, "--jobs", str(PROCESSES), "--json", "--out", out]
        done = subprocess.run([sys.executable, str(measured), *command], cwd=REPOSITORY, check=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, encoding="utf-8")
        docx_files = sum(1 for _ in Path(out).rglob("*.docx"))
    summary, measures = (json.loads(line) for line in done.stdout.splitlines()[-2:])
    return Build(measures["seconds"], measures["cpu_seconds"], measures["peak_rss_mb"], summary["documents"], docx_files)


def drawn(files: Sequence[WordFile], size: int) -> list[tuple[WordFile, Job]]:
    """Draw files evenly from the smallest to the largest, each with its job for docxtpl."""
    placeholder: dict[int, bytes] = {}
    for file in files:
        if id(file.printed) not in placeholder:
            placeholder[id(file.printed)] = file.template(JINJA)
    ordered = sorted(files, key=lambda file: len(placeholder[id(file.printed)]))
    chosen = [ordered[int((number + 0.5) * len(ordered) / size)] for number in range(size)]
    return [(file, Job(placeholder[id(file.printed)], values_of(dict(file.office.facts)))) for file in chosen]


def measure_province(files: Sequence[WordFile], root: Path, rounds: int, sample_size: int, scratch: Path) -> dict[str, Any]:
    """Build the whole province, and let docxtpl render a sample of its Word files, in turns."""
    sample = drawn(files, min(sample_size, len(files)))
    builds: list[Build] = []
    docxtpl: list[tuple[float, float]] = []
    with DocxtplPool([job for _, job in sample], PROCESSES) as pool:
        for (file, _), made in zip(sample, pool.documents(), strict=True):
            same_words(file.filled(dict(file.office.facts)), made, "docxtpl")
        for _ in range(rounds):
            docxtpl.append(pool.seconds())
            builds.append(build_province(root, scratch))
    docx_files = builds[0].docx_files
    if docx_files != len(files):
        msg = f"qmsdocs build ghi {docx_files} tệp docx, còn bộ in có {len(files)}"
        raise MismatchError(msg)
    build, build_cpu = median(one.seconds for one in builds), median(one.cpu_seconds for one in builds)
    sample_seconds, sample_cpu = median(wall for wall, _ in docxtpl), median(cpu for _, cpu in docxtpl)
    scale = docx_files / len(sample)
    return {
        "province_share_of_docxtpl": round(build / (sample_seconds * scale), 4),
        "province_cpu_share_of_docxtpl": round(build_cpu / (sample_cpu * scale), 4),
        "gate_cpu_share": round(gate_seconds(files) / build_cpu, 4),
        "documents": builds[0].documents,
        "docx_files": docx_files,
        "peak_rss_mb": round(max(one.peak_rss_mb for one in builds), 1),
        "docxtpl_sample": {
            "files": len(sample),
            "processes": PROCESSES,
            "roles": dict(Counter(f"{file.edition} {file.role}".strip() for file, _ in sample)),
            "scaled_by": round(scale, 3),
        },
        "seconds": {"province_ours": round(build, 3), "province_docxtpl_sample": round(sample_seconds, 3), "province_docxtpl_scaled": round(sample_seconds * scale, 1)},
    }


def gate_seconds(files: Sequence[WordFile]) -> float:
    """Give the processor time of the gate over every printed Word file of the province, which a build spends once."""
    word = FORMATS["docx"]
    printed = {id(file.printed): file.printed for file in files}
    started = time.process_time()
    for one in printed.values():
        word.faults(one, "")
    return time.process_time() - started


def report(figures: Mapping[str, Any]) -> None:
    """Print the ratios."""
    seconds = figures["seconds"]
    say(f"Điền một tài liệu: {decimal(seconds['fill_ours'] * 1000, 2)} ms; docxtpl {decimal(seconds['fill_docxtpl'] * 1000)} ms, gấp {decimal(figures['fill_vs_docxtpl'], 0)} lần.")
    if figures["fill_vs_docxtemplater"] is not None:
        say(f"docxtemplater {figures['docxtemplater']}: {decimal(seconds['fill_docxtemplater'] * 1000)} ms, gấp {decimal(figures['fill_vs_docxtemplater'])} lần.")
    say(f"Cả tỉnh {PROVINCE}: {decimal(seconds['province_ours'])} giây, {figures['docx_files']} tệp docx; riêng docxtpl cần {decimal(seconds['province_docxtpl_scaled'], 0)} giây.")
    say(
        f"Ta dùng {decimal(100 * figures['province_share_of_docxtpl'])} % thời gian của docxtpl (suy từ mẫu {figures['docxtpl_sample']['files']} tệp), nhiều nhất {decimal(figures['peak_rss_mb'], 0)} MB."
    )
    say(f"Cổng kiểm các tệp Word chiếm {decimal(100 * figures['gate_cpu_share'])} % thời gian bộ xử lý của cả lệnh.")


def options() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(description="Đo tốc độ so với docxtpl và docxtemplater.")
    parser.add_argument("--root", type=Path, default=REPOSITORY, help="thư mục có framework_model (mặc định: kho này)")
    parser.add_argument("--rounds", type=int, default=15, help="số vòng đo việc điền một tài liệu")
    parser.add_argument("--builds", type=int, default=5, help="số vòng đo cả tỉnh")
    parser.add_argument("--sample", type=int, default=96, help="số tệp docx trong mẫu của docxtpl, từ 40 trở lên")
    return parser.parse_args()


def main() -> int:
    """Measure, print, write. Gives the exit code."""
    wanted = options()
    root = wanted.root.resolve()
    out = REPOSITORY / "build"
    say(f"Đang in bộ tài liệu {PROVINCE} …")
    try:
        files = word_files(root)
    except Refused as refusal:
        say(f"Khung có {len(refusal.problems)} vấn đề, chưa đo được: xem qmsdocs check {PROVINCE}.")
        return 1
    procedure = next(file for file in files if (file.office.id, file.id, file.role) == (OFFICE, PROCEDURE, "docx") and file.edition == max(each.edition for each in files))
    gc.collect()
    gc.freeze()  # what we hold must not slow the others: Python's collector would walk it while docxtpl makes its objects
    with tempfile.TemporaryDirectory(prefix="qmsdocs-bench-") as scratch:
        try:
            say(f"Đang đo {wanted.rounds} vòng điền tài liệu, {wanted.builds} vòng cả tỉnh …")
            fill = measure_fill(procedure, wanted.rounds, out / "bench-node", Path(scratch))
            province = measure_province(files, root, wanted.builds, max(40, wanted.sample), Path(scratch))
        except MismatchError as fault:
            say(f"Không đo được: {fault}.")
            return 1
    figures = fill | province | {"seconds": fill["seconds"] | province["seconds"], "python": platform.python_version(), "docxtpl": version("docxtpl"), "method": METHOD}
    out.mkdir(exist_ok=True)
    (out / "bench.json").write_text(json.dumps(figures, ensure_ascii=False, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    report(figures)
    return 0


if __name__ == "__main__":
    sys.exit(main())
