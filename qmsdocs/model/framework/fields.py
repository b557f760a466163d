"""The kinds of value that people write in the YAML of the frame.

Every scalar reaches a model as text (see `qmsdocs.load`), so each type here says how its text is read and what makes it wrong.
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Any, NamedTuple, get_args

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, WithJsonSchema
from pydantic.fields import FieldInfo
from pydantic_core import PydanticCustomError

OPEN = "……"
"""What stands where a fact is not known: it is printed as it is, for the office to fill in by hand."""


class Lock(StrEnum):
    """How far a province may change a field of the frame."""

    FREE = "tự do"
    BOUNDED = "có giới hạn"
    FIXED = "khóa"


class Written(BaseModel):
    """What a person writes: frozen, and closed to keys that no field answers to."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=False)


def written(alias: str, description: str, *, default: Any = ..., lock: Lock = Lock.FREE, **extra: Any) -> Any:
    """Declare a field by its Vietnamese key, what the editor is told of it, and its lock.

    The key is also the field's title: the file reads like a form.
    """
    title = alias[:1].upper() + alias[1:]
    schema: dict[str, Any] | None = None if lock is Lock.FREE else {"x-khóa": lock.value}
    if default is ...:
        return Field(alias=alias, title=title, description=description, json_schema_extra=schema, **extra)
    return Field(default, alias=alias, title=title, description=description, json_schema_extra=schema, **extra)


def _one_line(text: str) -> str:
    if "\n" in text:
        raise PydanticCustomError("one_line", "one line expected")
    return text


SLUG = r"^[a-z0-9]+(-[a-z0-9]+)*$"
Slug = Annotated[str, StringConstraints(pattern=SLUG)]
"""An id: ASCII small letters, digits and hyphens; never a TTHC or GSO code, which change."""

Line = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True), AfterValidator(_one_line)]
"""One line of text with inline marks: `**đậm**`, `*nghiêng*`, `{đơn vị}`, `[[ma-tai-lieu]]`."""

Prose = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
"""Paragraphs, lists and tables in Markdown, with the same inline marks."""

Clause = Annotated[str, StringConstraints(pattern=r"^\d+(\.\d+)*( [a-z])?$")]
"""The number of a clause of the standard: `7.5.3`, or a point of it: `5.2.2 a`."""

Position = Annotated[int, Field(ge=1, le=100_000)]
"""Where a thing stands among its like: the smaller comes first."""


def _read_day(value: object) -> object:
    if isinstance(value, date):
        return value
    match = re.fullmatch(r"(\d{2})/(\d{2})/(\d{4})", str(value).strip())
    if match is None:
        raise PydanticCustomError("day", "dd/mm/yyyy expected")
    try:
        return date(int(match[3]), int(match[2]), int(match[1]))
    except ValueError as fault:
        raise PydanticCustomError("day", "no such day") from fault


Day = Annotated[date, BeforeValidator(_read_day), WithJsonSchema({"type": "string", "pattern": r"^\d{2}/\d{2}/\d{4}$"})]
"""A day as officials write it: `05/03/2014`."""


_FEBRUARY = 2


def two_digits_to_february(month: int) -> str:
    """Write a month as official papers do: 01 and 02 with a zero, 3 to 12 without (NĐ 30/2020/NĐ-CP, Phụ lục I, mục II.4.b)."""
    return f"{month:02}" if month <= _FEBRUARY else str(month)


_ROMAN = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


def roman(number: int) -> str:
    """Give a number as Roman numerals (annexes are counted so: NĐ 30/2020/NĐ-CP, Phụ lục I, mục III.1)."""
    numerals = ""
    for value, numeral in _ROMAN:
        count, number = divmod(number, value)
        numerals += numeral * count
    return numerals


def _read_yes(value: object) -> object:
    answers = {"có": True, "không": False}
    if isinstance(value, bool):
        return value
    if str(value) not in answers:
        raise PydanticCustomError("yes_no", "yes or no expected")
    return answers[str(value)]


YesNo = Annotated[bool, BeforeValidator(_read_yes), WithJsonSchema({"type": "string", "enum": ["có", "không"]})]


class TimeUnit(StrEnum):
    """What a processing time is counted in; a working day has eight working hours."""

    MINUTE = "phút"
    HOUR = "giờ"
    WORKING_DAY = "ngày làm việc"
    DAY = "ngày"
    MONTH = "tháng"


WORKING_DAY = Decimal(8)
"""Working hours in a day."""
_HOURS = {TimeUnit.MINUTE: Decimal(1) / 60, TimeUnit.HOUR: Decimal(1), TimeUnit.WORKING_DAY: Decimal(8), TimeUnit.DAY: Decimal(8), TimeUnit.MONTH: Decimal(8 * 30)}
UNTIMED = ("ngay khi nhận", "theo giấy hẹn", "theo kế hoạch", "không tính vào thời hạn", "khi phát sinh", OPEN)
WITHIN_THE_DAY = "trong ngày"


class Duration(NamedTuple):
    """How long a step or a service takes.

    `hours` is the length in working hours (a day counts eight), or None where the clock does not run or the time is left open;
    `unit` is what the law or the editor counted in; `text` is what is printed.
    """

    text: str
    hours: Decimal | None
    unit: TimeUnit | None


def read_duration(value: object) -> Duration:
    """Read `6 ngày làm việc`, `0,5 ngày`, `4 giờ`, `30 phút`, `trong ngày` or one of the words for "no clock runs".

    Raises PydanticCustomError("duration") for anything else.
    """
    if isinstance(value, Duration):
        return value
    text = " ".join(str(value).split())
    if text in UNTIMED:
        return Duration(text, None, None)
    if text == WITHIN_THE_DAY:
        return Duration(text, Decimal(8), None)
    match = re.fullmatch(r"(\d+(?:,\d+)?) (phút|giờ|ngày làm việc|ngày|tháng)", text)
    if match is None:
        raise PydanticCustomError("duration", "a duration expected")
    unit = TimeUnit(match[2])
    return Duration(text, Decimal(match[1].replace(",", ".")) * _HOURS[unit], unit)


Time = Annotated[Duration, BeforeValidator(read_duration), WithJsonSchema({"type": "string", "examples": ["6 ngày làm việc", "0,5 ngày", "30 phút", *UNTIMED, WITHIN_THE_DAY]})]


class KindOfUnit(StrEnum):
    """The four kinds of unit that issue a set of their own (QĐ 746/QĐ-BHXH, mục II.1)."""

    CENTRE = "bhxh-viet-nam"
    SERVICE = "don-vi-su-nghiep"
    PROVINCE = "bhxh-tinh"
    DISTRICT = "bhxh-huyen"


class Verified(StrEnum):
    """How far a fact was checked against its source."""

    YES = "đã xác minh"
    PARTLY = "một phần"
    NO = "chưa xác minh"


class Source(Written):
    """Where a fact comes from and how far it was checked."""

    note: Line = written("ghi", "Văn bản, bảng dữ liệu hoặc hồ sơ mà dữ kiện được lấy ra.")
    verified: Verified = written("xác minh", "Dữ kiện đã được đối chiếu với nguồn đến mức nào.")


class Placed(Written):
    """A thing that stands in an order among others, and may belong to some kinds of unit only."""

    position: Position = written("thứ tự", "Số thứ tự để sắp xếp: 10, 20, 30… để còn chỗ chèn thêm ở giữa.")
    kinds: tuple[KindOfUnit, ...] = written("áp dụng cho", "Chỉ ghi khi nội dung này không dùng cho mọi loại đơn vị của tài liệu.", default=())


def fields_of(model: type[BaseModel] | None) -> dict[str, FieldInfo]:
    """Give a model's fields by the keys that people write; none for no model."""
    return {} if model is None else {field.alias or name: field for name, field in model.model_fields.items()}


def models_in(annotation: Any) -> list[type[BaseModel]]:
    """Give the models that an annotation holds, such as the `Step` of `dict[Slug, Step]`."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [model for argument in get_args(annotation) for model in models_in(argument)]


def lock_of(field: FieldInfo) -> Lock:
    """Give the lock that a field was declared with."""
    extra = field.json_schema_extra
    return Lock(str(extra["x-khóa"])) if isinstance(extra, dict) and "x-khóa" in extra else Lock.FREE
