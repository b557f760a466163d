"""The command line end to end on the tiny workspace: exit codes, what is printed where, what stands on disk."""

from __future__ import annotations

import json
import re
import shutil
import tempfile
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from qmsdocs import disk, pipeline, printing
from qmsdocs.model.artifact import Appearance
from qmsdocs.model.document import Document, Link, Paragraph
from qmsdocs.render.formats import FORMATS
from qmsdocs.render.word import PrintedWord, Word
from support.command import Answer, run, spawn, tree
from support.workspace import CHANGES, FORM, PROCEDURE, PROVINCE, tiny

OFFICES = ["NHO/go-cao", "NHO/suoi-lon", "NHO/tinh"]
ENGLISH = re.compile(r"\b(error|usage|try|invalid|missing|no such|unexpected|required|does not|is a|must|value|file|not|the)\b", re.IGNORECASE)


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write the tiny workspace once and build it."""
    root = tiny().write(tmp_path_factory.mktemp("tiny"))
    assert 0 == run("--root", root, "build", PROVINCE).code
    return root


@pytest.fixture
def stale(tmp_path: Path) -> Path:
    """Write a tiny workspace whose content is refused."""
    return tiny().replacing(FORM, "thuộc: cap-the", "thuộc: cap-so").write(tmp_path / "stale")


def _bundle(root: Path) -> Path:
    return root / "build" / PROVINCE / "bundles" / "NHO-tinh-2015.zip"


def _repacked(bundle: Path, changed: Path, spoilt: dict[str, bytes | None]) -> Path:
    """Write a zip with other bytes under some names; None leaves a file out."""
    with zipfile.ZipFile(bundle) as before, zipfile.ZipFile(changed, "w") as after:
        files = {name: before.read(name) for name in before.namelist()} | spoilt
        for name, content in files.items():
            if content is not None:
                after.writestr(name, content)
    return changed


def test_build(root: Path) -> None:
    """A build gives every office its folder and its bundle, exit 0, nothing on stdout, one line of what was done on stderr."""
    answer = run("--root", root, "build", PROVINCE)
    assert (0, "") == (answer.code, answer.out)
    assert re.fullmatch(rf"Xong: 3 đơn vị, 15 tài liệu, 78 tệp, \d+,\d giây, 0 cảnh báo\. Kết quả: {re.escape(str(root))}/build\n", answer.err)
    assert ["bundles", "go-cao", "suoi-lon", "tinh"] == sorted(path.name for path in (root / "build" / PROVINCE).iterdir() if not path.name.startswith("."))
    assert ["NHO-go-cao-2015.zip", "NHO-suoi-lon-2015.zip", "NHO-tinh-2015.zip"] == sorted(path.name for path in (root / "build" / PROVINCE / "bundles").iterdir())


def test_build_as_a_process(root: Path, tmp_path: Path) -> None:
    """The module runs as a program, and gives the same bytes as within another."""
    answer = spawn("--root", root, "build", PROVINCE, "--out", tmp_path)
    assert (0, "", 1) == (answer.code, answer.out, answer.err.count("\n"))
    assert tree(root / "build") == tree(tmp_path)


def test_build_json(root: Path, tmp_path: Path) -> None:
    """With --json, what was done is JSON on stdout, and stderr is silent."""
    answer = run("--root", root, "build", PROVINCE, "--json", "--out", tmp_path)
    told = json.loads(answer.out)
    assert (0, "", 1) == (answer.code, answer.err, answer.out.count("\n"))
    assert (OFFICES, 15, 78, [], str(tmp_path)) == (told["offices"], told["documents"], told["files"], told["warnings"], told["out"])


def test_build_in_parallel(root: Path, tmp_path: Path) -> None:
    """With several workers the bytes are the same."""
    answer = run("--root", root, "build", PROVINCE, "--jobs", "3", "--out", tmp_path)
    assert (0, True) == (answer.code, tree(root / "build") == tree(tmp_path))


def test_build_one_office(root: Path, tmp_path: Path) -> None:
    """With --office, that office's folder and bundle alone are made, the same as in a whole build."""
    answer = run("--root", root, "build", PROVINCE, "--office", "go-cao", "--out", tmp_path)
    made = tree(tmp_path)
    expected = {path: content for path, content in tree(root / "build").items() if "/go-cao/" in path or "-go-cao-" in path}
    assert (0, expected) == (answer.code, made)


def test_build_one_office_leaves_the_others(tmp_path: Path) -> None:
    """Building one office again leaves the others' folders as they are."""
    root = tiny().write(tmp_path)
    run("--root", root, "build", PROVINCE)
    before = tree(root / "build")
    tiny().replacing(FORM, "tên: Phiếu nhận hồ sơ", "tên: Phiếu giao nhận").write(root)
    run("--root", root, "build", PROVINCE, "--office", "tinh")
    after = tree(root / "build")
    changed = {path.split("/")[1] for path in before if before[path] != after.get(path)}
    assert {"tinh", "bundles"} == changed


def test_build_one_format(root: Path, tmp_path: Path) -> None:
    """With --formats, only files of that format are made."""
    answer = run("--root", root, "build", PROVINCE, "--formats", "html", "--out", tmp_path)
    assert (0, {".html", ".json", ".zip"}) == (answer.code, {Path(path).suffix for path in tree(tmp_path)})


def test_build_on_another_day(root: Path, tmp_path: Path) -> None:
    """With --as-of, the day chooses the offices and the changes, and is in the manifest."""
    answer = run("--root", root, "build", PROVINCE, "--as-of", "2025-07-01", "--out", tmp_path)
    manifest = json.loads((tmp_path / PROVINCE / "tinh" / "manifest.json").read_bytes())
    assert (0, "2025-07-01", False) == (answer.code, manifest["as_of"], (tmp_path / PROVINCE / "go-cao").exists())


def test_build_all(root: Path, tmp_path: Path) -> None:
    """With --all, every province of the list is built, also one without a folder of its own."""
    answer = run("--root", root, "build", "--all", "--json", "--out", tmp_path)
    assert (0, [*OFFICES, "TRG/tinh"]) == (answer.code, json.loads(answer.out)["offices"])


def test_build_clears_what_is_no_longer_made(tmp_path: Path) -> None:
    """An office that is no longer there loses its folder and its bundle with the next build."""
    root = tiny().write(tmp_path)
    run("--root", root, "build", PROVINCE, "--formats", "html")
    run("--root", root, "build", PROVINCE, "--formats", "html", "--as-of", "2025-07-01")
    assert not [path for path in tree(root / "build") if "go-cao" in path]


def test_build_tells_warnings(tmp_path: Path) -> None:
    """Warnings are told on stderr and counted; the build is made."""
    root = tiny().replacing(CHANGES, "5 ngày làm việc", "7 ngày làm việc").write(tmp_path)
    answer = run("--root", root, "build", PROVINCE, "--formats", "html")
    assert (0, "", 1, True) == (answer.code, answer.out, answer.err.count("cảnh báo[H27]"), "1 cảnh báo. Kết quả" in answer.err)
    told = json.loads(run("--root", root, "build", PROVINCE, "--formats", "html", "--json").out)
    assert ["H27"] == [warning["code"] for warning in told["warnings"]]


def test_refused_build(stale: Path) -> None:
    """Refused content: exit 1, the problem with its line on stderr, nothing on stdout or on disk."""
    answer = run("--root", stale, "build", PROVINCE)
    assert (1, "", False) == (answer.code, answer.out, (stale / "build").exists())
    assert answer.err == (
        "lỗi[T02]: Không tìm thấy «cap-so» trong bộ tài liệu của đơn vị\n"
        f"  --> {FORM}:11:1\n"
        "  11 | thuộc: cap-so\n"
        "     | ^^^^^\n"
        "     = cách sửa: Có phải ý bạn là «cap-the»?\n"
        "\n"
        "1 lỗi, 0 cảnh báo. Chưa ghi gì ra đĩa.\n"
    )


def test_refused_build_json(stale: Path) -> None:
    """With --json a refused build gives its problems as JSON."""
    answer = run("--root", stale, "build", PROVINCE, "--json")
    assert (1, ["T02"]) == (answer.code, [problem["code"] for problem in json.loads(answer.out or "[]")])


class _Spoiling(Word):
    """A Word format that spoils the documents of one kind of unit: the last ones that a build makes."""

    def specialise(self, document: Document, look: Appearance) -> PrintedWord:
        """Print a heading that a link cannot find."""
        spoilt = Paragraph((Link("mục 5", anchor="khong-co"),))
        return super().specialise(replace(document, blocks=(spoilt, *document.blocks)) if document.identity.id == "luu-dong" else document, look)


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_nothing_unsound_is_published(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, jobs: str) -> None:
    """A document that may not leave the house stops the whole build with exit 4: no office of it is published, also not those made before, and what stood there stays."""
    out = tmp_path / "out"
    shutil.copytree(root / "build", out)
    before = tree(out)
    tiny().replacing(FORM, "tên: Phiếu nhận hồ sơ", "tên: Phiếu giao nhận hồ sơ").write(tmp_path / "root")
    monkeypatch.setattr(printing, "FORMATS", {**FORMATS, "docx": _Spoiling()})
    answer = run("--root", tmp_path / "root", "build", PROVINCE, "--out", out, "--jobs", jobs)
    assert (4, "") == (answer.code, answer.out)
    assert "lỗi[C09]" in answer.err
    assert "2015/" in answer.err
    assert before == tree(out)
    told = run("--root", tmp_path / "root", "build", PROVINCE, "--out", out, "--json")
    assert (4, "C09") == (told.code, json.loads(told.out)[0]["code"])
    assert [] == list(out.rglob(".moi-*"))


def test_all_provinces_are_checked_before_any_is_written(stale: Path) -> None:
    """When one of several provinces is refused, none is written."""
    good = tiny().replacing(CHANGES, "cap-the.dịch vụ", "cap-the.dich vụ").write(stale.parent / "one")
    assert 1 == run("--root", good, "build", "--all").code
    assert not (good / "build").exists()


def test_check(root: Path, stale: Path) -> None:
    """A check says what it checked, on stderr, and writes nothing; refused content is exit 1."""
    before = tree(root)
    assert Answer(0, "", "Không có lỗi: NHO; 0 cảnh báo.\n") == run("--root", root, "check")
    assert Answer(0, "", "Không có lỗi: TRG; 0 cảnh báo.\n") == run("--root", root, "check", "TRG")
    refused = run("--root", stale, "check")
    assert (1, "", True) == (refused.code, refused.out, "lỗi[T02]" in refused.err)
    assert before == tree(root)


def test_check_json(root: Path, stale: Path, tmp_path: Path) -> None:
    """With --json, a check gives its problems as a list, empty where there are none."""
    warned = tiny().replacing(CHANGES, "5 ngày làm việc", "7 ngày làm việc").write(tmp_path / "warned")
    answers = [run("--root", one, "check", "--json") for one in (root, warned, stale)]
    assert [(0, []), (0, [("H27", "warning")]), (1, [("T02", "error")])] == [(answer.code, [(one["code"], one["severity"]) for one in json.loads(answer.out)]) for answer in answers]


def test_check_unknown_province(root: Path) -> None:
    """A province that is not in the list is refused by its code."""
    answer = run("--root", root, "check", "NHA")
    assert (1, True) == (answer.code, "Không có tỉnh «NHA»" in answer.err)


def test_explain(root: Path) -> None:
    """An explanation is data: it stands on stdout, as text or as JSON."""
    path = "dịch vụ.trường hợp.cap-moi.thời hạn"
    text, data = run("--root", root, "explain", "NHO/tinh", "cap-the", path), run("--root", root, "explain", "NHO/tinh", "cap-the", path, "--json")
    assert (0, "", ["NHO/tinh › cap-the.dịch vụ.trường hợp.cap-moi.thời hạn", "giá trị: 3 ngày làm việc"]) == (text.code, text.err, text.out.splitlines()[:2])
    assert (0, "", "3 ngày làm việc") == (data.code, data.err, json.loads(data.out)["value"])


def test_explain_on_a_day(root: Path) -> None:
    """With --as-of the day chooses the value; without an office the province's own is meant."""
    arguments = ("tiep-dan", "các bước.tra-loi.thời gian", "--json")
    values = [json.loads(run("--root", root, "explain", office, *arguments, *day).out)["value"] for office, day in (("NHO", ()), ("NHO/tinh", ("--as-of", "2022-01-01")))]
    assert ["5 ngày", "3 ngày"] == values


def test_explain_refused(root: Path) -> None:
    """What does not exist is exit 1."""
    answer = run("--root", root, "explain", "NHO/tinh", "cap-the", "các bước.nhann")
    assert (1, "", True) == (answer.code, answer.out, "Có phải ý bạn là «nhan»?" in answer.err)


def test_verify(root: Path) -> None:
    """A bundle, and an office's folder, that are whole are exit 0, also as JSON."""
    for whole in (_bundle(root), root / "build" / PROVINCE / "tinh"):
        assert Answer(0, "", f"Nguyên vẹn: {whole}\n") == run("verify", whole)
        assert Answer(0, "[]\n", "") == run("verify", whole, "--json")


@pytest.mark.parametrize(
    ("spoilt", "expected"),
    [
        ({"index.html": b"<p></p>"}, ["X05"]),
        ({"2015/QT-01.docx": None}, ["X03"]),
        ({"2015/them.docx": b""}, ["X04"]),
        ({"manifest.json": None}, ["X02"]),
        ({"index.html": b"", "2015/QT-01.docx": None, "2015/them.docx": b""}, ["X03", "X04", "X05"]),
    ],
    ids=["changed", "missing", "extra", "no-manifest", "all"],
)
def test_verify_spoilt(root: Path, tmp_path: Path, spoilt: dict[str, bytes | None], expected: list[str]) -> None:
    """A bundle that is not what its manifest says is exit 4, every difference told; the same for an unpacked folder."""
    bundle = _repacked(_bundle(root), tmp_path / "a.zip", spoilt)
    answer = run("verify", bundle)
    assert (4, "", expected) == (answer.code, answer.out, re.findall(r"^lỗi\[(\w+)\]", answer.err, re.MULTILINE))
    with zipfile.ZipFile(bundle) as package:
        package.extractall(tmp_path / "unpacked")
    data = run("verify", tmp_path / "unpacked", "--json")
    assert (4, "", expected) == (data.code, data.err, [problem["code"] for problem in json.loads(data.out)])


def test_verify_cut_bundle(root: Path, tmp_path: Path) -> None:
    """A bundle that was cut short is exit 4, wherever it was cut; cut behind a Word file, which is a zip too, it is one without a manifest."""
    whole = _bundle(root).read_bytes()
    cut = tmp_path / "a.zip"
    codes = []
    for length in (0, 1, 4, 1000, len(whole) // 2, len(whole) - 1):
        cut.write_bytes(whole[:length])
        answer = run("verify", cut)
        codes.append((answer.code, bool(re.match(r"lỗi\[X0[12]\]", answer.err))))
    assert [(4, True)] * 6 == codes


def test_doctor(root: Path, tmp_path: Path) -> None:
    """The doctor says what is there, on stdout; without a frame it is exit 3."""
    well, ill = run("--root", root, "doctor"), run("--root", tmp_path, "doctor")
    assert (0, "", 3) == (well.code, well.err, well.out.count("được  "))
    assert (3, "", True) == (ill.code, ill.err, "THIẾU  mô hình khung: không thấy" in ill.out)
    told = json.loads(run("--root", root, "doctor", "--json").out)
    assert [True, True, True] == [fact["ok"] for fact in told["needed"].values()]


def test_docs(tmp_path: Path) -> None:
    """Stale reference pages are exit 1 for a check; writing them makes them fresh, and leaves other files alone."""
    root = tiny().write(tmp_path)
    before = tree(root)
    assert (1, before) == (run("--root", root, "docs", "--check").code, tree(root))
    assert 0 == run("--root", root, "docs").code
    assert Answer(0, "", "") == run("--root", root, "docs", "--check")
    assert before == {path: content for path, content in tree(root).items() if path in before}


@pytest.mark.parametrize("command", [["build", "NHO"], ["check"], ["explain", "NHO", "cap-the"], ["docs"], ["doctor"]], ids=lambda command: command[0])
def test_no_frame(tmp_path: Path, command: list[str]) -> None:
    """Outside a checkout every command that needs the frame is exit 3."""
    assert 3 == run("--root", tmp_path, *command).code


def test_root_is_found_upwards(root: Path) -> None:
    """The frame is found from any folder inside the checkout."""
    assert 0 == run("--root", root / "framework_model" / "2015" / "tthc", "check").code


def test_busy(root: Path, tmp_path: Path) -> None:
    """Two builds of different provinces may run at once: a lock is a province's own."""
    with disk.output_locks([tmp_path / PROVINCE]):
        codes = [run("--root", root, "build", code, "--formats", "html", "--out", tmp_path).code for code in (PROVINCE, "TRG")]
    assert [3, 0] == codes


USAGE = [
    ["build"],
    ["build", "--all", "NHO"],
    ["build", "NHO", "--as-of", "30/06/2021"],
    ["build", "NHO", "--as-of", "2021-02-30"],
    ["build", "NHO", "--formats", "epub"],
    ["build", "NHO", "--formats", ","],
    ["build", "NHO", "--jobs", "0"],
    ["build", "NHO", "--jobs", "nhiều"],
    ["build", "NHO", "--office", "go-ca"],
    ["build", "NHO", "--office"],
    ["build", "NHO", "--ofice", "tinh"],
    ["build", "NHO", "--json=1"],
    ["buid", "NHO"],
    ["check", "--as-of"],
    ["explain"],
    ["explain", "NHO"],
    ["explain", "NHO", "cap-the", "a", "b"],
    ["verify"],
    ["verify", "khong-co.zip"],
    ["doctor", "a", "b"],
    ["--rot", "x", "check"],
]


@pytest.mark.parametrize("arguments", USAGE, ids=" ".join)
def test_usage(root: Path, arguments: list[str]) -> None:
    """A wrong command is exit 2, told in Vietnamese on stderr, with nothing on stdout."""
    answer = run("--root", root, *arguments)
    assert (2, "") == (answer.code, answer.out)
    told = next(line for line in answer.err.splitlines() if line.startswith("Lỗi: "))
    assert not ENGLISH.search(re.sub(r"'[^']*'|--\w+", "", told)), told


def test_usage_of_a_file_for_a_folder(root: Path, tmp_path: Path) -> None:
    """A file where a folder is wanted is told in Vietnamese."""
    (tmp_path / "a").write_text("x", encoding="utf-8")
    answer = run("--root", root, "build", "NHO", "--out", tmp_path / "a")
    assert (2, None) == (answer.code, ENGLISH.search(re.sub(r"'[^']*'|--\w+", "", answer.err.splitlines()[-1])))


@pytest.mark.parametrize(
    "arguments", [["--help"], ["-h"], ["--version"], ["build", "--help"], ["check", "--help"], ["explain", "--help"], ["verify", "--help"], ["docs", "--help"], ["doctor", "--help"]], ids=" ".join
)
def test_help(arguments: list[str]) -> None:
    """Help and the version are data, exit 0, and the help's own words are Vietnamese."""
    answer = run(*arguments)
    assert (0, "", True) == (answer.code, answer.err, bool(answer.out))
    assert not ENGLISH.search(answer.out)


def test_no_command() -> None:
    """Without a command the help is told, exit 2."""
    answer = run()
    assert (2, True) == (answer.code, "Các lệnh:" in answer.out + answer.err)


@pytest.mark.parametrize("command", [["build", "NHO"], ["check"], ["check", "--json"], ["explain", "NHO", "cap-the"]], ids=" ".join)
def test_our_bug(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: list[str]) -> None:
    """A fault of our own is exit 70, one Vietnamese sentence on stderr, the traceback in a file that it names."""

    def fail(_: Path) -> None:
        raise RuntimeError("a thing that cannot be")  # noqa: TRY003

    monkeypatch.setattr(pipeline, "open_house", fail)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    answer = run("--root", root, *command)
    (report,) = tmp_path.glob("qmsdocs-*.txt")
    assert (70, "", 1) == (answer.code, answer.out, answer.err.count("\n"))
    assert answer.err.startswith(f"lỗi của chương trình: xin gửi tệp {report} cho người phát triển.")
    assert ("Traceback" in answer.err, "a thing that cannot be" in report.read_text(encoding="utf-8")) == (False, True)


def test_no_colours_in_a_pipe(stale: Path) -> None:
    """What is told to a pipe has no colour codes and no progress bar."""
    answer = spawn("--root", stale, "build", PROVINCE)
    assert (1, False) == (answer.code, "\x1b" in answer.err or "\r" in answer.err)


def test_same_bytes_from_another_folder(root: Path, tmp_path: Path) -> None:
    """A copy of the checkout elsewhere gives the same bytes: no path, clock or name of the machine is in them."""
    copy = tmp_path / "copy"
    shutil.copytree(root, copy, ignore=shutil.ignore_patterns("build"))
    assert 0 == spawn("--root", copy, "build", PROVINCE).code
    assert tree(root / "build") == tree(copy / "build")


def test_deepest_fault_has_a_place(tmp_path: Path) -> None:
    """A fault that only the assembled set can show is still told at a line of YAML."""
    root = tiny().replacing(PROCEDURE, "thời hạn: 2 ngày làm việc", "thời hạn: 1 giờ").write(tmp_path)
    assert f"  --> {PROCEDURE}:22:41\n" in run("--root", root, "check").err
