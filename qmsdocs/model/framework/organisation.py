"""Who issues a set: provinces, districts, central offices; and the roles that act in it."""

from __future__ import annotations

from typing import Annotated

from pydantic import StringConstraints

from qmsdocs.model.framework.fields import Day, KindOfUnit, Line, Slug, Source, Written, YesNo, written

IssuerCode = Annotated[str, StringConstraints(pattern=r"^[A-Z]{2,3}$")]
"""Three letters for a province, two for the central offices: the name of a folder of overrides and of a build."""


_NAMED_AFTER = "«có» thì địa danh ghi đủ cả loại đơn vị: Thành phố Hồ Chí Minh, Quận Hai Bà Trưng (Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II.4.a)."


class DistrictEntry(Written):
    """A district-level administrative unit and its social-insurance office."""

    name: Line = written("tên", "Tên đơn vị hành chính, có loại: Huyện Bình Sơn.")
    gso: Line = written("mã TCTK", "Mã của Tổng cục Thống kê tại thời điểm hiệu lực; chỉ để tra cứu.")
    named_after: YesNo = written("đặt theo tên người, sự kiện", _NAMED_AFTER, default=False)
    since: Day | None = written("từ ngày", "Ngày bắt đầu; bỏ trống nếu trước mọi ngày đang xét.", default=None)
    until: Day | None = written("đến ngày", "Ngày kết thúc.", default=None)


class ProvinceEntry(Written):
    """A province: its name, its office and its districts."""

    name: Line = written("tên", "Tên đơn vị hành chính, có loại: Tỉnh Quảng Ngãi.")
    gso: Line = written("mã TCTK", "Mã của Tổng cục Thống kê tại thời điểm hiệu lực; chỉ để tra cứu.")
    office: Line = written("cơ quan", "Tên cơ quan BHXH: BHXH tỉnh Quảng Ngãi.")
    named_after: YesNo = written("đặt theo tên người, sự kiện", _NAMED_AFTER, default=False)
    since: Day | None = written("từ ngày", "Ngày bắt đầu.", default=None)
    until: Day | None = written("đến ngày", "Ngày kết thúc.", default=None)
    merged_into: IssuerCode | None = written("sáp nhập vào", "Mã tỉnh nhận sáp nhập.", default=None)
    districts: dict[Slug, DistrictEntry] = written("huyện", "Các đơn vị cấp huyện, theo mã.")

    @property
    def office_ids(self) -> tuple[str, ...]:
        """Give the ids of its offices, the provincial one first."""
        return (PROVINCIAL_OFFICE, *self.districts)


PROVINCIAL_OFFICE = "tinh"
"""The id of a provincial office among its districts' slugs."""


class CentralUnit(Written):
    """The central agency, or a public service unit under it."""

    name: Line = written("tên", "Tên đơn vị, ví dụ: BHXH Việt Nam; Viện Khoa học bảo hiểm xã hội.")
    kind: KindOfUnit = written("loại đơn vị", "Loại đơn vị: bhxh-viet-nam hoặc don-vi-su-nghiep.")
    parent: Line = written("cấp trên", "Cơ quan cấp trên trực tiếp.")
    since: Day | None = written("từ ngày", "Ngày bắt đầu; bỏ trống nếu trước mọi ngày đang xét.", default=None)
    until: Day | None = written("đến ngày", "Ngày kết thúc.", default=None)
    source: Source = written("nguồn", "Nguồn của tên và loại đơn vị.")


class CentralEntry(Written):
    """The central offices: those that stand under no province."""

    name: Line = written("tên", "Tên chung của nhóm đơn vị.")
    seat: Line = written("nơi đặt trụ sở", "Đơn vị hành chính cấp tỉnh nơi đặt trụ sở, có loại: Thành phố Hà Nội.")
    units: dict[Slug, CentralUnit] = written("đơn vị", "Các đơn vị, theo mã.")

    @property
    def office_ids(self) -> tuple[str, ...]:
        """Give the ids of its offices."""
        return tuple(self.units)


class KindEntry(Written):
    """A kind of unit and how it is called."""

    name: Line = written("tên", "Tên loại đơn vị.")
    steering: Line = written("ban chỉ đạo", "Tổ chức chỉ đạo ISO ở loại đơn vị này.")


class Offices(Written):
    """`organisation/offices.yaml`."""

    kinds: dict[KindOfUnit, KindEntry] = written("loại đơn vị", "Bốn loại đơn vị lập bộ tài liệu.")
    provinces: dict[IssuerCode, ProvinceEntry] = written("tỉnh", "63 tỉnh, thành phố, theo mã ba chữ.")
    central: dict[IssuerCode, CentralEntry] = written("trung ương", "Cơ quan BHXH Việt Nam và các đơn vị sự nghiệp trực thuộc, theo mã.", default={})
    source: Source = written("nguồn", "Nguồn của danh sách.")

    @property
    def issuers(self) -> dict[str, ProvinceEntry | CentralEntry]:
        """Give everything that a set is built for, by its code: provinces first, then the central offices."""
        return {**self.provinces, **self.central}


class RoleEntry(Written):
    """A role and its title in each kind of unit that has it."""

    titles: dict[KindOfUnit, Line] = written("chức danh", "Chức danh hoặc tên bộ phận ở từng loại đơn vị.")
    short: dict[KindOfUnit, Line] = written("gọi tắt", "Cách gọi ngắn, dùng trong lưu đồ; bỏ trống nếu không cần.", default={})
    source: Source | None = written("nguồn", "Nguồn của chức danh.", default=None)


class Roles(Written):
    """`organisation/roles.yaml`."""

    roles: dict[Slug, RoleEntry] = written("vai trò", "Các vai trò, theo mã.")


class OfficeFacts(Written):
    """What is publicly known of one office; what is not known is left out and printed open."""

    name: Line | None = written("tên", "Tên đầy đủ của cơ quan, khi khác cách đặt tên chung.", default=None)
    place: Line | None = written("địa danh", "Địa danh ghi trên văn bản.", default=None)
    address: Line | None = written("địa chỉ", "Địa chỉ trụ sở.", default=None)
    telephone: Line | None = written("điện thoại", "Số điện thoại.", default=None)
    email: Line | None = written("thư điện tử", "Hộp thư điện tử.", default=None)
    decision_number: Line | None = written("số quyết định", "Số của quyết định ban hành bộ tài liệu.", default=None)
    issue_day: Day | None = written("ngày ban hành", "Ngày ban hành bộ tài liệu.", default=None)
    effective_day: Day | None = written("ngày hiệu lực", "Ngày bộ tài liệu có hiệu lực.", default=None)
    director: Line | None = written("giám đốc", "Họ tên người đứng đầu ký ban hành.", default=None)
    since: Day | None = written("từ ngày", "Dữ kiện đúng từ ngày này.", default=None)
    source: Source | None = written("nguồn", "Nguồn của dữ kiện.", default=None)


class ProvinceFile(Written):
    """`province_overrides/<CODE>/province.yaml`: the facts of a province's offices."""

    province: IssuerCode = written("tỉnh", "Mã của tỉnh, hoặc của nhóm đơn vị trung ương: tên của thư mục.")
    offices: dict[Slug, OfficeFacts] = written("đơn vị", "Dữ kiện của từng đơn vị: tinh cho cơ quan tỉnh, mã huyện cho cơ quan huyện.", default={})
