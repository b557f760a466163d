"""The five shapes of document that people write: procedure, text, decision, paper and form.

A document's id is its file's name, its group is its folder's name; neither is written twice.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from qmsdocs.model.framework.fields import Clause, KindOfUnit, Line, Lock, Placed, Prose, Slug, Source, Time, Written, YesNo, written


class Shape(StrEnum):
    """What is written under `loại`: which shape a file has."""

    PROCEDURE = "quy trình"
    TEXT = "tài liệu"
    DECISION = "quyết định"
    PAPER = "văn bản"
    FORM = "biểu mẫu"


class SelfMade(StrEnum):
    """A table that the program fills from the office's own set, never by hand."""

    PROCEDURES = "danh mục quy trình"
    DOCUMENTS = "danh mục tài liệu"
    FORMS = "danh mục biểu mẫu"
    NOT_APPLIED = "danh mục không áp dụng"
    EXCLUSIONS = "điều khoản không áp dụng"
    LEGAL_TEXTS = "danh mục văn bản pháp luật"


class Column(Placed):
    """A column of a table."""

    name: Line = written("tên", "Chữ ở đầu cột.")
    width: Annotated[int, Field(ge=1, le=100)] | None = written("rộng", "Bề rộng tương đối của cột so với các cột khác; bỏ trống thì vừa với chữ trong cột.", default=None)


class Row(Placed):
    """A row of a table: the text of each cell by its column."""

    cells: dict[Slug, Prose] = written("ô", "Chữ trong từng ô, theo mã cột.")


class WrittenTable(Written):
    """A table whose rows a province can reach one by one."""

    title: Line | None = written("tên", "Tên bảng, in phía trên bảng.", default=None)
    columns: dict[Slug, Column] = written("cột", "Các cột của bảng, theo mã.", min_length=1)
    rows: dict[Slug, Row] = written("dòng", "Các dòng của bảng, theo mã.", default={})
    blank_rows: Annotated[int, Field(ge=0, le=40)] = written(
        "dòng trống",
        "Số dòng để trống cho người dùng ghi tay. Ở biểu mẫu đây là số mong muốn: phần mềm bớt (mỗi bảng còn ít nhất 3 dòng) khi trang cuối gần như trống, thêm (nhiều nhất gấp đôi) khi bảng trống duy nhất còn chỗ trên trang; ghi dưới 3 thì giữ đúng số ấy.",
        default=0,
    )


class Section(Placed):
    """A section of a document, with its text, its table and its parts."""

    title: Line = written("tên", "Tên mục, không ghi số: số mục do phần mềm đánh.")
    clauses: tuple[Clause, ...] = written("điều khoản", "Điều khoản của tiêu chuẩn mà mục này đáp ứng.", default=())
    text: Prose | None = written("nội dung", "Lời văn của mục.", default=None)
    table: WrittenTable | None = written("bảng", "Bảng của mục, in sau lời văn.", default=None)
    self_made: SelfMade | None = written("tự lập", "Bảng do phần mềm lập từ bộ tài liệu của đơn vị.", default=None)
    parts: dict[Slug, Section] = written("mục con", "Các mục nhỏ bên trong.", default={})


class LegalBasis(Placed):
    """A legal text that a document rests on; its id is the key, its particulars stand in `references/legal_texts`."""

    where: Line | None = written("nội dung", "Điều, khoản hoặc nội dung được dùng, ví dụ: Điều 25 đến Điều 29.", default=None, lock=Lock.FIXED)


class Definition(Placed):
    """A term and what it means in this document."""

    term: Line = written("thuật ngữ", "Từ hoặc cụm từ được giải thích.")
    meaning: Prose = written("nghĩa", "Cách hiểu trong tài liệu này.")


class DocumentReference(Placed):
    """A document of the same set that this one leans on; its id is the key."""

    note: Line | None = written("nội dung", "Dùng để làm gì.", default=None)


class FormUse(Placed):
    """A form of the set that a procedure uses; its id is the key."""

    note: Line | None = written("nội dung", "Dùng khi nào.", default=None)


class PrescribedFormUse(Placed):
    """A form that a legal text prescribes; its id is a key of `references/prescribed_forms`."""

    note: Line | None = written("nội dung", "Ai lập, dùng khi nào.", default=None)


class Record(Placed):
    """A record that a procedure leaves behind."""

    name: Line = written("tên", "Tên hồ sơ, biểu mẫu được lưu.")
    keeper: Slug = written("nơi lưu", "Vai trò giữ hồ sơ (mã trong organisation/roles.yaml).")
    retention: Line = written("thời hạn lưu", "Thời hạn lưu, hoặc …… khi chưa xác định được.")
    medium: Line = written("hình thức", "Bản giấy, bản điện tử, hoặc cả hai.", default="Bản giấy")


class DossierPart(Placed):
    """A paper that the applicant hands in."""

    name: Line = written("tên", "Tên giấy tờ.", lock=Lock.FIXED)
    form: Line = written("dạng", "Bản chính, bản sao, bản trích sao, bản điện tử…", lock=Lock.FIXED)
    copies: Annotated[int, Field(ge=1, le=9)] = written("số lượng", "Số bản phải nộp.", default=1, lock=Lock.FIXED)
    when: Line | None = written("khi", "Trường hợp phải nộp; bỏ trống nếu luôn phải nộp.", default=None, lock=Lock.FIXED)
    case: Slug | None = written("trường hợp", "Mã trường hợp trong «trường hợp» của dịch vụ; bỏ trống nếu dùng chung.", default=None, lock=Lock.FIXED)
    basis: Slug | None = written("căn cứ", "Mã văn bản pháp luật quy định giấy tờ này.", default=None, lock=Lock.FIXED)
    digital: Line | None = written("dữ liệu", "Đã có trong cơ sở dữ liệu, đã số hóa, hay nhận bản điện tử.", default=None)


class ServiceCase(Placed):
    """A case of a service with a statutory time of its own."""

    name: Line = written("tên", "Tên trường hợp, ví dụ: Cấp lại sổ BHXH.", lock=Lock.FIXED)
    time: Time = written("thời hạn", "Thời hạn giải quyết: tỉnh được rút ngắn, không được kéo dài.", lock=Lock.BOUNDED)
    basis: Slug | None = written("căn cứ", "Mã văn bản quy định thời hạn.", default=None, lock=Lock.FIXED)
    note: Line | None = written("ghi chú", "Điều cần nói thêm về thời hạn.", default=None)
    source: Source | None = written("nguồn", "Nguồn của thời hạn.", default=None, lock=Lock.FIXED)


class Channel(Placed):
    """A way to hand in a dossier and receive the result."""

    name: Line = written("tên", "Trực tiếp, dịch vụ bưu chính công ích, giao dịch điện tử…")
    text: Prose = written("nội dung", "Cách nộp, nhận kết quả và điều cần lưu ý.")


class Service(Written):
    """What the law says of a public service (thủ tục hành chính): the lettered part of section 5."""

    national_code: Line = written("mã TTHC", "Mã trên Cơ sở dữ liệu quốc gia về TTHC; chỉ để tra cứu, không dùng để nhận dạng.", lock=Lock.FIXED)
    copies: Annotated[int, Field(ge=1, le=9)] = written("số bộ hồ sơ", "Số bộ hồ sơ phải nộp.", default=1, lock=Lock.FIXED)
    dossier: dict[Slug, DossierPart] = written("thành phần hồ sơ", "Giấy tờ phải nộp: do pháp luật quy định, tỉnh không được thêm, bớt.", min_length=1, lock=Lock.FIXED)
    cases: dict[Slug, ServiceCase] = written("trường hợp", "Các trường hợp giải quyết và thời hạn của từng trường hợp.", min_length=1, lock=Lock.FIXED)
    applicants: Prose = written("đối tượng", "Cá nhân, tổ chức thực hiện thủ tục.", lock=Lock.FIXED)
    authority: Prose = written("cơ quan thực hiện", "Cơ quan, bộ phận giải quyết và phối hợp.")
    channels: dict[Slug, Channel] = written("cách thức", "Các cách nộp hồ sơ, nhận kết quả.", min_length=1)
    result: Prose = written("kết quả", "Kết quả giao cho người nộp hồ sơ.", lock=Lock.FIXED)
    fee: Line = written("lệ phí", "Phí, lệ phí phải nộp.", lock=Lock.FIXED)
    prescribed_forms: dict[Slug, PrescribedFormUse] = written("mẫu theo quy định", "Mẫu đơn, tờ khai do pháp luật quy định, theo mã trong references/prescribed_forms.", default={}, lock=Lock.FIXED)
    conditions: Prose = written("điều kiện", "Yêu cầu, điều kiện thực hiện.", lock=Lock.FIXED)


class Decision(Written):
    """A question that a step ends with, and where the two answers lead."""

    question: Line = written("câu hỏi", "Câu hỏi có hoặc không, in trong hình thoi của lưu đồ.")
    no_goes_to: Slug | None = written("không thì đến", "Mã bước phải quay lại hoặc chuyển đến khi câu trả lời là không.", default=None)
    no_ends_with: Line | None = written("không thì kết thúc", "Việc kết thúc khi câu trả lời là không, ví dụ: Trả hồ sơ, nêu lý do.", default=None)


class Step(Placed):
    """A step of a procedure."""

    name: Line = written("tên", "Tên bước, ngắn, bắt đầu bằng động từ; in trong lưu đồ.")
    opening: Line | None = written("khởi đầu", "Việc mở ra bước này khi nó không nối tiếp bước trước, ví dụ: Có phản ánh. Lưu đồ vẽ từ đây một luồng riêng.", default=None)
    responsible: Slug = written("trách nhiệm", "Vai trò thực hiện (mã trong organisation/roles.yaml).")
    others: tuple[Slug, ...] = written("phối hợp", "Các vai trò phối hợp.", default=())
    time: Time = written("thời gian", "Thời gian của bước: 0,5 ngày làm việc; 2 giờ; 15 phút; trong ngày; theo giấy hẹn; theo kế hoạch; không tính vào thời hạn.")
    case_times: dict[Slug, Time] = written("thời gian theo trường hợp", "Thời gian riêng của từng trường hợp, khi khác thời gian chung.", default={})
    text: Prose = written("nội dung", "Việc phải làm, cách làm, điều kiện chuyển bước.")
    forms: tuple[Slug, ...] = written("biểu mẫu", "Mã các biểu mẫu, mẫu theo quy định dùng ở bước này.", default=())
    output: Line | None = written("kết quả", "Sản phẩm của bước.", default=None)
    decision: Decision | None = written("rẽ nhánh", "Câu hỏi quyết định ở cuối bước, nếu có.", default=None)


class DocumentHead(Written):
    """What every document of a set says of itself."""

    shape: Shape = written("loại", "Hình thức tài liệu: quy trình, tài liệu, quyết định, văn bản hoặc biểu mẫu.", lock=Lock.FIXED)
    code: Line = written("mã", "Mã hiệu tài liệu; duy nhất trong bộ.", lock=Lock.FIXED)
    title: Line = written("tên", "Tên tài liệu, không ghi lại loại tài liệu.", lock=Lock.FIXED)
    issue: Annotated[int, Field(ge=1, le=99)] = written("lần ban hành", "Lần ban hành: 1, 2, 3…", lock=Lock.FIXED)
    kinds: tuple[KindOfUnit, ...] = written("áp dụng cho", "Loại đơn vị phải có tài liệu này.", min_length=1, lock=Lock.FIXED)
    clauses: tuple[Clause, ...] = written("điều khoản", "Điều khoản của tiêu chuẩn mà tài liệu đáp ứng.", default=(), lock=Lock.FIXED)
    position: Annotated[int, Field(ge=1)] = written("thứ tự", "Thứ tự trong danh mục của nhóm.")
    drafter: Slug = written("soạn thảo", "Vai trò soạn thảo.")
    reviewer: Slug = written("soát xét", "Vai trò soát xét.")
    approver: Slug = written("phê duyệt", "Vai trò phê duyệt.")
    source: Source = written("nguồn", "Nguồn của các dữ kiện trong tài liệu.", lock=Lock.FIXED)


class Procedure(DocumentHead):
    """A procedure (quy trình): seven sections, of which the fifth holds the service and the steps."""

    purpose: Prose = written("mục đích", "Mục 1: tài liệu để làm gì.")
    scope: Prose = written("phạm vi", "Mục 2: áp dụng cho việc gì, ai, ở đâu.")
    legal_basis: dict[Slug, LegalBasis] = written("căn cứ", "Mục 3: văn bản pháp luật, theo mã trong references/legal_texts.", default={}, lock=Lock.FIXED)
    references: dict[Slug, DocumentReference] = written("tài liệu viện dẫn", "Mục 3: tài liệu khác của bộ, theo mã.", default={})
    definitions: dict[Slug, Definition] = written("định nghĩa", "Mục 4: thuật ngữ; chữ viết tắt do phần mềm tự lập.", default={})
    service: Service | None = written("dịch vụ", "Mục 5: nội dung của thủ tục hành chính; bỏ trống với quy trình khác.", default=None)
    principles: Prose | None = written("nguyên tắc", "Mục 5: yêu cầu chung trước khi vào các bước.", default=None)
    steps: dict[Slug, Step] = written("các bước", "Mục 5: các bước, theo mã bước.", min_length=2)
    sections: dict[Slug, Section] = written("mục khác", "Mục 5: nội dung bổ sung sau các bước, ví dụ xử lý hồ sơ trễ hạn.", default={})
    forms: dict[Slug, FormUse] = written("biểu mẫu", "Mục 6: biểu mẫu của bộ, theo mã tài liệu.", default={})
    records: dict[Slug, Record] = written("hồ sơ lưu", "Mục 7: hồ sơ cần lưu.", min_length=1)


class TextDocument(DocumentHead):
    """A document of sections: policy, objectives, manual, context, scope."""

    label: Line = written("tên loại", "Chữ in trên tên tài liệu ở trang bìa, ví dụ: CHÍNH SÁCH.")
    legal_basis: dict[Slug, LegalBasis] = written("căn cứ", "Văn bản pháp luật được dùng.", default={}, lock=Lock.FIXED)
    cover: YesNo = written("trang bìa", "Có trang bìa và mục lục hay không.", default=True)
    sections: dict[Slug, Section] = written("mục", "Các mục của tài liệu.", min_length=1)
    forms: dict[Slug, FormUse] = written("biểu mẫu", "Biểu mẫu của bộ mà tài liệu dùng.", default={})


class Article(Placed):
    """An article (điều) of a decision."""

    text: Prose = written("nội dung", "Lời văn của điều, không ghi «Điều 1.».")


class Ground(Placed):
    """A ground of a decision that is not a registered legal text."""

    text: Line = written("nội dung", "Lời văn của căn cứ, không có dấu chấm phẩy cuối.")


class Recipient(Placed):
    """A line of the list of recipients (nơi nhận)."""

    text: Line = written("nội dung", "Nơi nhận và mục đích gửi, không có gạch đầu dòng.")


class OfficialDocument(DocumentHead):
    """What a decision and every other administrative paper have in common (NĐ 30/2020/NĐ-CP, Điều 8)."""

    subject: Line = written("trích yếu", "Trích yếu nội dung văn bản.")
    type_symbol: Line = written("ký hiệu loại", "Chữ viết tắt tên loại và cơ quan trong ký hiệu, ví dụ: QĐ-BHXH, KH-BHXH.", lock=Lock.FIXED)
    signer: Slug = written("người ký", "Vai trò ký ban hành; ở biên bản là chủ tọa.", lock=Lock.FIXED)
    signed_for: Line | None = written("quyền hạn ký", "Dòng đứng trước chức vụ khi ký thay mặt, thay, thừa lệnh, ví dụ: TM. BAN CHỈ ĐẠO, KT. GIÁM ĐỐC.", default=None)
    legal_basis: dict[Slug, LegalBasis] = written("căn cứ", "Căn cứ ban hành, theo mã văn bản.", default={}, lock=Lock.FIXED)
    grounds: dict[Slug, Ground] = written("căn cứ khác", "Căn cứ, đề nghị khác, theo thứ tự.", default={})
    recipients: dict[Slug, Recipient] = written("nơi nhận", "Nơi nhận.", min_length=1)
    annexes: dict[Slug, Section] = written("phụ lục", "Phụ lục kèm theo.", default={})


class DecisionDocument(OfficialDocument):
    """A decision in the layout of NĐ 30/2020/NĐ-CP, Phụ lục III, mẫu 1.2."""

    issues_set: YesNo = written(
        "ban hành bộ tài liệu", "Có phải quyết định ban hành bộ tài liệu: số, ngày của nó là dữ kiện của đơn vị; quyết định khác để trống số, ngày.", default=False, lock=Lock.FIXED
    )
    articles: dict[Slug, Article] = written("điều", "Các điều.", min_length=1)


class Minutes(Written):
    """What minutes say of the meeting before and after its course."""

    start: Line = written("thời gian bắt đầu", "Giờ, ngày bắt đầu; viết …… ở chỗ chưa biết.")
    place: Line = written("địa điểm", "Nơi họp.")
    attendance: Prose = written("thành phần tham dự", "Người dự; nhiều người thì mỗi người một gạch đầu dòng.")
    secretary: Slug = written("thư ký", "Vai trò ghi biên bản, ký bên trái.")
    end: Line = written("kết thúc", "Câu nói cuộc họp kết thúc khi nào, số bản, hết bằng ./.")


class PaperDocument(OfficialDocument):
    """An administrative paper that is not a decision: plan, report, notice, proposal (mẫu 1.4), minutes (mẫu 1.9)."""

    label: Line = written("tên loại", "Tên loại in trên trích yếu, ví dụ: KẾ HOẠCH, BÁO CÁO, BIÊN BẢN, THÔNG BÁO, TỜ TRÌNH.")
    addressees: dict[Slug, Recipient] = written("kính gửi", "Nơi gửi của tờ trình, báo cáo gửi cấp trên.", default={})
    minutes: Minutes | None = written("biên bản", "Chỉ ghi ở biên bản: thời gian, địa điểm, thành phần, thư ký.", default=None)
    introduction: Prose | None = written("lời mở đầu", "Đoạn đứng trước mục I.", default=None)
    sections: dict[Slug, Section] = written("mục", "Các mục: phần mềm đánh số I. → 1. → a).", min_length=1)
    closing: Prose | None = written("lời kết", "Đoạn đứng sau mục cuối, hết bằng ./.", default=None)


class FieldShape(StrEnum):
    """How a field of a form is to be filled in."""

    LINE = "dòng"
    LINES = "nhiều dòng"
    CHOICE = "chọn"


class FormField(Placed):
    """A field of a form."""

    label: Line = written("nhãn", "Chữ đứng trước chỗ điền.")
    shape: FieldShape = written("dạng", "dòng: một dòng kẻ chấm; nhiều dòng: vài dòng; chọn: các ô vuông để đánh dấu.", default=FieldShape.LINE)
    options: tuple[Line, ...] = written("lựa chọn", "Các lựa chọn khi dạng là «chọn».", default=())
    lines: Annotated[int, Field(ge=1, le=20)] = written("số dòng", "Số dòng kẻ khi dạng là «nhiều dòng».", default=2)


class FormPart(Placed):
    """A part of a form: words, fields, a table, in that order."""

    title: Line | None = written("tên", "Tên phần; bỏ trống nếu không cần.", default=None)
    text: Prose | None = written("nội dung", "Lời văn in sẵn.", default=None)
    fields: dict[Slug, FormField] = written("trường", "Các chỗ điền, theo mã.", default={})
    table: WrittenTable | None = written("bảng", "Bảng để điền.", default=None)


class SignatureBox(Placed):
    """A place to sign."""

    title: Line = written("chức danh", "Chữ in trên chỗ ký, ví dụ: NGƯỜI LẬP.")
    note: Line | None = written("ghi chú", "Chữ nghiêng bên dưới, ví dụ: (Ký, ghi rõ họ tên).", default="(Ký, ghi rõ họ tên)")


class FormDocument(DocumentHead):
    """A form (biểu mẫu) ready to print and fill."""

    owner: Slug = written("thuộc", "Mã tài liệu (quy trình) dùng biểu mẫu này.", lock=Lock.FIXED)
    retention: Line = written("thời hạn lưu", "Thời hạn lưu bản đã điền, hoặc ……")
    national_heading: YesNo = written("quốc hiệu", "Có in Quốc hiệu, Tiêu ngữ và tên cơ quan ở đầu biểu mẫu hay không.", default=True)
    landscape: YesNo = written("khổ ngang", "In ngang khổ giấy, dùng cho sổ và bảng rộng.", default=False)
    type_symbol: Line | None = written("ký hiệu loại", "Chữ viết tắt tên loại và cơ quan ở dòng số, khi bản đã điền là văn bản có số của cơ quan, ví dụ: TB-BHXH.", default=None, lock=Lock.FIXED)
    dated: YesNo = written("địa danh, ngày", "Có dòng địa danh, ngày tháng năm hay không.", default=True)
    addressee: Line | None = written("kính gửi", "Nơi gửi, in sau chữ Kính gửi.", default=None)
    parts: dict[Slug, FormPart] = written("phần", "Các phần của biểu mẫu.", min_length=1)
    signatures: dict[Slug, SignatureBox] = written("chữ ký", "Các chỗ ký, từ trái sang phải.", default={})


WrittenDocument = Procedure | TextDocument | DecisionDocument | PaperDocument | FormDocument
SHAPES: dict[Shape, type[WrittenDocument]] = {
    Shape.PROCEDURE: Procedure,
    Shape.TEXT: TextDocument,
    Shape.DECISION: DecisionDocument,
    Shape.PAPER: PaperDocument,
    Shape.FORM: FormDocument,
}
