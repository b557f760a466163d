"""Every problem the program can name, in Vietnamese, each with its cure.

A problem is a function from the facts of the case to a `Diagnostic`. The letter of a code is the room that finds it (Đ reading,
H composing, T planning, M templates, C the gate, X the world outside); a code is never used for anything else.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from difflib import get_close_matches

from qmsdocs.diagnostics.report import Diagnostic, Place, Severity, TextPlace


def _error(code: str, place: Place | None, message: str, cure: str, trail: tuple[tuple[str, Place], ...] = ()) -> Diagnostic:
    return Diagnostic(code, Severity.ERROR, place, message, cure, trail)


def _warning(code: str, place: Place | None, message: str, cure: str, trail: tuple[tuple[str, Place], ...] = ()) -> Diagnostic:
    return Diagnostic(code, Severity.WARNING, place, message, cure, trail)


_ENOUGH_TO_LIST = 12


def _nearest(name: str, known: Iterable[str], otherwise: str) -> str:
    names = sorted(known)
    near = get_close_matches(name, names, n=1, cutoff=0.5)
    if near:
        return f"Có phải ý bạn là «{near[0]}»?"
    if names and len(names) <= _ENOUGH_TO_LIST:
        return f"{otherwise} Các tên dùng được: {', '.join(f'«{n}»' for n in names)}."
    return otherwise


# Đ: reading files


def file_too_large(place: Place, limit: int) -> Diagnostic:
    """A file is larger than any real one."""
    return _error("Đ01", place, f"Tệp lớn hơn {limit // 1024 // 1024} MiB nên không được đọc", "Tách nội dung thành nhiều tệp; mỗi tài liệu là một tệp.")


def not_utf8(place: Place) -> Diagnostic:
    """A file is not UTF-8."""
    return _error("Đ02", place, "Tệp không phải là văn bản Unicode (UTF-8)", "Mở tệp trong trình soạn thảo và lưu lại với bảng mã UTF-8.")


def too_deep(place: Place, limit: int) -> Diagnostic:
    """A file nests deeper than any real one."""
    return _error("Đ03", place, f"Tệp lồng nhau quá {limit} cấp", "Viết lại nội dung cho phẳng hơn, theo khuôn của tài liệu mẫu.")


def tab_indent(place: Place) -> Diagnostic:
    """A tab stands where spaces should."""
    return _error("Đ04", place, "Dòng thụt lề bằng phím Tab", "Thay phím Tab bằng dấu cách: mỗi cấp hai dấu cách.")


def yaml_syntax(place: Place) -> Diagnostic:
    """The YAML cannot be read."""
    return _error("Đ05", place, "Không đọc được tệp từ chỗ này", "Kiểm tra dấu hai chấm có dấu cách theo sau, thụt lề thẳng hàng, và đặt trong ngoặc kép câu có dấu «: » hoặc bắt đầu bằng ký hiệu.")


def empty_file(place: Place) -> Diagnostic:
    """A file holds nothing."""
    return _error("Đ06", place, "Tệp không có nội dung", "Viết nội dung theo khuôn của loại tệp này, hoặc xóa tệp.")


def yaml_alias(place: Place, mark: str) -> Diagnostic:
    """An anchor or an alias of YAML is used."""
    return _error("Đ07", place, f"Dùng ký hiệu «{mark}» để nhắc lại nội dung ở chỗ khác", f"Viết đầy đủ nội dung tại đây, không dùng ký hiệu; nếu chữ bắt đầu bằng «{mark}» thì đặt trong ngoặc kép.")


def yaml_tag(place: Place, tag: str) -> Diagnostic:
    """A tag of YAML is used."""
    return _error("Đ08", place, f"Dùng ký hiệu kiểu «{tag.removeprefix('tag:yaml.org,2002:')}»", "Bỏ ký hiệu bắt đầu bằng «!»; nếu chữ bắt đầu bằng «!» thì đặt trong ngoặc kép.")


def bare_null(place: Place) -> Diagnostic:
    """A key stands without a value."""
    return _error("Đ09", place, "Khóa không có giá trị", "Viết giá trị, hoặc xóa cả dòng; muốn bỏ một phần của khung thì ghi ở «bỏ» cùng lý do; muốn để trống khi in thì viết «……».")


def key_not_text(place: Place) -> Diagnostic:
    """A key is not a word."""
    return _error("Đ10", place, "Khóa phải là chữ", "Viết khóa là một từ hoặc cụm từ, theo sau là dấu hai chấm.")


def repeated_key(place: Place, key: str, first: Place) -> Diagnostic:
    """A key stands twice in one mapping."""
    return _error("Đ11", place, f"Khóa «{key}» viết hai lần ở cùng một chỗ", "Giữ một dòng, xóa dòng kia.", (("lần viết đầu", first),))


def unprintable_character(place: Place) -> Diagnostic:
    """Text holds a character that no page can show."""
    return _error("Đ13", place, "Có ký tự không in được", "Xóa và gõ lại chỗ này.")


def wrong_suffix(place: Place) -> Diagnostic:
    """A file would be read if its name ended otherwise."""
    return _error("Đ12", place, "Tệp có đuôi .yml nên không được đọc", "Đổi đuôi tệp thành .yaml.")


# Đ2x: reading Word files that are checked


def not_a_word_package(place: Place) -> Diagnostic:
    """A file that should be checked is no zip, or a broken one."""
    return _error("Đ20", place, "Tệp không phải là tài liệu Word (.docx), hoặc đã hỏng", "Mở tệp bằng Word và lưu lại theo dạng .docx; nếu Word cũng không mở được thì xin lại tệp.")


def old_word_file(place: Place) -> Diagnostic:
    """A file that should be checked is of an older Word, or locked with a password."""
    return _error("Đ21", place, "Tệp là tài liệu Word dạng cũ (.doc, .rtf) hoặc có mật khẩu", "Mở tệp bằng Word, bỏ mật khẩu nếu có, lưu lại theo dạng .docx rồi kiểm tra tệp mới.")


def word_file_too_large(place: Place, limit: int) -> Diagnostic:
    """A file that should be checked unpacks to more than any real one."""
    return _error("Đ22", place, f"Tệp bung ra lớn hơn {limit // 1024 // 1024} MiB nên không được đọc", "Giảm cỡ hình ảnh trong tài liệu, hoặc tách thành nhiều tệp; không mở tệp lạ.")


def word_part_missing(place: Place, part: str) -> Diagnostic:
    """A Word file lacks a part that it cannot be without."""
    return _error("Đ23", place, f"Tệp thiếu phần «{part}» mà tài liệu Word nào cũng có", "Kiểm tra tệp có đúng là tài liệu Word không; mở bằng Word và lưu lại theo dạng .docx.")


def word_part_broken(place: Place, part: str) -> Diagnostic:
    """A part of a Word file cannot be read."""
    return _error("Đ24", place, f"Không đọc được phần «{part}» của tệp", "Mở tệp bằng Word, để Word sửa, rồi lưu lại theo dạng .docx.")


def word_part_hostile(place: Place, part: str) -> Diagnostic:
    """A part of a Word file declares a document type, which no Word file has."""
    return _error("Đ25", place, f"Phần «{part}» có khai báo mà tài liệu Word không bao giờ có, nên không được đọc", "Không mở tệp này; hỏi lại người gửi.")


def word_part_too_deep(place: Place, part: str, limit: int) -> Diagnostic:
    """A part of a Word file nests deeper than any real one."""
    return _error("Đ26", place, f"Phần «{part}» lồng nhau quá {limit} cấp nên không được đọc", "Bỏ bớt các bảng và khung lồng trong nhau; không mở tệp lạ.")


# H: composing: types


def unknown_field(place: Place, name: str, known: Iterable[str]) -> Diagnostic:
    """A key answers to no field."""
    return _error("H01", place, f"Không có mục «{name}» ở đây", _nearest(name, known, "Xóa dòng này hoặc xem khuôn của loại tệp trong docs/vi/tra-cuu."))


def missing_field(place: Place, name: str, description: str) -> Diagnostic:
    """A field that must be written is not."""
    return _error("H02", place, f"Thiếu mục «{name}»", f"Viết thêm «{name}: …». {description}")


def wrong_value(place: Place, found: str, expected: str, trail: tuple[tuple[str, Place], ...] = ()) -> Diagnostic:
    """A value is not of the kind its field takes."""
    return _error("H03", place, f"«{found}» không phải là {expected}", f"Viết lại giá trị là {expected}.", trail)


def wrong_choice(place: Place, found: str, choices: Iterable[str], trail: tuple[tuple[str, Place], ...] = ()) -> Diagnostic:
    """A value is not among the choices of its field."""
    return _error("H04", place, f"«{found}» không phải là một lựa chọn ở đây", _nearest(found, choices, "Chọn một giá trị trong khuôn."), trail)


def wrong_slug(place: Place, found: str) -> Diagnostic:
    """An id is not written as ids are."""
    return _error("H05", place, f"Mã «{found}» viết không đúng cách", "Mã chỉ gồm chữ thường không dấu, chữ số và gạch nối, ví dụ: tiep-nhan.")


def wrong_duration(place: Place, found: str, trail: tuple[tuple[str, Place], ...] = ()) -> Diagnostic:
    """A duration cannot be read."""
    return _error(
        "H06",
        place,
        f"«{found}» không phải là một khoảng thời gian",
        "Viết số và đơn vị, ví dụ: 6 ngày làm việc; 0,5 ngày; 4 giờ; 30 phút; trong ngày; theo giấy hẹn; theo kế hoạch; không tính vào thời hạn.",
        trail,
    )


def wrong_day(place: Place, found: str, trail: tuple[tuple[str, Place], ...] = ()) -> Diagnostic:
    """A day cannot be read."""
    return _error("H07", place, f"«{found}» không phải là một ngày", "Viết ngày theo dạng ngày/tháng/năm, đủ số, ví dụ: 05/03/2014.", trail)


def not_a_mapping(place: Place, expected: str) -> Diagnostic:
    """Text or a list stands where keys should."""
    return _error("H08", place, f"Ở đây phải là {expected}", "Viết mỗi mục trên một dòng, thụt vào hai dấu cách: «khóa: giá trị».")


def more_than_one_line(place: Place, found: str) -> Diagnostic:
    """A one-line field holds several."""
    return _error("H09", place, f"«{found[:40]}…» dài hơn một dòng", "Viết gọn trong một dòng.")


def too_few(place: Place, name: str, least: int) -> Diagnostic:
    """A mapping holds fewer things than it must."""
    return _error("H10", place, f"«{name}» phải có ít nhất {least} mục", "Viết thêm cho đủ.")


def unknown_shape(place: TextPlace, found: str, choices: Iterable[str]) -> Diagnostic:
    """A document does not say which shape it has."""
    return _error("H11", place, f"«{found}» không phải là loại tài liệu", _nearest(found, choices, "Ghi «loại: quy trình», «tài liệu», «quyết định», «văn bản» hoặc «biểu mẫu»."))


# M: Word templates


def not_a_word_file(place: Place) -> Diagnostic:
    """A template is not a .docx."""
    return _error("M01", place, "Tệp không phải là tài liệu Word (.docx)", "Mở tệp bằng Word và lưu lại theo dạng .docx.")


def template_with_changes(place: Place) -> Diagnostic:
    """A template holds tracked changes."""
    return _error("M02", place, "Mẫu còn dấu sửa đổi (Track Changes) chưa chấp nhận", "Trong Word, chấp nhận hoặc từ chối mọi sửa đổi rồi lưu lại.")


def template_tag_broken(place: Place) -> Diagnostic:
    """A tag of a template cannot be read."""
    return _error("M03", place, "Thẻ của mẫu viết không đúng cách", "Viết thẻ liền một mạch, ví dụ {{r chân_trái }} hoặc {{p thân }}.")


def template_name_unknown(place: Place, name: str, known: Iterable[str]) -> Diagnostic:
    """A template asks for what nobody gives."""
    return _error("M04", place, f"Mẫu dùng tên «{name}» mà phần mềm không có", _nearest(name, known, "Dùng một trong các tên có sẵn."))


def template_without_body(place: Place, slot: str) -> Diagnostic:
    """A template has no place for the body."""
    return _error("M05", place, "Mẫu không có chỗ cho thân tài liệu", f"Thêm một đoạn chỉ có {slot}.")


def template_missing(place: Place, name: str) -> Diagnostic:
    """A template is not there."""
    return _error("M06", place, f"Không có mẫu Word «{name}»", "Đặt lại tệp mẫu vào thư mục «templates» của lần ban hành.")


def template_without_style(place: Place, style: str) -> Diagnostic:
    """A template has lost a style that its documents are printed in."""
    return _error("M07", place, f"Mẫu không có kiểu chữ «{style}»", "Mở mẫu bằng Word và tạo lại kiểu chữ có tên này (có dấu hay không dấu đều được), hoặc lấy lại tệp mẫu từ kho mã nguồn.")


_SIDES = {"top": "trên", "bottom": "dưới", "left": "trái", "right": "phải"}


def template_margin(place: Place, side: str, found: str, bounds: str, rule: str) -> Diagnostic:
    """A margin of a template is outside the bounds."""
    name = _SIDES.get(side, side)
    return _error("M08", place, f"Lề {name} của mẫu là {found} mm, ngoài mức {bounds} của {rule}", f"Trong Word, vào «Layout», «Margins», «Custom Margins», đặt lề {name} trong mức {bounds}.")


def template_typeface(place: Place, found: str, wanted: str, rule: str) -> Diagnostic:
    """A template is set in another typeface."""
    return _error("M09", place, f"Mẫu dùng phông chữ «{found}», không phải {wanted} theo {rule}", f"Chọn phông {wanted} cho kiểu chữ hoặc đoạn này.")


def template_size(place: Place, found: str, bounds: str, rule: str) -> Diagnostic:
    """The text of a template is too small or too large."""
    return _error("M10", place, f"Cỡ chữ của lời văn là {found} pt, ngoài mức {bounds} của {rule}", f"Sửa cỡ chữ của kiểu «Nội dung» về mức {bounds}.")


def template_page_size(place: Place, found: str, wanted: str, rule: str) -> Diagnostic:
    """A template is not on the right paper."""
    return _error("M11", place, f"Khổ giấy của mẫu là {found} mm, không phải {wanted} mm theo {rule}", "Trong Word, vào «Layout», «Size», chọn «A4».")


def template_with_comments(place: Place) -> Diagnostic:
    """Comments are left in a template: they would stand in every document."""
    return _error("M12", place, "Mẫu còn lời bình («Comment»)", "Trong Word, vào «Review», «Delete All Comments in Document», rồi lưu lại.")


def template_tracks_changes(place: Place) -> Diagnostic:
    """A template has change tracking switched on: every document would be opened with it."""
    return _error("M13", place, "Mẫu đang bật Track Changes", "Trong Word, vào «Review», tắt Track Changes, rồi lưu lại.")


def template_without_page_number(place: Place) -> Diagnostic:
    """A template has lost its page number."""
    return _error("M14", place, "Mẫu không còn số trang ở đầu trang hay chân trang", "Trong Word, vào «Insert», «Page Number», đặt lại số trang; hoặc lấy lại tệp mẫu từ kho mã nguồn.")


def template_slot_lost(place: Place, slot: str) -> Diagnostic:
    """A template has lost a slot of its head or foot: what stood there is no longer printed."""
    return _warning("M15", place, f"Mẫu không còn chỗ điền {slot}", f"Gõ lại {slot} vào đầu trang hoặc chân trang; nếu cố ý bỏ thì điều ấy không in ra nữa.")


# H: composing: a province's changes over the frame


def edit_misses(place: Place, path: str, key: str, known: Iterable[str], frame: Place) -> Diagnostic:
    """A change edits or removes what the frame does not have."""
    return _error("H21", place, f"Khung không có «{path}»", _nearest(key, known, "Muốn thêm mới thì viết dưới «thêm», không viết dưới «sửa» hay «bỏ»."), (("chỗ tương ứng trong khung", frame),))


def addition_exists(place: Place, path: str, frame: Place) -> Diagnostic:
    """A change adds what is there already."""
    return _error("H22", place, f"«{path}» đã có trong khung", "Muốn thay giá trị thì viết dưới «sửa»; muốn thêm thì đặt mã khác.", (("giá trị đang có", frame),))


def removal_without_reason(place: Place, path: str) -> Diagnostic:
    """A removal does not say why."""
    return _error("H23", place, f"Bỏ «{path}» mà không ghi lý do đúng cách", "Tại chỗ cần bỏ chỉ viết một dòng: «lý do: …», bằng chữ thường, không có {…} hay [[…]].")


def field_locked(place: Place, path: str, frame: Place, law: str | None) -> Diagnostic:
    """A change touches a field that the law or the frame fixes."""
    because = f" (căn cứ: {law})" if law else ""
    return _error(
        "H24",
        place,
        f"«{path}» do pháp luật hoặc mô hình khung quy định, tỉnh không được thay đổi{because}",
        "Xóa phần này khỏi thay đổi; nếu quy định đã đổi, đề nghị BHXH Việt Nam sửa khung.",
        (("giá trị của khung", frame),),
    )


def time_lengthened(place: Place, path: str, old: str, new: str, frame: Place, law: str | None) -> Diagnostic:
    """A change makes a statutory time longer."""
    because = f" (căn cứ: {law})" if law else ""
    return _error(
        "H25", place, f"«{path}»: {new} dài hơn hoặc tính khác {old} của khung{because}", f"Chỉ được rút ngắn: viết thời hạn không quá {old}, cùng cách tính ngày.", (("thời hạn của khung", frame),)
    )


def fingerprint_missing(place: Place, path: str, present: str, frame: Place) -> Diagnostic:
    """A change does not record what it replaces."""
    return _error("H26", place, f"Chưa ghi giá trị của khung mà thay đổi này dựa trên: «{path}»", f"Viết thêm dưới «dựa trên»: «{path}: {present}».", (("giá trị của khung", frame),))


def change_stale(place: Place, change: str, path: str, recorded: str, present: str, ours: str, frame: Place) -> Diagnostic:
    """The frame has moved beneath a change."""
    shown = f"khung lúc viết «{recorded}», khung hiện nay «{present}»" + (f", của tỉnh «{ours}»" if ours else "")
    return _warning(
        "H27",
        place,
        f"Khung đã đổi sau khi có thay đổi «{change}» ở «{path}»: {shown}",
        f"Xem lại; nếu vẫn giữ thay đổi thì sửa dưới «dựa trên»: «{path}: {present}».",
        (("giá trị hiện nay của khung", frame),),
    )


def fingerprint_unused(place: Place, path: str, touched: Iterable[str]) -> Diagnostic:
    """A recorded value belongs to no touch of the change."""
    return _error("H28", place, f"«{path}» có trong «dựa trên» nhưng thay đổi này không chạm tới", _nearest(path, touched, "Xóa dòng này."))


def changes_collide(place: Place, path: str, first: str, second: str, other: Place) -> Diagnostic:
    """Two changes touch the same field for the same office and time."""
    return _error(
        "H29",
        place,
        f"Hai thay đổi «{first}» và «{second}» cùng chạm «{path}» trong cùng thời gian, cùng đơn vị",
        "Gộp hai thay đổi làm một, hoặc tách thời gian, đơn vị áp dụng.",
        (("thay đổi kia", other),),
    )


def change_lapsed(place: Place, change: str, until: date, day: date) -> Diagnostic:
    """A change no longer applies."""
    return _warning("H30", place, f"Thay đổi «{change}» hết hạn ngày {until:%d/%m/%Y}, không áp dụng tại ngày {day:%d/%m/%Y}", "Gia hạn «đến ngày» nếu còn cần, hoặc giữ lại để lưu vết.")


def change_ends_before_start(place: Place, change: str) -> Diagnostic:
    """A change ends before it begins."""
    return _error("H31", place, f"Thay đổi «{change}» kết thúc trước khi bắt đầu", "Sửa «từ ngày» hoặc «đến ngày».")


def unknown_office(place: Place, name: str, known: Iterable[str]) -> Diagnostic:
    """A change or a fact names an office that the province does not have."""
    return _error("H32", place, f"Tỉnh không có đơn vị «{name}»", _nearest(name, known, "Xem mã đơn vị trong framework_model/organisation/offices.yaml."))


def unknown_edition(place: Place, name: str, known: Iterable[str]) -> Diagnostic:
    """An edition that the frame does not have."""
    return _error("H33", place, f"Khung không có bộ tài liệu năm «{name}»", _nearest(name, known, "Ghi năm của một bộ tài liệu có trong khung."))


def unknown_document(place: Place, name: str, known: Iterable[str]) -> Diagnostic:
    """A document that the frame does not have."""
    return _error("H34", place, f"Khung không có tài liệu «{name}»", _nearest(name, known, "Mã tài liệu là tên tệp, không có đuôi .yaml."))


def document_not_removable(place: Place, name: str, frame: Place) -> Diagnostic:
    """A change leaves out a document that every office must have."""
    return _error("H35", place, f"Tài liệu «{name}» là bắt buộc, không được bỏ", "Chỉ được bỏ quy trình nội bộ và biểu mẫu của nó.", (("tài liệu trong khung", frame),))


def local_document_missing(place: Place, name: str, known: Iterable[str]) -> Diagnostic:
    """A local document is announced but not there."""
    return _error("H36", place, f"Không có tệp của tài liệu riêng «{name}»", _nearest(name, known, "Đặt tệp vào thư mục «documents» của tỉnh, đúng nhóm, tên tệp là mã tài liệu."))


def unknown_province(name: str, known: Iterable[str]) -> Diagnostic:
    """A province code that nobody has."""
    return _error("H37", None, f"Không có tỉnh «{name}»", _nearest(name, known, "Dùng mã ba chữ trong framework_model/organisation/offices.yaml, ví dụ QNG."))


def file_missing(file: str) -> Diagnostic:
    """A file that the frame cannot do without is not there."""
    return _error("H38", TextPlace(file, 1, 1), f"Không có tệp «{file}»", "Lấy lại tệp từ kho mã nguồn.")


def local_document_unannounced(place: Place, name: str) -> Diagnostic:
    """A local document stands in the folder but no change announces it."""
    return _error("H39", place, f"Tài liệu riêng «{name}» chưa được nêu trong changes.yaml", "Thêm một thay đổi có «tài liệu riêng» và lý do cho tài liệu này, hoặc xóa tệp.")


def document_twice(place: Place, name: str, first: Place) -> Diagnostic:
    """Two files of one edition have the same name."""
    return _error("H40", place, f"Mã tài liệu «{name}» đã dùng cho tệp khác trong cùng bộ", "Đổi tên một trong hai tệp.", (("tệp kia", first),))


def changes_are_examples(place: Place, changes: Iterable[str]) -> Diagnostic:
    """Changes that the province has not decided are built into its sets."""
    return _warning(
        "H41",
        place,
        f"Thay đổi còn là ví dụ, tỉnh chưa quyết định: {', '.join(changes)}",
        "Ghi «căn cứ», «người duyệt» và đổi «tình trạng» thành «đã quyết định», hoặc xóa thay đổi, trước khi trình ký bộ tài liệu.",
    )


def file_not_used(place: Place) -> Diagnostic:
    """A file stands where nobody looks for one, under a misspelt name or in a misspelt folder."""
    return _error(
        "H42", place, "Tệp đứng không đúng chỗ nên nội dung không được dùng", "Sửa tên tệp hoặc chuyển tệp vào đúng thư mục («common», «tthc», «internal», «governance», «forms»), hoặc xóa tệp."
    )


# T: planning: what must hold inside a set


def unknown_placeholder(place: Place, name: str, known: Iterable[str]) -> Diagnostic:
    """Text asks for a fact that no office has."""
    return _error("T01", place, f"Không có dữ kiện hay vai trò «{{{name}}}»", _nearest(name, known, "Dùng tên dữ kiện của đơn vị, ví dụ {đơn vị}, hoặc mã vai trò trong organisation/roles.yaml."))


def reference_missing(place: Place, target: str, known: Iterable[str]) -> Diagnostic:
    """A reference leads to nothing in this office's set."""
    return _error("T02", place, f"Không tìm thấy «{target}» trong bộ tài liệu của đơn vị", _nearest(target, known, "Sửa mã cho đúng, hoặc thêm tài liệu, văn bản, bước được nhắc tới."))


def unknown_role(place: Place, name: str, known: Iterable[str]) -> Diagnostic:
    """A role that nobody has."""
    return _error("T03", place, f"Không có vai trò «{name}»", _nearest(name, known, "Dùng mã vai trò trong framework_model/organisation/roles.yaml."))


def role_without_title(place: Place, name: str, kind: str) -> Diagnostic:
    """A role has no title in this kind of unit."""
    return _error("T04", place, f"Vai trò «{name}» không có chức danh ở loại đơn vị «{kind}»", "Thêm chức danh trong organisation/roles.yaml, hoặc giới hạn nội dung này bằng «áp dụng cho».")


def code_twice(place: Place, code: str, first: Place) -> Diagnostic:
    """Two documents of a set have the same code, or codes that make the same file name."""
    return _error("T05", place, f"Mã hiệu «{code}» trùng với tài liệu khác trong bộ", "Đặt mã khác cho một trong hai tài liệu.", (("tài liệu kia", first),))


def steps_take_too_long(place: Place, case: str, total: str, limit: str) -> Diagnostic:
    """The steps of a service take longer than the law allows."""
    return _error("T06", place, f"Tổng thời gian các bước của «{case}» là {total}, quá thời hạn {limit}", "Rút ngắn thời gian các bước, hoặc ghi «thời gian theo trường hợp» ở các bước.")


def branch_leads_nowhere(place: Place, step: str) -> Diagnostic:
    """A decision does not say where its "no" leads, or says it twice."""
    return _error("T07", place, f"Nhánh «không» của bước «{step}» phải đến một bước hoặc kết thúc, chỉ một trong hai", "Ghi «không thì đến» hoặc «không thì kết thúc».")


def form_not_listed(place: Place, form: str, known: Iterable[str]) -> Diagnostic:
    """A step uses a form that its procedure does not list."""
    return _error("T08", place, f"Bước dùng biểu mẫu «{form}» nhưng quy trình không liệt kê", _nearest(form, known, "Thêm vào «biểu mẫu» của quy trình, hoặc đăng ký mẫu theo quy định."))


def form_not_used(place: Place, form: str, owner: str) -> Diagnostic:
    """A form names an owner that does not list it."""
    return _error("T09", place, f"Biểu mẫu «{form}» không được liệt kê trong «{owner}»", "Thêm biểu mẫu vào «biểu mẫu» của tài liệu đó, hoặc sửa «thuộc».")


def unknown_clause(place: Place, clause: str, standard: str) -> Diagnostic:
    """A clause that the standard does not have."""
    return _error("T10", place, f"{standard} không có điều «{clause}»", "Sửa số điều khoản theo references/clauses.yaml.")


def law_lapsed(place: Place, number: str, until: date, day: date, successors: Iterable[str]) -> Diagnostic:
    """A cited legal text is no longer in force on the day of the set."""
    replaced = ", ".join(successors)
    cure = f"Viện dẫn văn bản thay thế: {replaced}." if replaced else "Tìm văn bản thay thế, hoặc bỏ viện dẫn."
    return _warning("T11", place, f"Văn bản số {number} hết hiệu lực từ ngày {until:%d/%m/%Y}, trước ngày của bộ tài liệu {day:%d/%m/%Y}", cure)


def foreign_mark(place: Place, found: str) -> Diagnostic:
    """Text uses a mark that is not ours."""
    return _error(
        "T12", place, f"Ký hiệu «{found}» không dùng được trong lời văn", "Chỉ dùng **đậm**, *nghiêng*, gạch đầu dòng «- », {dữ kiện} và [[tài liệu]]; bảng viết ở «bảng», tiêu đề viết ở «mục con»."
    )


def doubled_space(place: Place) -> Diagnostic:
    """Two spaces stand side by side."""
    return _error("T14", place, "Có hai dấu cách liền nhau", "Xóa bớt một dấu cách.")


def succession_missing(place: Place, document: str, file: str) -> Diagnostic:
    """A document of either edition has no line in the succession."""
    return _error("T15", place, f"Tài liệu «{document}» chưa có trong {file}", "Thêm một dòng nói tài liệu từ đâu mà có, hoặc vì sao bãi bỏ.")


def succession_sources(place: Place, document: str) -> Diagnostic:
    """A line of the succession contradicts itself."""
    return _error("T16", place, f"Quan hệ của «{document}» không khớp với «từ»", "Tài liệu mới thì không có «từ»; các quan hệ khác phải có ít nhất một tài liệu ở «từ».")


def issue_contradicts_succession(place: Place, document: str, issue: int, relation: str) -> Diagnostic:
    """A document's issue number and its origin disagree."""
    return _error("T17", place, f"«{document}» ban hành lần {issue:02} nhưng quan hệ với bộ trước là «{relation}»", "Tài liệu mới là lần 1; tài liệu nối tiếp tài liệu cũ là lần 2 trở lên.")


def information_missing(place: Place, clause: str, what: str, kind: str) -> Diagnostic:
    """Documented information that the standard demands has no document in the set of a kind of unit."""
    return _error(
        "T18", place, f"Bộ tài liệu của «{kind}» không có thông tin bắt buộc theo điều {clause}: «{what}»", "Thêm tài liệu, hoặc ghi điều khoản này vào «điều khoản» của tài liệu đã đáp ứng nó."
    )


def service_missing(place: Place, code: str, name: str, kind: str) -> Diagnostic:
    """A service of the national catalogue has no procedure in the set of a kind of unit that must have it."""
    return _error("T19", place, f"Bộ tài liệu của «{kind}» không có quy trình cho thủ tục {code} «{name}»", "Thêm quy trình có «mã TTHC» này vào thư mục «tthc».")


def clause_uncovered(place: Place, clause: str, title: str, kind: str) -> Diagnostic:
    """No document of the set names a clause, and nobody says that it is not applied."""
    return _warning(
        "T20", place, f"Không tài liệu nào trong bộ của «{kind}» ghi điều {clause} «{title}»", "Ghi điều này vào «điều khoản» của tài liệu đáp ứng nó, hoặc vào «điều khoản không áp dụng» kèm lý do."
    )


def unknown_abbreviation(place: Place, short: str, known: Iterable[str]) -> Diagnostic:
    """An abbreviation that the register does not explain."""
    return _error("T21", place, f"Chữ viết tắt «{short}» chưa có trong bảng", _nearest(short, known, "Thêm vào references/abbreviations.yaml, hoặc viết đủ chữ."))


def tone_misplaced(place: Place, word: str) -> Diagnostic:
    """A tone stands where the house does not put it."""
    return _error("T22", place, f"Dấu thanh của «{word}» đặt khác cách viết chung", "Đặt dấu ở nguyên âm trước: hòa, khỏe, thủy, ủy.")


def written_otherwise(place: Place, wrong: str, right: str) -> Diagnostic:
    """A term is not written as the set writes it."""
    return _error("T23", place, f"Bộ tài liệu không viết «{wrong}»", f"Viết «{right}».")


def procedure_without_forms(place: Place, document: str) -> Diagnostic:
    """A procedure names no form, so that its work leaves no record."""
    return _error("T24", place, f"Quy trình «{document}» không có biểu mẫu nào", "Thêm «biểu mẫu», hoặc «mẫu theo quy định» của thủ tục.")


def prose_shared(place: Place, code: str, percent: int, other: str, example: str) -> Diagnostic:
    """A document says too much of what another says."""
    return _error(
        "T25",
        place,
        f"«{code}» có {percent}% lời văn trùng với tài liệu khác, nhiều nhất với «{other}», ví dụ: «{example}»",
        "Viết lại theo việc riêng của tài liệu này; phần dùng chung để ở một tài liệu và viện dẫn.",
    )


def sentence_too_long(place: Place, code: str, words: int, begins: str) -> Diagnostic:
    """A sentence is too long to be read."""
    return _error("T26", place, f"«{code}» có câu dài {words} tiếng, bắt đầu bằng «{begins}»", "Tách thành nhiều câu, hoặc thành danh sách.")


def section_empty(place: Place, title: str) -> Diagnostic:
    """A section has a heading and nothing under it."""
    return _error("T27", place, f"Mục «{title}» không có nội dung", "Viết nội dung, hoặc bỏ mục.")


def annex_not_mentioned(place: Place, annex: str) -> Diagnostic:
    """The main text of a paper says nothing of one of its annexes."""
    return _error(
        "T30",
        place,
        f"Phần chính của văn bản không nhắc tới {annex}",
        "Nhắc tới phụ lục ở điều, mục có liên quan: phụ lục phải được chỉ dẫn trong văn bản (Nghị định 30/2020/NĐ-CP, Phụ lục I, mục III.1).",
    )


def fact_in_flowchart(place: Place, name: str) -> Diagnostic:
    """Words of the flowchart name what differs from office to office."""
    return _error("T31", place, f"Chữ của lưu đồ không dùng được dữ kiện «{{{name}}}»", "Lưu đồ vẽ một lần cho mọi đơn vị cùng loại: viết bằng lời chung, hoặc bằng mã vai trò.")


# C: the gate: a printed Word file that may not leave the house

_NOT_YOURS = "Bộ tài liệu của lần lập này không được ghi ra. Nếu mẫu Word vừa được sửa thì lấy lại mẫu cũ; nếu không thì gửi thông báo này cho người phát triển."


def part_broken(place: Place, where: str) -> Diagnostic:
    """A part of a printed file is not well-formed XML, or holds what our parts never hold."""
    return _error("C01", place, f"Tệp Word in ra có phần bị hỏng, không đọc được từ «{where}»", _NOT_YOURS)


def part_without_type(place: Place) -> Diagnostic:
    """A part has no content type."""
    return _error("C02", place, "Tệp Word in ra có phần không được khai báo loại nội dung", _NOT_YOURS)


def relation_open(place: Place, name: str) -> Diagnostic:
    """An id without a relationship, or a declaration of a part that is not there."""
    return _error("C03", place, f"Tệp Word in ra nhắc tới «{name}» nhưng không có", _NOT_YOURS)


def id_twice(place: Place, what: str, given: str) -> Diagnostic:
    """An id or a name that must stand once stands twice, or is empty."""
    return _error("C04", place, f"Tệp Word in ra có «{what}» bị trùng hoặc để trống: «{given}»", _NOT_YOURS)


def cell_without_end(place: Place) -> Diagnostic:
    """A cell does not end in a paragraph."""
    return _error("C05", place, "Tệp Word in ra có ô không kết thúc bằng một đoạn văn", _NOT_YOURS)


def element_misplaced(place: Place, element: str) -> Diagnostic:
    """An element stands where Word refuses it."""
    return _error("C06", place, f"Tệp Word in ra có «{element}» đứng sai chỗ", _NOT_YOURS)


def placeholder_left(place: Place, found: str) -> Diagnostic:
    """A placeholder that nobody replaced."""
    return _error("C07", place, f"Tệp Word in ra còn sót chỗ điền «{found}»", _NOT_YOURS)


def range_unpaired(place: Place, element: str, given: str) -> Diagnostic:
    """A bookmark, a comment or a move that begins and does not end, or ends and did not begin."""
    return _error("C08", place, f"Tệp Word in ra có «{element}» số «{given}» không thành cặp đầu cuối", _NOT_YOURS)


def anchor_nowhere(place: Place, anchor: str) -> Diagnostic:
    """A link or a field leads to a bookmark that is not there."""
    return _error("C09", place, f"Tệp Word in ra có liên kết tới dấu trang «{anchor}» không tồn tại", _NOT_YOURS)


def drawing_without_words(place: Place, given: str) -> Diagnostic:
    """A drawing has no name, or no words for those who do not see it."""
    return _error("C10", place, f"Tệp Word in ra có hình số «{given}» thiếu tên hoặc thiếu lời mô tả", _NOT_YOURS)


def hole_outside_text(place: Place, name: str) -> Diagnostic:
    """A hole stands where words cannot be filled in."""
    return _error("C11", place, f"Tệp Word in ra có chỗ điền «{name}» đứng ngoài phần chữ", _NOT_YOURS)


def fact_unfit(name: str) -> Diagnostic:
    """A fact of an office holds a sign that no file may hold."""
    return _error("C12", None, f"Dữ kiện «{name}» của đơn vị có ký tự không in được", "Gõ lại dữ kiện ấy trong province.yaml, không dán từ chương trình khác.")


# X: the world outside: bundles, folders, the machine


def not_a_bundle(name: str) -> Diagnostic:
    """A file is not a bundle of ours."""
    return _error("X01", None, f"«{name}» không phải là tệp .zip đọc được", "Tải lại bộ tài liệu, hoặc chọn đúng tệp .zip.")


def manifest_unreadable(name: str) -> Diagnostic:
    """A bundle has no manifest, or one that cannot be read."""
    return _error("X02", None, f"«{name}» không có manifest.json đọc được", "Tải lại bộ tài liệu từ nơi phát hành.")


def file_lost(name: str, path: str) -> Diagnostic:
    """A file that the manifest lists is not there."""
    return _error("X03", None, f"«{name}» thiếu tệp «{path}»", "Tải lại bộ tài liệu từ nơi phát hành.")


def file_unlisted(name: str, path: str) -> Diagnostic:
    """A file is there that the manifest does not list."""
    return _error("X04", None, f"«{name}» có tệp lạ «{path}»", "Xóa tệp lạ, hoặc tải lại bộ tài liệu từ nơi phát hành.")


def file_changed(name: str, path: str) -> Diagnostic:
    """A file is not what the manifest says."""
    return _error("X05", None, f"«{name}»: tệp «{path}» đã bị thay đổi", "Dùng bản nguyên vẹn: tải lại bộ tài liệu từ nơi phát hành.")


def output_busy(folder: str) -> Diagnostic:
    """Another build writes to the same folder."""
    return _error("X06", None, f"Một lệnh khác đang ghi vào «{folder}»", "Đợi lệnh kia xong rồi chạy lại.")


def cannot_write(folder: str, why: str) -> Diagnostic:
    """The output cannot be written."""
    return _error("X07", None, f"Không ghi được vào «{folder}»: {why}", "Kiểm tra quyền ghi và dung lượng đĩa, rồi chạy lại: lần chạy sau sẽ làm tiếp cho đủ.")


def no_frame(folder: str) -> Diagnostic:
    """The command runs outside a checkout."""
    return _error("X08", None, f"Không tìm thấy thư mục framework_model từ «{folder}»", "Chạy lệnh trong thư mục của dự án, hoặc dùng --root.")


def cannot_read(name: str) -> Diagnostic:
    """A file that was named cannot be read."""
    return _error("X09", None, f"Không đọc được «{name}»", "Kiểm tra đường dẫn và quyền đọc.")


def program_missing(formats: str, program: str) -> Diagnostic:
    """A format needs a program that is not installed."""
    return _error(
        "X10",
        None,
        f"Dạng «{formats}» cần chương trình «{program}» nhưng máy chưa cài",
        "Cài LibreOffice 7.4 trở lên, ví dụ «sudo apt install libreoffice-writer», rồi chạy lại; hoặc bỏ dạng ấy khỏi --formats.",
    )


def library_missing(formats: str, library: str) -> Diagnostic:
    """A format needs a library that is an extra."""
    return _error("X11", None, f"Dạng «{formats}» cần thư viện «{library}» nhưng chưa cài", "Chạy «make province=QNG formats=docx,html,pdf», lệnh này tự cài; hoặc «pip install 'qmsdocs[pdf]'».")


def conversion_failed(file: str, why: str) -> Diagnostic:
    """LibreOffice did not turn a Word file into PDF."""
    return _error(
        "X12",
        None,
        f"LibreOffice không chuyển được «{file}» thành PDF («{why}»)",
        "Chạy lại; nếu vẫn lỗi thì mở tệp Word ấy bằng LibreOffice để xem, và kiểm tra dung lượng đĩa, bộ nhớ. Chưa có gì được ghi ra.",
    )


def pdf_unfit(file: str) -> Diagnostic:
    """What LibreOffice made is not a PDF for archives."""
    return _error("X13", None, f"LibreOffice trên máy này không làm được PDF để lưu trữ từ «{file}»", "Cài LibreOffice 7.4 trở lên rồi chạy lại.")
