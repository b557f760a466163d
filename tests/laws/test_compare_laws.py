"""The laws of comparing, on random pairs of documents."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from hypothesis import given

from qmsdocs.compare.documents import compare, section_changes
from qmsdocs.compare.words import compare_runs
from qmsdocs.model.comparison import Happened, SectionChange
from qmsdocs.model.document import Block, Cell, Document, Figure, Heading, Look, Mark, Paragraph, Row, Style, Tab, Table, Text, text_of
from support.documents import IDENTITY, documents, versions
from support.resolve import accepted, joined, marks_of, rejected, words


@given(versions())
def test_accepting_gives_the_newer_document(pair: tuple[Document, Document]) -> None:
    """Without what is marked old, a redline is the newer document: its blocks, words, looks, keys and header rows."""
    old, new = pair
    resolved = accepted(compare(old, new))
    assert words(resolved) == words(new)
    assert resolved.blocks == accepted(new).blocks
    assert (resolved.identity, resolved.template) == (new.identity, new.template)


@given(versions())
def test_rejecting_gives_the_older_document(pair: tuple[Document, Document]) -> None:
    """Without what is marked new, a redline has the older document's words in their looks, block by block."""
    old, new = pair
    assert words(rejected(compare(old, new))) == words(old)


@given(documents, documents)
def test_strangers_are_compared_by_the_same_laws(old: Document, new: Document) -> None:
    """Two documents that share nothing on purpose are still both in their redline."""
    redline = compare(old, new)
    assert words(accepted(redline)) == words(new)
    assert words(rejected(redline)) == words(old)


@given(documents)
def test_a_document_against_itself_has_no_marks(document: Document) -> None:
    """Nothing changed, nothing marked."""
    redline = compare(document, document)
    assert marks_of(redline) == []
    assert redline == document


@given(versions())
def test_the_comparison_is_the_same_every_time(pair: tuple[Document, Document]) -> None:
    """The same two documents give the same redline, from equal but other objects too."""
    old, new = pair
    assert compare(replace(old, blocks=tuple(replace(block) for block in old.blocks)), new) == compare(old, new)


@given(versions())
def test_moves_come_in_pairs(pair: tuple[Document, Document]) -> None:
    """Whatever is marked as moved away is marked as moved in, with the same words, as often."""
    redline = compare(*pair)
    ends: dict[Mark, Counter[object]] = {Mark.MOVED_FROM: Counter(), Mark.MOVED_TO: Counter()}
    for mark, bearer in marks_of(redline):
        if mark in ends:
            ends[mark][_words_of(bearer)] += 1
    assert ends[Mark.MOVED_FROM] == ends[Mark.MOVED_TO]


def _words_of(bearer: object) -> object:
    if isinstance(bearer, Row):
        return tuple(tuple(text_of(paragraph.runs) for paragraph in cell.paragraphs) for cell in bearer.cells)
    runs = getattr(bearer, "runs", None)
    return "a run" if runs is None else text_of(runs)


@given(versions())
def test_only_what_can_be_resolved_is_marked(pair: tuple[Document, Document]) -> None:
    """A marked paragraph, block or row has that mark's side on all its runs, and every cell keeps a paragraph that cannot be resolved away."""
    redline = compare(*pair)
    for mark, bearer in marks_of(redline):
        for paragraph in _paragraphs_in(bearer):
            assert all(run.mark is not None and run.mark.is_old == mark.is_old for run in paragraph.runs)
    for block in redline.blocks:
        for row in block.rows if isinstance(block, Table) and block.mark is None else ():
            assert row.mark is not None or all(any(paragraph.mark is None for paragraph in cell.paragraphs) for cell in row.cells)


def _paragraphs_in(bearer: object) -> list[Paragraph]:
    if isinstance(bearer, Table):
        return [paragraph for row in bearer.rows for paragraph in _paragraphs_in(row)]
    if isinstance(bearer, Row):
        return [paragraph for cell in bearer.cells for paragraph in cell.paragraphs]
    return [bearer] if hasattr(bearer, "runs") else []  # type: ignore[list-item]


def test_words_are_not_cut_and_kept_words_are_kept() -> None:
    """One changed syllable of a sentence is one deletion and one insertion, with the words around it unmarked."""
    runs = compare_runs((Text("Hồ sơ dễ nhận biết và dễ tìm."),), (Text("Hồ sơ dễ nhận thấy và dễ tìm."),))
    assert joined(runs) == (Text("Hồ sơ dễ nhận "), Text("biết", mark=Mark.DELETED), Text("thấy", mark=Mark.INSERTED), Text(" và dễ tìm."))


def _of(*blocks: Block) -> Document:
    return Document(IDENTITY, "quy-trinh", (), blocks)


def _said(text: str, key: str | None = None) -> Paragraph:
    return Paragraph((Text(text),), key=key)


def _section(title: str, anchor: str) -> Heading:
    return Heading(1, (Text(title),), anchor)


def _told(redline: Document) -> list[tuple[Mark | None, str]]:
    return [(block.mark, text_of(block.runs)) for block in redline.blocks if isinstance(block, Paragraph | Heading)]


def test_a_move_is_told_of_one_thing_only() -> None:
    """A paragraph that was moved and rewritten is no move, though its old words stand elsewhere in the newer document."""
    stays = (_said("cố định một chỗ này đây", "x"), _said("cố định hai chỗ này kia", "y"))
    old = _of(_said("một hai ba bốn năm", "a"), *stays)
    new = _of(*stays, _said("sáu bảy tám chín mười", "a"), _said("một hai ba bốn năm", "b"))
    assert [mark for mark, _ in _told(compare(old, new))] == [Mark.DELETED, None, None, Mark.INSERTED, Mark.INSERTED]


def test_moved_words_are_told_as_moved() -> None:
    """A paragraph that stands word for word in another place is a move, not a deletion and an insertion."""
    stays = (_said("cố định một chỗ này đây", "x"), _said("cố định hai chỗ này kia", "y"))
    moved = _said("một hai ba bốn năm", "a")
    assert [mark for mark, _ in _told(compare(_of(moved, *stays), _of(*stays, moved)))] == [Mark.MOVED_FROM, None, None, Mark.MOVED_TO]


def test_a_new_head_of_a_table_stays_its_head() -> None:
    """When the header row is another one, the newer header row is still among the header rows of the redline."""
    body = Row((Cell((_said("Cán bộ tiếp nhận hồ sơ"),)),))
    old = Table((1,), (Row((Cell((_said("Người làm"),)),)), body), 1, key="t")
    new = Table((1,), (Row((Cell((_said("Trách nhiệm"),)),)), body), 1, key="t")
    (table,) = compare(_of(old), _of(new)).blocks
    assert isinstance(table, Table)
    assert [row.mark for row in table.rows[: table.header_rows]] == [Mark.DELETED, Mark.INSERTED]


def test_a_moved_section_is_told_once() -> None:
    """A section that stands in another place is one changed section, under the title it has now."""
    goal = (_section("1. Mục đích", "muc-dich"), _said("Quy định cách giải quyết."))
    scope = (_section("2. Phạm vi", "pham-vi"), _said("Áp dụng tại đơn vị."), _section("3. Nội dung", "noi-dung"), _said("Các bước như sau."))
    redline = compare(_of(*goal, *scope), _of(*scope, _section("9. Mục đích", "muc-dich"), goal[1]))
    assert section_changes(redline, "buoc") == (SectionChange(Happened.REVISED, "9. Mục đích"),)


def test_what_is_added_counts_with_its_own_section() -> None:
    """A paragraph added at the end of a section is a change of that section, though the section after it was taken out."""
    first, last = _section("1. Mục đích", "muc-dich"), _section("3. Nội dung", "noi-dung")
    old = _of(first, _said("Quy định cách giải quyết."), _section("2. Phạm vi", "pham-vi"), _said("Áp dụng tại đơn vị."), last)
    new = _of(first, _said("Quy định cách giải quyết."), _said("Bảo đảm đúng thời hạn."), last)
    changes = section_changes(compare(old, new), "buoc")
    assert changes == (SectionChange(Happened.REVISED, "1. Mục đích"), SectionChange(Happened.REMOVED, "2. Phạm vi"))


def test_a_step_in_another_place_is_a_revised_step() -> None:
    """A step that moved and took another number is told as revised, not as taken out and added."""

    def steps(*rows: tuple[str, str, str]) -> Document:
        cells = [Row((Cell((_said(number),)), Cell((_said(name),))), key) for key, number, name in rows]
        return _of(_section("5. Nội dung", "noi-dung"), Table((1, 9), tuple(cells), key="buoc"))

    old = steps(("a", "Bước 1", "Thẩm định"), ("b", "Bước 2", "Tiếp nhận"), ("c", "Bước 3", "Trả kết quả"), ("d", "Bước 4", "Lưu hồ sơ"))
    new = steps(("b", "Bước 1", "Tiếp nhận"), ("c", "Bước 2", "Trả kết quả"), ("a", "Bước 3", "Thẩm định"), ("e", "Bước 4", "Báo cáo"))
    (change,) = section_changes(compare(old, new), "buoc")
    assert (change.steps_added, change.steps_removed) == (("Báo cáo",), ("Lưu hồ sơ",))
    assert "Thẩm định" in change.steps_revised


def test_a_chart_is_told_after_the_other_one() -> None:
    """All pieces of the older chart stand together, then all of the newer one; a piece that stayed as it was is not marked."""

    def chart(*words: str) -> Document:
        pieces = (Figure(100, 100, (), (), text, f"luu-do-{number}") for number, text in enumerate(words, 1))
        return _of(_section("1. Lưu đồ", "luu-do"), *pieces, _said("Kèm theo quy trình."))

    redline = compare(chart("cũ một", "cũ hai", "cũ ba"), chart("mới một", "mới hai"))
    figures = [(block.mark, block.alternative) for block in redline.blocks if isinstance(block, Figure)]
    assert figures == [*((Mark.DELETED, f"cũ {number}") for number in ("một", "hai", "ba")), *((Mark.INSERTED, f"mới {number}") for number in ("một", "hai"))]
    assert marks_of(compare(chart("một", "hai"), chart("một", "hai"))) == []


def test_labels_of_another_line_are_not_glued_to_it() -> None:
    """A line to fill in whose label has other words is told as one line taken out and one put in; one whose label was reworded stays one line."""

    def line(label: str) -> Document:
        return _of(Paragraph((Text(f"{label}: "), Tab()), Style.FIELD, "dong"))

    apart = compare(line("Nội dung"), line("Việc phải làm")).blocks
    assert [(block.mark, text_of(block.runs)) for block in apart if isinstance(block, Paragraph)] == [(Mark.DELETED, "Nội dung: \t"), (Mark.INSERTED, "Việc phải làm: \t")]
    together = compare(line("Nội dung công việc"), line("Nội dung các công việc")).blocks
    assert [block.mark for block in together] == [None]


def test_a_table_of_another_shape_stands_where_the_older_one_stood() -> None:
    """A table that has other columns now is told right after what it replaces, though the words around both are others."""

    def signed(words: str, *titles: str) -> Document:
        row = Row(tuple(Cell((_said(title),)) for title in titles), "chu-ky")
        return _of(_said(words), Table((1,) * len(titles), (row,), look=Look.LAYOUT, key="chu-ky"))

    redline = compare(signed("Danh sách kèm theo", "Người lập"), signed("Gửi bộ phận một cửa", "Người lập", "Người duyệt"))
    assert [(type(block), block.mark) for block in redline.blocks] == [(Paragraph, Mark.DELETED), (Paragraph, Mark.INSERTED), (Table, Mark.DELETED), (Table, Mark.INSERTED)]


def test_two_words_between_two_changes_are_told_with_them() -> None:
    """A word or two that happen to stay between two changes do not keep them apart; three do."""

    def changes(text: str, other: str) -> list[tuple[Mark | None, str]]:
        return [(run.mark, run.text) for run in joined(compare_runs((Text(text),), (Text(other),))) if isinstance(run, Text)]

    assert changes("Nộp một bản và gửi hai tờ khai cho phòng", "Nộp ba bản và gửi bốn tờ khai cho phòng") == [
        (None, "Nộp "),
        (Mark.DELETED, "một"),
        (Mark.INSERTED, "ba"),
        (None, " bản và gửi "),
        (Mark.DELETED, "hai"),
        (Mark.INSERTED, "bốn"),
        (None, " tờ khai cho phòng"),
    ]
    assert changes("Nộp một bản và hai tờ khai cho phòng", "Nộp ba bản và bốn tờ khai cho phòng") == [
        (None, "Nộp "),
        (Mark.DELETED, "một bản và hai"),
        (Mark.INSERTED, "ba bản và bốn"),
        (None, " tờ khai cho phòng"),
    ]


def test_a_renamed_step_has_its_name_of_today() -> None:
    """A step whose name shares no word with the older one is told under the name that the reader finds in the newer document."""

    def step(name: str, text: str) -> Document:
        row = Row((Cell((_said("9"),)), Cell((_said(name), _said(text)))), "danh-bo")
        return _of(_section("5. Nội dung", "noi-dung"), Table((1, 9), (row,), key="buoc"))

    text = "Ghi số quyết định vào sổ trong ngày nhận, người thứ hai đọc lại từng dòng."
    (change,) = section_changes(compare(step("Lập danh bộ, thẻ bảo hiểm", text), step("Cập nhật dữ liệu hưởng", text)), "buoc")
    assert change.steps_revised == ("Cập nhật dữ liệu hưởng",)
