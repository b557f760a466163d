"""What documents lean on: clauses of the standard, legal texts, terms, abbreviations, prescribed forms; and which document became which."""

from __future__ import annotations

from enum import StrEnum

from qmsdocs.model.framework.fields import Clause, Day, KindOfUnit, Line, Prose, Slug, Source, Verified, Written, YesNo, written


class ClauseEntry(Written):
    """A clause of one edition of the standard, under our own short title."""

    title: Line = written("tên", "Tên ngắn của điều khoản, do ta đặt, không chép tiêu chuẩn.")
    asks: YesNo = written("nêu yêu cầu", "«không» với điều khoản chỉ giới thiệu, không đòi hỏi gì: không cần tài liệu đáp ứng.", default=True)
    verified: Verified = written("xác minh", "Số điều khoản đã được đối chiếu đến mức nào.")


class ClauseChange(StrEnum):
    """How a clause of the older edition stands to one of the newer."""

    SAME = "giữ nguyên"
    RENAMED = "đổi tên"
    MOVED = "chuyển chỗ"
    CHANGED = "thay đổi"
    NEW = "mới"
    NEW_STRUCTURE = "cấu trúc mới"
    MERGED = "gộp"
    SPLIT = "tách"
    REMOVED = "bỏ"


class Correspondence(Written):
    """One line of the correspondence between the clauses of two editions."""

    old: Clause | None = written("điều khoản cũ", "Điều khoản của lần trước; bỏ trống nếu yêu cầu mới.", default=None)
    new: Clause | None = written("điều khoản mới", "Điều khoản của lần này; bỏ trống nếu yêu cầu bị bỏ.", default=None)
    change: ClauseChange = written("quan hệ", "Điều khoản đã đổi thế nào.")
    note: Line | None = written("ghi chú", "Điều cần nói thêm.", default=None)
    verified: Verified = written("xác minh", "Đã đối chiếu đến mức nào.")


class Clauses(Written):
    """`references/clauses.yaml`: the clauses of both editions and their correspondence."""

    editions: dict[str, dict[Clause, ClauseEntry]] = written("lần", "Điều khoản của từng lần ban hành tiêu chuẩn, theo năm.")
    correspondence: dict[Slug, Correspondence] = written("đối chiếu", "Các dòng đối chiếu điều khoản.")


class Keeping(StrEnum):
    """What the standard asks of a piece of documented information."""

    MAINTAIN = "duy trì"
    RETAIN = "lưu giữ"
    BOTH = "duy trì và lưu giữ"
    AVAILABLE = "sẵn có"


class Obligation(StrEnum):
    """How binding it is."""

    MANDATORY = "bắt buộc"
    IF_APPLICABLE = "nếu áp dụng"
    AS_NEEDED = "khi cần"


class Requirement(Written):
    """A piece of documented information that the standard asks for."""

    clause: Clause = written("điều khoản", "Điều khoản, điểm của tiêu chuẩn yêu cầu.")
    keeping: Keeping = written("cách giữ", "duy trì (tài liệu), lưu giữ (hồ sơ), duy trì và lưu giữ, hoặc sẵn có.")
    what: Line = written("thông tin", "Thông tin dạng văn bản được yêu cầu, bằng lời của ta.")
    obligation: Obligation = written("mức", "bắt buộc, nếu áp dụng hoặc khi cần.")
    source: Source = written("nguồn", "Nguồn của dòng này.")


class DocumentedInformation(Written):
    """`references/documented_information.yaml`: what each edition of the standard asks to maintain and to retain."""

    editions: dict[str, dict[Slug, Requirement]] = written("lần", "Thông tin dạng văn bản được yêu cầu, theo năm của lần ban hành.")


class ServiceEntry(Written):
    """A service (thủ tục hành chính) of a national catalogue."""

    name: Line = written("tên", "Tên thủ tục.")
    field: Line = written("lĩnh vực", "Lĩnh vực của thủ tục trong danh mục.")
    kinds: tuple[KindOfUnit, ...] = written("áp dụng cho", "Loại đơn vị phải có quy trình cho thủ tục này.", min_length=1)
    source: Source = written("nguồn", "Nguồn của dòng này.")


class ServiceCatalogues(Written):
    """`references/services.yaml`: the catalogues of services; a code is no identity, another catalogue may give it to another service."""

    catalogues: dict[Slug, dict[str, ServiceEntry]] = written("danh mục", "Các thủ tục của từng danh mục, theo mã thủ tục; danh mục gọi theo mã văn bản công bố nó.")


class LegalText(Written):
    """A legal text: `references/legal_texts/<id>.yaml`."""

    kind: Line = written("loại văn bản", "Luật, Nghị định, Thông tư, Quyết định, Công văn, Kế hoạch…")
    number: Line = written("số hiệu", "Số, ký hiệu, ví dụ: 58/2014/QH13.")
    day: Day | None = written("ngày", "Ngày ban hành; bỏ trống nếu chưa biết.", default=None)
    issuer: Line = written("cơ quan", "Cơ quan ban hành.")
    subject: Line = written("trích yếu", "Nội dung văn bản, viết ngắn, bắt đầu bằng chữ thường: quy định …, về ….")
    short_name: Line | None = written("gọi tắt", "Tên gọi tắt khi nhắc lại, ví dụ: Luật BHXH.", default=None)
    in_force_from: Day | None = written("hiệu lực từ", "Ngày bắt đầu có hiệu lực; bỏ trống nếu chưa biết.", default=None)
    in_force_until: Day | None = written("hết hiệu lực", "Ngày hết hiệu lực; bỏ trống nếu còn hiệu lực.", default=None)
    replaced_by: tuple[Slug, ...] = written("thay bằng", "Mã văn bản thay thế.", default=())
    source: Source = written("nguồn", "Nguồn của các dữ kiện về văn bản.")


class PrescribedForm(Written):
    """A form that a legal text prescribes: `references/prescribed_forms/<id>.yaml`; its layout is not ours to redraw."""

    code: Line = written("ký hiệu", "Ký hiệu mẫu, ví dụ: 01B-HSB, TK1-TS.")
    name: Line = written("tên", "Tên mẫu.")
    prescribed_by: Slug = written("văn bản", "Mã văn bản ban hành mẫu.")
    source: Source = written("nguồn", "Nguồn của dữ kiện.")


class Term(Written):
    """A term of the glossary."""

    term: Line = written("thuật ngữ", "Từ hoặc cụm từ.")
    meaning: Prose = written("nghĩa", "Cách hiểu trong bộ tài liệu.")


class Spelling(Written):
    """A term or a word that the set writes in one way."""

    right: Line = written("viết", "Cách viết của bộ tài liệu.")
    wrong: tuple[Line, ...] = written("không viết", "Những cách viết khác, bị báo lỗi.", min_length=1)


class Glossary(Written):
    """`references/glossary.yaml`."""

    spellings: dict[Slug, Spelling] = written("cách viết", "Từ, cụm từ chỉ được viết một cách.", default={})

    terms: dict[Slug, Term] = written("thuật ngữ", "Các thuật ngữ, theo mã.")


class Abbreviations(Written):
    """`references/abbreviations.yaml`: an abbreviation and what it stands for."""

    abbreviations: dict[str, Line] = written("viết tắt", "Chữ viết tắt và cụm từ đầy đủ.")


class Relation(StrEnum):
    """What became of a document between two editions of the set."""

    KEPT = "giữ nguyên"
    REVISED = "sửa đổi"
    MERGED = "gộp"
    SPLIT = "tách"
    NEW = "mới"
    WITHDRAWN = "bãi bỏ"


class SuccessionEntry(Written):
    """What one document of the newer edition came from, or where a withdrawn one of the older went."""

    relation: Relation = written("quan hệ", "giữ nguyên, sửa đổi, gộp, tách, mới hoặc bãi bỏ.")
    sources: tuple[Slug, ...] = written("từ", "Mã tài liệu của lần trước, tài liệu chính đứng đầu.", default=())
    clauses: tuple[Clause, ...] = written("điều khoản", "Điều khoản của tiêu chuẩn là lý do của thay đổi.", default=())
    reason: Line = written("lý do", "Vì sao tài liệu được giữ, sửa, gộp, tách, lập mới hoặc bãi bỏ.")


class Succession(Written):
    """`succession/2008-2015.yaml`."""

    old: Line = written("lần trước", "Năm của lần trước.")
    new: Line = written("lần này", "Năm của lần này.")
    documents: dict[Slug, SuccessionEntry] = written("tài liệu", "Tài liệu của lần này và nguồn gốc của nó.")
    withdrawn: dict[Slug, SuccessionEntry] = written("bãi bỏ", "Tài liệu của lần trước không còn tài liệu nối tiếp.", default={})
