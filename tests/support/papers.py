"""Papers for the checker: the decree's own models as plain values, faults laid over them, and the .docx that python-docx makes of them."""

from __future__ import annotations

import copy
import io
import unicodedata
import zipfile
from collections.abc import Mapping, Sequence
from typing import Any

import docx
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph

Piece = dict[str, Any]
"""A paragraph: `key`, `text`, and what is not as usual: size, bold, italic, align, first, left, before, after, lines, font, colour, rule (length in mm), field."""
Paper = dict[str, Any]
ALIGNS = {"left": WD_ALIGN_PARAGRAPH.LEFT, "center": WD_ALIGN_PARAGRAPH.CENTER, "right": WD_ALIGN_PARAGRAPH.RIGHT, "both": WD_ALIGN_PARAGRAPH.JUSTIFY}
PAGE = {"width": 210, "height": 297, "top": 20, "bottom": 20, "left": 30, "right": 15}
LEFT, RIGHT = 65, 100
"""The columns of the head, in millimetres."""
_SENTENCE = "Các đơn vị trực thuộc phối hợp thực hiện đúng thời hạn, bảo đảm chất lượng và báo cáo kết quả theo quy định."


def centred(key: str, text: str, size: float = 13, **looks: Any) -> Piece:
    """Give a centred line."""
    return {"key": key, "text": text, "size": size, "align": "center", **looks}


def text(key: str, words: str, **looks: Any) -> Piece:
    """Give a paragraph of a body."""
    return {"key": key, "text": words, "size": 14, "align": "both", "first": 12.7, "before": 6, **looks}


def rule(key: str, length: float, wide: float = 165) -> Piece:
    """Give a drawn rule of a length, in millimetres, in the middle of a column."""
    return {"key": key, "text": "", "size": 2, "rule": length, "wide": wide, "align": "center"}


def head(symbol: str, date: str | None = "Quảng Ngãi, ngày 05 tháng 3 năm 2021", letter: str = "", number: str | None = "15") -> Paper:
    """Give the head of a paper, with its page."""
    left = [
        centred("co-quan-chu-quan", "BẢO HIỂM XÃ HỘI VIỆT NAM"),
        centred("co-quan", "BẢO HIỂM XÃ HỘI", bold=True),
        centred("co-quan-2", "TỈNH QUẢNG NGÃI", bold=True),
        rule("ke-co-quan", 17, LEFT),
    ]
    right = [centred("quoc-hieu", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", bold=True), centred("tieu-ngu", "Độc lập - Tự do - Hạnh phúc", 14, bold=True), rule("ke-tieu-ngu", 61.5, RIGHT)]
    below = [centred("so", f"Số: {number}/{symbol}")] if number is not None else []
    below += [centred("trich-yeu-cong-van", letter, 12, before=6)] if letter else []
    dated = [centred("ngay", date, 14, italic=True)] if date else []
    return {"page": dict(PAGE), "frame": [[left, right], [below, dated]], "body": [], "foot": [], "after": [], "header": [centred("so-trang", "", 14, field="PAGE")], "first_header": [], "footer": []}


_LETTER_WIDTH = 2.11
"""How wide a letter of an abstract is on average, in millimetres."""


def title(kind: str, abstract: str = "") -> list[Piece]:
    """Give type and abstract, with a rule of some two fifths of it."""
    named = [centred("ten-loai", kind, 14, bold=True, before=12)]
    if not abstract:
        return [*named, rule("ke-ten-loai", 20)]
    return [*named, centred("trich-yeu", abstract, 14, bold=True), rule("ke-trich-yeu", round(0.41 * _LETTER_WIDTH * len(abstract), 1))]


def foot(first: str = "- Như trên;", office: Sequence[str] = ("GIÁM ĐỐC",), name: str = "Nguyễn Văn An", copies: str = "- Lưu: VT, VP.") -> list[list[Piece]]:
    """Give recipients and signature."""
    left = [{"key": "noi-nhan", "text": "Nơi nhận:", "size": 12, "bold": True, "italic": True}]
    left += [{"key": f"noi-nhan-{at}", "text": line, "size": 11} for at, line in enumerate([first, "- BHXH Việt Nam (để báo cáo);", copies], 1)]
    right = [centred(f"quyen-han-{at}", line, 14, bold=True) for at, line in enumerate(office, 1)]
    return [left, [*right, *({"key": f"trong-{at}", "text": ""} for at in range(4)), centred("ho-ten", name, 14, bold=True)]]


def grounds() -> list[Piece]:
    """Give the grounds of a decision."""
    return [
        text("can-cu-1", "Căn cứ Luật Bảo hiểm xã hội ngày 20 tháng 11 năm 2014;", italic=True),
        text("can-cu-2", "Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ về công tác văn thư;", italic=True),
        text("can-cu-3", "Theo đề nghị của Chánh Văn phòng.", italic=True),
    ]


def articles() -> list[Piece]:
    """Give the articles of a decision, with a clause and points."""
    return [
        text("dieu-1", "**Điều 1.** Thành lập Tổ triển khai gồm các ông, bà có tên trong danh sách."),
        text("dieu-2", "**Điều 2.** Tổ triển khai có các nhiệm vụ sau:"),
        text("khoan-1", "1. Xây dựng kế hoạch:"),
        *(text(f"diem-{letter}", f"{letter}) Nhiệm vụ thứ {number};") for letter, number in zip("abcdđe", ("nhất", "hai", "ba", "tư", "năm", "sáu"), strict=True)),
        text("khoan-2", "2. Báo cáo kết quả."),
        text("cuoi", "**Điều 3.** Chánh Văn phòng và các đơn vị liên quan chịu trách nhiệm thi hành Quyết định này./."),
    ]


def resolution() -> Paper:
    """Mẫu 1.1."""
    paper = head("NQ-HĐQL")
    paper["body"] = [*title("NGHỊ QUYẾT", "Về việc thông qua kế hoạch năm"), centred("tham-quyen", "HỘI ĐỒNG QUẢN LÝ BẢO HIỂM XÃ HỘI", 14, bold=True), *grounds()]
    paper["body"] += [centred("lenh", "QUYẾT NGHỊ:", 14, bold=True), text("dieu-1", _SENTENCE), text("cuoi", "Nghị quyết này có hiệu lực kể từ ngày ký./.")]
    paper["foot"] = foot("- Như trên;", ("TM. HỘI ĐỒNG", "CHỦ TỊCH"))
    return paper


def decision() -> Paper:
    """Mẫu 1.2."""
    paper = head("QĐ-BHXH")
    paper["body"] = [*title("QUYẾT ĐỊNH", "Về việc thành lập Tổ triển khai"), centred("tham-quyen", "GIÁM ĐỐC BẢO HIỂM XÃ HỘI TỈNH QUẢNG NGÃI", 14, bold=True), *grounds()]
    paper["body"] += [centred("lenh", "QUYẾT ĐỊNH:", 14, bold=True), *articles()]
    paper["foot"] = foot("- Như Điều 3;")
    return paper


def decision_with_rules() -> Paper:
    """Mẫu 1.3: a decision that issues a regulation, and the regulation."""
    paper = decision()
    head_of_rules = head("", None, number=None)["frame"][:1]
    chapters = [
        centred("chuong-1", "Chương I", 14, bold=True, before=6),
        centred("ten-chuong-1", "QUY ĐỊNH CHUNG", 14, bold=True),
        text("q-dieu-1", "**Điều 1. Phạm vi điều chỉnh**"),
        text("q-1", _SENTENCE),
        centred("chuong-2", "Chương II", 14, bold=True, before=6),
        centred("ten-chuong-2", "QUY ĐỊNH CỤ THỂ", 14, bold=True),
        centred("muc-1", "Mục 1", 14, bold=True, before=6),
        centred("ten-muc-1", "TIẾP NHẬN", 14, bold=True),
        text("q-dieu-2", "**Điều 2. Tiếp nhận**"),
        text("q-2", "1. " + _SENTENCE),
    ]
    note = "(Kèm theo Quyết định số 15/QĐ-BHXH ngày 05 tháng 3 năm 2021 của Giám đốc Bảo hiểm xã hội tỉnh Quảng Ngãi)"
    named = [centred("q-ten-loai", "QUY CHẾ", 14, bold=True, before=12), centred("q-trich-yeu", "Tiếp nhận hồ sơ", 14, bold=True), centred("q-kem-theo", note, 14, italic=True)]
    paper["after"] = [{"break": "page"}, {"frame": head_of_rules}, *named, *chapters]
    return paper


def named_type(kind: str = "KẾ HOẠCH", symbol: str = "KH-BHXH") -> Paper:
    """Mẫu 1.4."""
    paper = head(symbol)
    paper["body"] = [
        *title(kind, "Triển khai hệ thống quản lý chất lượng"),
        text("mo-dau", _SENTENCE),
        text("la-ma-1", "I. MỤC ĐÍCH, YÊU CẦU", bold=True),
        text("muc-1-1", "1. Mục đích", bold=True),
        text("noi-dung-1", _SENTENCE),
        text("la-ma-2", "II. TỔ CHỨC THỰC HIỆN", bold=True),
        text("cuoi", "Các đơn vị thực hiện nghiêm túc Kế hoạch này./."),
    ]
    paper["foot"] = foot("- Các đơn vị trực thuộc;", ("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"))
    return paper


def letter() -> Paper:
    """Mẫu 1.5."""
    paper = head("BHXH-VP", letter="V/v triển khai hệ thống quản lý chất lượng")
    paper["body"] = [
        {"key": "kinh-gui", "text": "Kính gửi:", "size": 14, "left": 40, "before": 12},
        {"key": "noi-gui-1", "text": "- Các phòng nghiệp vụ;", "size": 14, "left": 62},
        {"key": "noi-gui-2", "text": "- Bảo hiểm xã hội các huyện.", "size": 14, "left": 62},
        text("noi-dung", _SENTENCE),
        text("cuoi", "Đề nghị các đơn vị nghiêm túc thực hiện./."),
    ]
    paper["foot"] = foot("- Như trên;", ("TL. GIÁM ĐỐC", "CHÁNH VĂN PHÒNG"))
    return paper


def telegram() -> Paper:
    """Mẫu 1.6."""
    paper = head("CĐ-BHXH")
    paper["body"] = [
        *title("CÔNG ĐIỆN", "Về việc ứng phó với bão số 5"),
        text("dien", "GIÁM ĐỐC BẢO HIỂM XÃ HỘI TỈNH QUẢNG NGÃI điện:"),
        text("noi-1", "- Các phòng nghiệp vụ;"),
        text("noi-2", "- Bảo hiểm xã hội các huyện."),
        text("cuoi", f"{_SENTENCE[:-1]}./."),
    ]
    paper["foot"] = foot()
    return paper


def invitation() -> Paper:
    """Mẫu 1.7."""
    paper = head("GM-BHXH")
    paper["body"] = [
        *title("GIẤY MỜI", "Về việc họp Tổ triển khai"),
        text("moi", "Bảo hiểm xã hội tỉnh Quảng Ngãi trân trọng kính mời: ông Nguyễn Văn Bình"),
        text("du", "Tới dự họp Tổ triển khai hệ thống quản lý chất lượng."),
        text("chu-tri", "Chủ trì: Giám đốc Nguyễn Văn An."),
        text("thoi-gian", "Thời gian: 8 giờ 00 phút, ngày 10 tháng 3 năm 2021."),
        text("cuoi", "Địa điểm: Phòng họp số 1./."),
    ]
    paper["foot"] = foot()
    return paper


def introduction() -> Paper:
    """Mẫu 1.8."""
    paper = head("GGT-BHXH")
    paper["body"] = [
        *title("GIẤY GIỚI THIỆU"),
        text("gioi-thieu", "Bảo hiểm xã hội tỉnh Quảng Ngãi trân trọng giới thiệu:"),
        text("ong", "Ông (bà): Nguyễn Văn Bình"),
        text("chuc-vu", "Chức vụ: Chuyên viên"),
        text("den", "Được cử đến: Bảo hiểm xã hội huyện Bình Sơn"),
        text("ve-viec", "Về việc: hướng dẫn nghiệp vụ"),
        text("de-nghi", "Đề nghị Quý cơ quan tạo điều kiện để ông (bà) có tên ở trên hoàn thành nhiệm vụ."),
        text("cuoi", "Giấy này có giá trị đến hết ngày 31 tháng 12 năm 2021./."),
    ]
    paper["foot"] = foot("- Như trên;", ("TUQ. GIÁM ĐỐC", "TRƯỞNG PHÒNG TỔ CHỨC CÁN BỘ"))
    return paper


def minutes() -> Paper:
    """Mẫu 1.9: no place and date in the head; two sign."""
    paper = head("BB-BHXH", None)
    paper["body"] = [
        *title("BIÊN BẢN", "Họp Tổ triển khai"),
        text("bat-dau", "Thời gian bắt đầu: 8 giờ 00 phút, ngày 10 tháng 3 năm 2021"),
        text("dia-diem", "Địa điểm: Phòng họp số 1"),
        text("thanh-phan", "Thành phần tham dự: các thành viên của Tổ triển khai"),
        text("chu-tri", "Chủ trì (chủ tọa): Nguyễn Văn An"),
        text("thu-ky", "Thư ký (người ghi biên bản): Trần Thị Bình"),
        text("noi-dung", "Nội dung (theo diễn biến cuộc họp):"),
        text("dien-bien", _SENTENCE),
        text("cuoi", "Cuộc họp kết thúc vào 11 giờ 00 phút, ngày 10 tháng 3 năm 2021./."),
    ]
    clerk = [centred("thu-ky-ky", "THƯ KÝ", 14, bold=True), centred("ky-1", "(Chữ ký)", 14, italic=True), centred("ten-thu-ky", "Trần Thị Bình", 14, bold=True)]
    chair = [
        centred("quyen-han-1", "CHỦ TỌA", 14, bold=True),
        centred("ky-2", "(Chữ ký của người có thẩm quyền, dấu/chữ ký số của cơ quan)", 14, italic=True),
        centred("ho-ten", "Nguyễn Văn An", 14, bold=True),
    ]
    paper["foot"] = [clerk, chair]
    paper["after"] = foot("- Các thành viên;", (), "", "- Lưu: VT, Hồ sơ.")[0]
    return paper


def leave() -> Paper:
    """Mẫu 1.10."""
    paper = head("GNP-BHXH")
    paper["body"] = [
        *title("GIẤY NGHỈ PHÉP"),
        text("xet", "Xét Đơn đề nghị nghỉ phép ngày 01 tháng 3 năm 2021 của ông Nguyễn Văn Bình,"),
        text("cap", "Bảo hiểm xã hội tỉnh Quảng Ngãi cấp cho:"),
        text("ong", "Ông (bà): Nguyễn Văn Bình"),
        text("chuc-vu", "Chức vụ: Chuyên viên"),
        text("duoc-nghi", "Được nghỉ phép trong thời gian 05 ngày, kể từ ngày 10 tháng 3 năm 2021 đến hết ngày 15 tháng 3 năm 2021 tại Quảng Ngãi"),
        text("cuoi", "Số ngày nghỉ phép nêu trên được tính vào thời gian nghỉ phép năm 2021./."),
    ]
    paper["foot"] = foot("- Ông Nguyễn Văn Bình;")
    paper["after"] = [
        {"key": "xac-nhan", "text": "Xác nhận của cơ quan (tổ chức) hoặc chính quyền địa phương nơi nghỉ phép (nếu cần)", "size": 13, "align": "center"},
        centred("xac-nhan-ky", "(Chữ ký, dấu)", 13, italic=True),
    ]
    return paper


def with_annex(electronic: bool) -> Paper:
    """Mẫu 2.1 and 2.2: an annex on paper, and in an electronic paper, whose number and date stay open."""
    paper = decision()
    paper["body"][-1]["text"] = "**Điều 3.** Danh sách theo Phụ lục kèm theo. Các đơn vị chịu trách nhiệm thi hành Quyết định này./."
    number = (
        "(Kèm theo Văn bản số: ..../QĐ-BHXH ngày ..../..../.... của Bảo hiểm xã hội tỉnh Quảng Ngãi)"
        if electronic
        else "(Kèm theo Quyết định số 15/QĐ-BHXH ngày 05 tháng 3 năm 2021 của Giám đốc Bảo hiểm xã hội tỉnh Quảng Ngãi)"
    )
    paper["after"] = [
        {"key": "ngat", "break": "section", "start": 1},
        centred("phu-luc", "Phụ lục", 14, bold=True),
        centred("ten-phu-luc", "DANH SÁCH TỔ TRIỂN KHAI", 14, bold=True),
        centred("kem-theo", number, 14, italic=True),
        text("pl-1", "1. Ông Nguyễn Văn Bình, Tổ trưởng."),
    ]
    return paper


MODELS = {
    "1.1": resolution,
    "1.2": decision,
    "1.3": decision_with_rules,
    "1.4": named_type,
    "1.5": letter,
    "1.6": telegram,
    "1.7": invitation,
    "1.8": introduction,
    "1.9": minutes,
    "1.10": leave,
    "2.1": lambda: with_annex(electronic=False),
    "2.2": lambda: with_annex(electronic=True),
}
"""The models of the decree's Phụ lục III by their numbers."""


def pieces_of(blocks: Any) -> Sequence[list[Piece]]:
    """Give every list of paragraphs in a paper."""
    found: list[list[Piece]] = []
    if isinstance(blocks, list):
        if any(isinstance(one, dict) and "key" in one for one in blocks):
            found.append(blocks)
        for one in blocks:
            found += pieces_of(one)
    elif isinstance(blocks, dict):
        for one in blocks.values():
            found += pieces_of(one)
    return found


def changed(paper: Paper, case: Mapping[str, Any]) -> Paper:
    """Lay the changes of a case over a paper: `page`, `change` by key, `remove` keys, `add` after a key."""
    paper = copy.deepcopy(paper)
    paper["page"] |= case.get("page", {})
    for name in ("header", "first_header", "footer"):
        if name in case:
            paper[name] = case[name]
    lists = pieces_of({name: value for name, value in paper.items() if name != "page"})
    by_key = {piece["key"]: (pieces, piece) for pieces in lists for piece in pieces if "key" in piece}
    for key, looks in case.get("change", {}).items():
        by_key[key][1].update(looks)
    for key in case.get("remove", []):
        pieces, piece = by_key[key]
        pieces.remove(piece)
    for added in case.get("add", []):
        pieces, piece = by_key[added["after"]]
        pieces.insert(pieces.index(piece) + 1, {key: value for key, value in added.items() if key != "after"} | {"key": added.get("key", "")})
        if added.get("key"):
            by_key[added["key"]] = (pieces, pieces[pieces.index(piece) + 1])
    return paper


def build(paper: Paper) -> bytes:
    """Make the .docx of a paper."""
    document = docx.Document()
    _defaults(document)
    section = document.sections[0]
    _page(section, paper["page"])
    section.different_first_page_header_footer = "everywhere" not in paper["page"]
    for story, pieces in ((section.header, paper["header"]), (section.first_page_header, paper["first_header"]), (section.footer, paper["footer"])):
        _write(story, pieces)
    _frame(document, paper["frame"])
    _write(document, paper["body"])
    if paper["foot"]:
        _frame(document, [paper["foot"]])
    _write(document, paper["after"])
    saved = io.BytesIO()
    document.save(saved)
    return saved.getvalue()


def spoilt(content: bytes, faults: Sequence[Mapping[str, str]]) -> bytes:
    """Give a file with other XML in some places. Takes, for each, the part and the `old` text that stands there, of which the last is replaced by `new`."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        parts = {name: package.read(name).decode() if name.endswith((".xml", ".rels")) else package.read(name) for name in package.namelist()}
    for fault in faults:
        before, old, after = str(parts[fault["part"]]).rpartition(fault["old"])
        assert old, f"{fault['old']!r} is not in {fault['part']}"
        parts[fault["part"]] = before + fault["new"] + after
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as package:
        for name, part in parts.items():
            package.writestr(name, part)
    return made.getvalue()


def _defaults(document: Any) -> None:
    """Say Times New Roman for every script, and no space between paragraphs."""
    for fonts in document.styles.element.iter(qn("w:rFonts")):
        fonts.attrib.clear()
        for face in ("ascii", "hAnsi", "cs", "eastAsia"):
            fonts.set(qn(f"w:{face}"), "Times New Roman")
    normal = document.styles["Normal"].paragraph_format
    normal.space_before, normal.space_after, normal.line_spacing = Pt(0), Pt(0), 1.0


def _page(section: Any, page: Mapping[str, Any]) -> None:
    section.page_width, section.page_height = Mm(page["width"]), Mm(page["height"])
    section.top_margin, section.bottom_margin, section.left_margin, section.right_margin = (Mm(page[side]) for side in ("top", "bottom", "left", "right"))
    section.header_distance = Mm(10)
    if page["width"] > page["height"]:
        section.orientation = WD_ORIENT.LANDSCAPE
    if "format" in page or "start" in page:
        numbers = OxmlElement("w:pgNumType")
        for name, value in (("fmt", page.get("format")), ("start", page.get("start"))):
            if value is not None:
                numbers.set(qn(f"w:{name}"), str(value))
        section._sectPr.append(numbers)  # noqa: SLF001 - python-docx has no words for it


def _frame(document: Any, rows: Sequence[Sequence[Sequence[Piece]]]) -> None:
    table = document.add_table(rows=len(rows), cols=2)
    table.autofit = False
    for width, column in zip((LEFT, RIGHT), table.columns, strict=True):
        column.width = Mm(width)
    for cells, row in zip(rows, table.rows, strict=True):
        for width, pieces, cell in zip((LEFT, RIGHT), cells, row.cells, strict=True):
            cell.width = Mm(width)
            _write(cell, pieces)


def _write(container: Any, pieces: Sequence[Piece]) -> None:
    """Write paragraphs into a body, a cell, a head or a foot; a cell's own empty paragraph becomes the first."""
    first = container.paragraphs[0] if container.paragraphs and not hasattr(container, "add_section") else None
    for piece in pieces:
        if piece.get("break") == "page":
            container.add_page_break()
        elif piece.get("break") == "section":
            section = container.add_section(WD_SECTION.NEW_PAGE)
            for old in section._sectPr.findall(qn("w:pgNumType")):  # noqa: SLF001
                section._sectPr.remove(old)  # noqa: SLF001
            if piece["start"] is not None:
                _page(section, {**PAGE, "start": piece["start"]})
        elif "frame" in piece:
            _frame(container, piece["frame"])
        elif "table" in piece:
            _table(container, piece["table"])
        else:
            _paragraph(first if first is not None else container.add_paragraph(), piece)
            first = None


def _table(container: Any, rows: Sequence[Sequence[str]]) -> None:
    table = container.add_table(rows=len(rows), cols=len(rows[0]))
    table.style = "Table Grid"
    for words, row in zip(rows, table.rows, strict=True):
        for word, cell in zip(words, row.cells, strict=True):
            cell.text = word


def _paragraph(paragraph: Paragraph, piece: Piece) -> None:
    form = paragraph.paragraph_format
    form.alignment = ALIGNS[piece.get("align", "left")]
    form.first_line_indent, form.left_indent = Mm(piece.get("first", 0)), Mm(piece.get("left", 0))
    form.space_before, form.space_after = Pt(piece.get("before", 0)), Pt(piece.get("after", 0))
    form.line_spacing = piece.get("lines", 1.0)
    if "rule" in piece:
        side = (piece["wide"] - piece["rule"]) / 2
        form.left_indent = form.right_indent = Mm(max(side, 0) - (1.9 if piece["wide"] < PAGE["width"] - 45 else 0))
        _border(paragraph)
    words = piece.get("text", "")
    if words.startswith("NFD:"):
        words = unicodedata.normalize("NFD", words.removeprefix("NFD:"))
    for at, part in enumerate(words.split("**")):
        if part:
            _run(paragraph, part, piece, bold=piece.get("bold", False) or at % 2 == 1)
    if "field" in piece:
        _field(paragraph, piece)


def _run(paragraph: Paragraph, words: str, piece: Piece, *, bold: bool) -> Any:
    run = paragraph.add_run(words)
    run.font.size, run.bold, run.italic = Pt(piece.get("size", 13)), bold, piece.get("italic", False)
    if "font" in piece:
        run.font.name = piece["font"]
    if "complex" in piece:
        run._r.get_or_add_rPr().get_or_add_rFonts().set(qn("w:cs"), piece["complex"])  # noqa: SLF001
    if "colour" in piece:
        run.font.color.rgb = RGBColor.from_string(piece["colour"])
    return run


def _field(paragraph: Paragraph, piece: Piece) -> None:
    for kind in ("begin", "instr", "separate", "text", "end"):
        run = _run(paragraph, "1" if kind == "text" else "", piece, bold=False)
        if kind == "instr":
            instruction = OxmlElement("w:instrText")
            instruction.text = f" {piece['field']} "
            run._r.append(instruction)  # noqa: SLF001
        elif kind != "text":
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
            run._r.append(mark)  # noqa: SLF001


def _border(paragraph: Paragraph) -> None:
    borders = OxmlElement("w:pBdr")
    top = OxmlElement("w:top")
    for name, value in (("val", "single"), ("sz", "6"), ("space", "1"), ("color", "000000")):
        top.set(qn(f"w:{name}"), value)
    borders.append(top)
    paragraph._p.get_or_add_pPr().insert_element_before(borders, "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc", "w:rPr")  # noqa: SLF001


def _landscape_with_table() -> Paper:
    paper = decision()
    paper["page"] |= {"width": 297, "height": 210, "top": 30, "bottom": 20, "left": 20, "right": 20}
    next(piece for piece in paper["body"] if piece["key"] == "ke-trich-yeu")["wide"] = 257
    paper["body"].insert(-1, {"table": [["TT", "Nội dung"], ["1", "Đào tạo"]]})
    return paper


def _nation_on_the_left() -> Paper:
    paper = decision()
    paper["frame"] = [list(reversed(row)) for row in paper["frame"]]
    paper["frame"][0][0][-1]["wide"] = LEFT
    return paper


def _date_below() -> Paper:
    paper = decision()
    paper["frame"][1][1] = [{"key": "trong-ngay", "text": ""}, {"key": "trong-ngay-2", "text": ""}, *paper["frame"][1][1]]
    return paper


def _two_annexes() -> Paper:
    paper = with_annex(electronic=False)
    second = [{**piece, "key": f"{piece['key']}-hai"} if "key" in piece else piece for piece in copy.deepcopy(paper["after"])]
    paper["after"][1]["text"], second[1]["text"] = "Phụ lục I", "Phụ lục 2"
    paper["after"] += second
    return paper


def _for_few_eyes() -> Paper:
    paper = decision()
    paper["frame"][1][0] += [centred("luu-hanh", "LƯU HÀNH NỘI BỘ", 11, bold=True)]
    return paper


def _with_address() -> Paper:
    paper = decision()
    paper["after"] = [{"key": "dia-chi", "text": "Địa chỉ: 01 Trần Hưng Đạo, thành phố Quảng Ngãi; điện thoại: 0255 000000", "size": 13}]
    return paper


def _copied() -> Paper:
    paper = decision()
    paper["after"] = [rule("ke-sao", 165), centred("sao", "SAO Y", 14, bold=True)]
    return paper


FURTHER = {
    "bang-ngang": _landscape_with_table,
    "trai": _nation_on_the_left,
    "ngay-thap": _date_below,
    "hai-phu-luc": _two_annexes,
    "luu-hanh": _for_few_eyes,
    "dia-chi": _with_address,
    "ban-sao": _copied,
}
"""Papers that only cases start from."""


def model(name: str) -> Paper:
    """Give a paper by the name that a case knows it by."""
    return (MODELS | FURTHER)[name]()
