"""argv → exit code: the commands, their Vietnamese help, what is printed where.

stdout is data, stderr is progress and problems. Exit codes: 0 fine, 1 content refused, 2 usage, 3 environment, 4 integrity, 70 our bug.
"""

from __future__ import annotations

import gettext
import json
import os
import platform
import shutil
import sys
import tempfile
import time
import traceback
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path
from typing import Any

os.environ["LANGUAGE"] = "vi"  # noqa: TID251 - click speaks through gettext, which reads the environment
gettext.bindtextdomain("messages", str(files("qmsdocs") / "assets" / "locale"))

import click  # noqa: E402 - after gettext knows where the Vietnamese words are

from qmsdocs import __version__, disk  # noqa: E402
from qmsdocs.diagnostics import catalogue  # noqa: E402
from qmsdocs.diagnostics.report import Diagnostic, Refused, Severity, TextPlace, Unable, Unsound, as_json, has_errors, in_order, show  # noqa: E402

REFUSED, ENVIRONMENT, INTEGRITY, OUR_BUG = 1, 3, 4, 70


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, "--version", message="qmsdocs %(version)s", help="In số phiên bản.")
@click.option("--root", type=click.Path(path_type=Path, file_okay=False), default=None, help="Thư mục của dự án (mặc định: thư mục hiện tại hoặc thư mục cha có framework_model).")
@click.pass_context
def qmsdocs(context: click.Context, root: Path | None) -> None:
    """Lập bộ tài liệu hệ thống quản lý chất lượng TCVN ISO 9001 cho từng đơn vị từ một mô hình khung."""
    context.obj = root


def _root(context: click.Context) -> Path:
    start = context.obj if context.obj is not None else Path.cwd()
    root = disk.find_root(start.resolve())
    if root is None:
        _tell([catalogue.no_frame(str(start))], start)
        sys.exit(ENVIRONMENT)
    return root


class _Day(click.ParamType[date]):
    """A day as ISO 8601."""

    name = "NGÀY"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> date:
        try:
            return date.fromisoformat(str(value))
        except ValueError:
            self.fail(f"«{value}» không phải là ngày theo dạng năm-tháng-ngày, ví dụ 2021-06-30", param, ctx)


def _formats(_: click.Context, __: click.Parameter, value: str) -> tuple[str, ...]:
    wanted = tuple(dict.fromkeys(part.strip() for part in value.split(",") if part.strip()))
    from qmsdocs.render.formats import FORMATS  # noqa: PLC0415 - help need not wait for the printers

    unknown = [name for name in wanted if name not in FORMATS]
    if unknown or not wanted:
        msg = f"không có dạng «{', '.join(unknown)}»; các dạng: {', '.join(FORMATS)}"
        raise click.BadParameter(msg)
    return wanted


_AS_OF = click.option("--as-of", "day", type=_Day(), default=None, help="Ngày dùng để chọn thay đổi và văn bản còn hiệu lực (năm-tháng-ngày).")
_JSON = click.option("--json", "as_data", is_flag=True, help="In kết quả dạng JSON cho chương trình khác đọc.")


@qmsdocs.command()
@click.argument("provinces", nargs=-1, metavar="TỈNH...")
@click.option("--all", "every", is_flag=True, help="Mọi tỉnh.")
@click.option("--office", default=None, help="Chỉ một đơn vị: tinh, hoặc mã huyện như binh-son.")
@click.option("--formats", callback=_formats, default="docx,html", show_default=True, help="Các dạng tệp, cách nhau bằng dấu phẩy.")
@_AS_OF
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), default=None, help="Thư mục kết quả (mặc định: build).")
@click.option("--jobs", type=click.IntRange(1, 64), default=1, show_default=True, help="Số tiến trình chạy song song.")
@_JSON
@click.pass_context
def build(context: click.Context, provinces: tuple[str, ...], every: bool, office: str | None, formats: tuple[str, ...], day: date | None, out: Path | None, jobs: int, as_data: bool) -> None:
    """Lập bộ tài liệu: Word, web, bản so sánh, danh mục và tệp .zip của từng đơn vị."""
    from qmsdocs import pipeline  # noqa: PLC0415 - help and completion need not wait for the whole house

    if bool(provinces) == every:
        msg = "Nêu ít nhất một tỉnh, ví dụ: qmsdocs build QNG; hoặc --all cho mọi tỉnh."
        raise click.UsageError(msg)
    root = _root(context)
    converter = _converter(formats)
    started = time.monotonic()
    with _answers(root, as_data=as_data):
        house = pipeline.open_house(root)
        codes = tuple(house.frame.offices.issuers) if every else provinces
        plans = _plans(pipeline, house, root, codes, day)
        if office is not None and not any(o.id == office for plan in plans.values() for c in plan.classes for o in c.offices):
            known = {o.id for plan in plans.values() for c in plan.classes for o in c.offices}
            raise click.UsageError(catalogue.unknown_office(TextPlace("", 0, 0), office, known).message)
        order = pipeline.Order(out or root / "build", formats, office, jobs, converter)
        total = sum(len(c.offices) for plan in plans.values() for c in plan.classes) if office is None else len(plans)
        done = _build_with_progress(pipeline, house, plans, order, total)
        warnings = in_order(problem for plan in plans.values() for problem in plan.problems)
        _tell(warnings, root)
        _summary(done, warnings, time.monotonic() - started, order.out, as_data)


def _converter(formats: tuple[str, ...]) -> str:
    """Find what the wanted formats need beyond the program itself, before any work is done; exit where it is missing."""
    from qmsdocs.model.artifact import Converted  # noqa: PLC0415
    from qmsdocs.render.formats import FORMATS  # noqa: PLC0415

    wanted = ", ".join(name for name in formats if isinstance(FORMATS[name], Converted))
    if not wanted:
        return ""
    program = shutil.which("soffice")
    problems = [catalogue.program_missing(wanted, "soffice")] if program is None else []
    problems += [] if find_spec("pikepdf") else [catalogue.library_missing(wanted, "pikepdf")]
    _tell(problems, Path.cwd())
    if program is None or problems:
        sys.exit(ENVIRONMENT)
    return program


def _plans(pipeline: Any, house: Any, root: Path, codes: Iterable[str], day: date | None) -> dict[str, Any]:
    """Check every province before anything is written; tell the problems of all of them at once."""
    plans: dict[str, Any] = {}
    refused: list[Diagnostic] = []
    for code in codes:
        try:
            plans[code] = pipeline.plan_province(house, root, code, day or house.default_day)
        except Refused as refusal:
            refused += refusal.problems
    if refused:
        raise Refused(in_order(refused))
    return plans


def _build_with_progress(pipeline: Any, house: Any, plans: dict[str, Any], order: Any, total: int) -> list[tuple[str, Any]]:
    done: list[tuple[str, Any]] = []
    if not sys.stderr.isatty():
        pipeline.build(house, plans, order, lambda code, office: done.append((code, office)))
        return done
    from rich.console import Console  # noqa: PLC0415 - only a terminal needs it
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn  # noqa: PLC0415

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        bar = progress.add_task("Đang lập", total=total)

        def tell(code: str, office: Any) -> None:
            done.append((code, office))
            progress.update(bar, advance=1, description=f"Đã lập {code}/{office.office}")

        pipeline.build(house, plans, order, tell)
    return done


def _summary(done: list[tuple[str, Any]], warnings: list[Diagnostic], seconds: float, out: Path, as_data: bool) -> None:
    documents = sum(office.documents for _, office in done)
    made = sum(office.files for _, office in done)
    if as_data:
        offices = sorted(f"{code}/{office.office}" for code, office in done)
        click.echo(
            json.dumps({"offices": offices, "documents": documents, "files": made, "seconds": round(seconds, 2), "warnings": [as_json(w) for w in warnings], "out": str(out)}, ensure_ascii=False)
        )
        return
    shown = f"{seconds:.1f}".replace(".", ",")
    click.echo(f"Xong: {len(done)} đơn vị, {documents} tài liệu, {made} tệp, {shown} giây, {len(warnings)} cảnh báo. Kết quả: {out}", err=True)


@qmsdocs.command()
@click.argument("provinces", nargs=-1, metavar="[TỈNH...]")
@click.option("--coverage", is_flag=True, help="Xét cả độ phủ: điều khoản, thông tin bắt buộc, thủ tục nào chưa có tài liệu; in ma trận điều khoản của từng đơn vị.")
@click.option("--prose", is_flag=True, help="Xét cả lời văn: phần trùng giữa các tài liệu, câu quá dài, mục trống; in số đo của từng tài liệu.")
@_AS_OF
@_JSON
@click.pass_context
def check(context: click.Context, provinces: tuple[str, ...], coverage: bool, prose: bool, day: date | None, as_data: bool) -> None:
    """Kiểm tra khung và các tỉnh, không ghi gì ra đĩa."""
    from qmsdocs import pipeline  # noqa: PLC0415
    from qmsdocs.examination import Examined, examine_coverage, examine_prose  # noqa: PLC0415

    root = _root(context)
    with _answers(root, as_data=as_data):
        house = pipeline.open_house(root)
        codes = provinces or tuple(disk.province_folders(root))
        plans = _plans(pipeline, house, root, codes, day)
        examined: list[Examined] = [*(examine_coverage(house, plans) if coverage else ()), *(examine_prose(plans) if prose else ())]
        told = in_order([*house.problems, *(problem for plan in plans.values() for problem in plan.problems), *(problem for one in examined for problem in one.problems)])
        if as_data and (examined or not has_errors(told)):
            click.echo(json.dumps([one.as_data() for one in examined] if examined else [as_json(problem) for problem in told], ensure_ascii=False))
            sys.exit(REFUSED if has_errors(told) else 0)
        for one in examined:
            click.echo(one.as_text())
        if has_errors(told):
            raise Refused(told)
        _tell(told, root)
        click.echo(f"Không có lỗi: {', '.join(codes)}; {len(told)} cảnh báo.", err=True)


@qmsdocs.command()
@click.argument("office", metavar="TỈNH/ĐƠN-VỊ")
@click.argument("document", metavar="TÀI-LIỆU")
@click.argument("path", metavar="ĐƯỜNG-DẪN", default="")
@_AS_OF
@_JSON
@click.pass_context
def explain(context: click.Context, office: str, document: str, path: str, day: date | None, as_data: bool) -> None:
    """Nói một giá trị từ đâu mà có: QNG/binh-son om-dau "các bước.tiep-nhan.thời gian"."""
    from qmsdocs import explanation  # noqa: PLC0415

    root = _root(context)
    code, _, unit = office.partition("/")
    with _answers(root, as_data=as_data):
        told = explanation.explain(root, code, unit or "tinh", document, tuple(part for part in path.split(".") if part), day)
        click.echo(json.dumps(told.as_data(), ensure_ascii=False, indent=1) if as_data else told.as_text())


@qmsdocs.command()
@click.argument("bundle", metavar="TỆP.zip", type=click.Path(path_type=Path, exists=True))
@_JSON
@click.pass_context
def verify(context: click.Context, bundle: Path, as_data: bool) -> None:
    """Kiểm tra một bộ tài liệu (tệp .zip hoặc thư mục của đơn vị) còn nguyên vẹn hay không."""
    from qmsdocs.bundle import verify_files, verify_zip  # noqa: PLC0415

    del context
    try:
        problems = verify_files(str(bundle), disk.read_folder(bundle)) if bundle.is_dir() else verify_zip(str(bundle), disk.read_file(bundle))
    except OSError:
        _tell([catalogue.cannot_read(str(bundle))], Path.cwd())
        sys.exit(ENVIRONMENT)
    if as_data:
        click.echo(json.dumps([as_json(problem) for problem in problems], ensure_ascii=False))
    else:
        _tell(problems, Path.cwd())
        if not problems:
            click.echo(f"Nguyên vẹn: {bundle}", err=True)
    sys.exit(INTEGRITY if problems else 0)


@qmsdocs.command()
@click.argument("papers", nargs=-1, required=True, metavar="TỆP.docx...", type=click.Path(path_type=Path))
@click.option(
    "--profile",
    type=click.Choice(["nd30", "qms_doc"]),
    default=None,
    help="Kiểm tra như văn bản hành chính (nd30) hay tài liệu hệ thống quản lý chất lượng (qms_doc); không nêu thì đoán theo nội dung.",
)
@_JSON
@click.option("--sarif", "as_sarif", is_flag=True, help="In kết quả dạng SARIF 2.1.0.")
def lint(papers: tuple[Path, ...], profile: str | None, as_data: bool, as_sarif: bool) -> None:
    """Kiểm tra thể thức của tệp Word bất kỳ theo Nghị định 30/2020/NĐ-CP."""
    from qmsdocs import linting  # noqa: PLC0415
    from qmsdocs.lint import telling  # noqa: PLC0415
    from qmsdocs.model.finding import Profile  # noqa: PLC0415

    if as_data and as_sarif:
        msg = "Chỉ chọn một trong hai: --json hoặc --sarif."
        raise click.UsageError(msg)
    judged = linting.lint_files(papers, None if profile is None else Profile(profile), shutil.which("soffice"))
    if as_data:
        click.echo(json.dumps(telling.as_data(judged), ensure_ascii=False, indent=1))
    elif as_sarif:
        click.echo(json.dumps(telling.as_sarif(judged, linting.read_rules(), __version__), ensure_ascii=False, indent=1))
    else:
        for line in telling.as_text(judged):
            click.echo(line)
    sys.exit(REFUSED if any(one.has_errors for one in judged) else 0)


@qmsdocs.command()
@click.option("--check", "only_check", is_flag=True, help="Chỉ báo trang nào đã cũ, không ghi.")
@click.pass_context
def docs(context: click.Context, only_check: bool) -> None:
    """Ghi lại JSON Schema, các trang tra cứu sinh từ mã và dữ kiện các đơn vị sinh từ danh sách đơn vị."""
    from qmsdocs import pipeline, reference  # noqa: PLC0415

    root = _root(context)
    pages = reference.pages(qmsdocs)
    with _answers(root):
        pages |= reference.generated_facts(pipeline.open_house(root).frame.offices)
    stale = [name for name, content in pages.items() if not (root / name).is_file() or disk.read_file(root / name) != content]
    for name in stale:
        if not only_check:
            disk.write_file(root / name, pages[name])
        click.echo(f"{'đã cũ' if only_check else 'đã ghi'}: {name}", err=True)
    sys.exit(REFUSED if stale and only_check else 0)


_TOOLS = {"pandoc": "đọc lại tệp khi thử", "soffice": "lập tệp PDF", "chromium": "xem trang web khi thử", "node": "đo so với docxtemplater"}


@qmsdocs.command()
@_JSON
@click.pass_context
def doctor(context: click.Context, as_data: bool) -> None:
    """Xem máy này có đủ để lập bộ tài liệu hay không."""
    start = context.obj if context.obj is not None else Path.cwd()
    root = disk.find_root(start.resolve())
    facts = [
        ("Python", platform.python_version(), sys.version_info >= (3, 11)),
        ("mô hình khung", "không thấy" if root is None else str(root / "framework_model"), root is not None),
        ("ghi được thư mục kết quả", str((root or start) / "build"), root is not None and os.access(root, os.W_OK)),
    ]
    extras = [(name, shutil.which(name), what) for name, what in _TOOLS.items()]
    if as_data:
        click.echo(json.dumps({"needed": {n: {"found": v, "ok": ok} for n, v, ok in facts}, "optional": {n: p for n, p, _ in extras}}, ensure_ascii=False))
    else:
        for name, value, fine in facts:
            click.echo(f"{'được ' if fine else 'THIẾU'}  {name}: {value}")
        for name, place, what in extras:
            click.echo(f"{'có   ' if place else 'không'}  {name} ({what}, không bắt buộc): {place or 'chưa cài'}")
    sys.exit(0 if all(fine for _, _, fine in facts) else ENVIRONMENT)


def _tell(problems: Iterable[Diagnostic], root: Path) -> None:
    """Print problems on stderr, each with its line of source."""
    lines: dict[str, list[str]] = {}

    def line_of(place: TextPlace) -> str | None:
        if place.file not in lines:
            try:
                lines[place.file] = disk.read_file(root / place.file).decode("utf-8", "replace").splitlines()
            except OSError:
                lines[place.file] = []
        found = lines[place.file]
        return found[place.line - 1] if 0 < place.line <= len(found) else None

    colours = {Severity.ERROR: "red", Severity.WARNING: "yellow"}
    plain = "NO_COLOR" in os.environ or not sys.stderr.isatty()  # noqa: TID251 - the command line reads the environment
    for problem in problems:
        first, _, rest = show(problem, line_of).partition("\n")
        click.echo((first if plain else click.style(first, fg=colours[problem.severity], bold=True)) + f"\n{rest}\n", err=True)


@contextmanager
def _answers(root: Path, *, as_data: bool = False) -> Iterator[None]:
    """Turn what can go wrong into its message and exit code; a traceback is for us, and goes to a file."""
    try:
        yield
    except Refused as refusal:
        if as_data:
            click.echo(json.dumps([as_json(problem) for problem in refusal.problems], ensure_ascii=False))
        else:
            _tell(refusal.problems, root)
            errors = sum(problem.severity is Severity.ERROR for problem in refusal.problems)
            click.echo(f"{errors} lỗi, {len(refusal.problems) - errors} cảnh báo. Chưa ghi gì ra đĩa.", err=True)
        sys.exit(REFUSED)
    except Unsound as unsound:
        if as_data:
            click.echo(json.dumps([as_json(problem) for problem in unsound.problems], ensure_ascii=False))
        _tell(() if as_data else unsound.problems, root)
        click.echo("Bộ tài liệu lập ra không nguyên vẹn nên không có gì được ghi ra; kết quả cũ không bị thay đổi.", err=True)
        sys.exit(INTEGRITY)
    except Unable as unable:
        _tell(unable.problems, root)
        sys.exit(ENVIRONMENT)
    except disk.Busy as busy:
        _tell([catalogue.output_busy(str(busy))], root)
        sys.exit(ENVIRONMENT)
    except OSError as fault:
        _tell([catalogue.cannot_write(str(fault.filename or root), fault.strerror or str(fault))], root)
        sys.exit(ENVIRONMENT)


def main(arguments: list[str] | None = None) -> None:
    """Run the command line; a fault of our own leaves its traceback in a file and exits with 70."""
    try:
        qmsdocs.main(args=arguments, prog_name="qmsdocs")
    except Exception:  # noqa: BLE001 - the last door: whatever it is, the user gets a sentence and we get the traceback
        with tempfile.NamedTemporaryFile("w", prefix="qmsdocs-", suffix=".txt", delete=False, encoding="utf-8") as report:
            report.write(traceback.format_exc())
        click.echo(f"lỗi của chương trình: xin gửi tệp {report.name} cho người phát triển. Kết quả cũ không bị thay đổi.", err=True)
        sys.exit(OUR_BUG)
