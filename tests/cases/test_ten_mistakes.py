"""Ten mistakes in one file are ten messages of one run, and nothing is written."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from support.command import Answer, spawn, tree
from support.workspace import CHANGES, PROVINCE, tiny

BY_HAND = """\
thay đổi:
  mot:
    tên: Mười lỗi, phần một
    lý do: Để thử
    căn cứ: "……"
    người duyệt: "……"
    tình trạng: đã quyết định
    từ ngày: 01/01/2021
    đơn vị: [go-cao, go-thap]  # 1 H32: không có đơn vị này
    sửa:
      cap-the:
        tên: Cấp thẻ nhanh  # 2 H24: tên bị khóa
        dịch vụ:
          trường hợp:
            cap-moi: {thời hạn: 9 ngày làm việc}  # 3 H25: dài hơn luật
        các bước:
          in-thee: {thời gian: 1 giờ}  # 4 H21: gõ sai mã bước
          nhan: {thời gian: 1 giờ}  # 5 H26: chưa ghi giá trị cũ
    thêm:
      cap-the:
        các bước:
          in-the: {tên: In lại}  # 6 H22: đã có
    bỏ:
      chinh-sach: {lý do: Không cần}  # 7 H35: tài liệu bắt buộc
      tiep-dan:
        các bước:
          nghe: {}  # 8 H23: không nêu lý do
    dựa trên:
      cap-the.tên: Cấp thẻ bảo hiểm y tế
      cap-the.dịch vụ.trường hợp.cap-moi.thời hạn: 5 ngày làm việc
      cap-the.phạm vi: Cả tỉnh  # 9 H28: không chạm tới
      chinh-sach: Chính sách chất lượng
  hai:
    tên: Mười lỗi, phần hai
    lý do: Để thử
    căn cứ: "……"
    người duyệt: "……"
    tình trạng: đã quyết định
    từ ngày: 01/01/2021
    đơn vị: [go-cao]
    sửa:
      cap-so: {phạm vi: Hẹp}  # 10 H34: không có tài liệu này
    tài liệu riêng:
      luu-dong: Xã ở xa
"""
OF_ALL_KINDS = """\
thay đổi:
  mot:
    tên: Gõ nhầm
    lý do:  # 1 Đ09: bỏ trống
    căn cứ: "……"
    căn cứ: Quyết định 1  # 2 Đ11: viết hai lần
    người duyệt: "……"
    tình trạng: xong  # 3 H04: không có lựa chọn này
    từ ngày: 1/1/2021  # 4 H07: thiếu số 0
    đơn vi: [go-cao]  # 5 H01: thiếu dấu
  hai:  # 6 H02: không có lý do
    tên: Không nói vì sao
    căn cứ: "……"
    người duyệt: "……"
    tình trạng: đã quyết định
    từ ngày: 01/01/2021
  ba:
    tên: Trượt
    lý do: Để thử
    căn cứ: "……"
    người duyệt: "……"
    tình trạng: đã quyết định
    từ ngày: 01/01/2021
    đến ngày: 31/12/2020  # 7 H31: kết thúc trước khi bắt đầu
    lần: "2020"  # 8 H33: không có lần ban hành này
  bon:
    tên: Tài liệu riêng
    lý do: Để thử
    căn cứ: "……"
    người duyệt: "……"
    tình trạng: đã quyết định
    từ ngày: 01/01/2021
    đơn vị: [go-cao]
    bỏ:
      cap-the: {lý do: Không cần}  # 9 H35: thủ tục bắt buộc
    tài liệu riêng:
      luu-dong: Xã ở xa
      luu-dong-2: Xã ở xa hơn  # 10 H36: không có tệp
    dựa trên:
      cap-the: Cấp thẻ bảo hiểm y tế
"""


def _expected(text: str) -> list[str]:
    return [f"lỗi[{mark[1]}] {number}" for number, line in enumerate(text.splitlines(), 1) if (mark := re.search(r"# \d+ (\w+):", line))]


def _told(answer: Answer) -> list[str]:
    return [f"lỗi[{code}] {line}" for code, line in re.findall(rf"^lỗi\[(\w+)\]: .*\n  --> {re.escape(CHANGES)}:(\d+):\d+$", answer.err, re.MULTILINE)]


@pytest.mark.parametrize("text", [BY_HAND, OF_ALL_KINDS], ids=["patches", "all-kinds"])
def test_ten_mistakes(text: str, tmp_path: Path) -> None:
    """A changes.yaml with ten different mistakes gives ten messages at their lines, exit 1, no traceback, and the output stays as it was."""
    expected = _expected(text)
    assert (10, 10) == (len(expected), len({one.split()[0] for one in expected}))
    root = tiny().write(tmp_path / "root")
    out = tmp_path / "out"
    assert 0 == spawn("--root", root, "build", PROVINCE, "--out", out).code
    before = tree(out)
    tiny().put(CHANGES, text).write(root)

    answer = spawn("--root", root, "build", PROVINCE, "--out", out)

    assert expected == _told(answer)
    assert (1, "", 10) == (answer.code, answer.out, answer.err.count("cách sửa:"))
    assert "10 lỗi, 0 cảnh báo. Chưa ghi gì ra đĩa." in answer.err
    assert "Traceback" not in answer.err
    assert before == tree(out)


def test_ten_mistakes_first_build(tmp_path: Path) -> None:
    """Where nothing was built before, a refused build leaves no output folder."""
    root = tiny().put(CHANGES, BY_HAND).write(tmp_path / "root")
    assert 1 == spawn("--root", root, "build", PROVINCE).code
    assert not (root / "build").exists()
