"""The reasoned changes of a province: `province_overrides/<CODE>/changes.yaml`."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from qmsdocs.model.framework.fields import Day, Line, Slug, Written, written


class Standing(StrEnum):
    """Whether a change rests on a decision of the province."""

    DECIDED = "đã quyết định"
    EXAMPLE = "ví dụ, chờ tỉnh quyết định"


class Change(Written):
    """A named change: why, on what basis, who approved it, for whom, since and until when, and the patch itself.

    `edits`, `additions` and `removals` are shaped like the frame: document id, then the document's own keys. A removal ends in a
    mapping with the single key `lý do`. `based_on` keeps the frame's value under each edited or removed path as it was when the change
    was written: when the frame moves on, the change is stale until someone looks at it again.
    """

    name: Line = written("tên", "Tên gọi của thay đổi.")
    reason: Line = written("lý do", "Vì sao tỉnh cần thay đổi.")
    basis: Line = written("căn cứ", "Văn bản hoặc quyết định nội bộ làm căn cứ; …… nếu chưa có.")
    approved_by: Line = written("người duyệt", "Chức danh người duyệt; …… nếu chưa duyệt.")
    standing: Standing = written("tình trạng", "đã quyết định, hoặc ví dụ, chờ tỉnh quyết định.")
    since: Day = written("từ ngày", "Ngày bắt đầu áp dụng.")
    until: Day | None = written("đến ngày", "Ngày cuối cùng áp dụng; bỏ trống nếu không có hạn.", default=None)
    edition: Line = written("lần", "Năm của bộ tài liệu bị thay đổi.", default="2015")
    offices: tuple[Slug, ...] = written("đơn vị", "Mã các đơn vị áp dụng (tinh, binh-son…); bỏ trống nếu mọi đơn vị của tỉnh.", default=())
    edits: dict[Slug, Any] = written("sửa", "Giá trị mới, viết theo đúng khuôn của tài liệu khung; khóa phải có sẵn trong khung.", default={})
    additions: dict[Slug, Any] = written("thêm", "Phần thêm mới, viết theo khuôn của tài liệu khung; khóa chưa có trong khung.", default={})
    removals: dict[Slug, Any] = written("bỏ", "Phần bỏ đi: tại chỗ cần bỏ chỉ ghi lý do.", default={})
    local_documents: dict[Slug, Line] = written("tài liệu riêng", "Tài liệu riêng trong thư mục documents và lý do có nó.", default={})
    based_on: dict[str, Line] = written("dựa trên", "Giá trị của khung lúc viết thay đổi, theo đường dẫn.", default={})


class ChangeFile(Written):
    """`changes.yaml`: the changes by their ids."""

    changes: dict[Slug, Change] = written("thay đổi", "Các thay đổi, theo mã.", default={})
