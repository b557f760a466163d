"""A figure → DrawingML: a group of shapes that Word draws and people can still edit."""

from __future__ import annotations

from html import escape
from types import MappingProxyType

from qmsdocs.model.document import Arrow, Figure, Shape, ShapeKind

CHART_TEXT = "LuuDo"
_EMU = 3600
"""English metric units in a tenth of a millimetre."""
_SMALL = '<w:rPr><w:sz w:val="18"/><w:szCs w:val="18"/></w:rPr>'
_BOLD = "<w:rPr><w:b/><w:bCs/></w:rPr>"
_NO_FILL, _WHITE, _GREY = ("<a:noFill/>", *(f'<a:solidFill><a:srgbClr val="{colour}"/></a:solidFill>' for colour in ("FFFFFF", "EDEDED")))
_NO_LINE = "<a:ln><a:noFill/></a:ln>"
_THIN = '<a:ln w="6350"><a:solidFill><a:srgbClr val="7F7F7F"/></a:solidFill></a:ln>'
_BLACK = '<a:solidFill><a:srgbClr val="000000"/></a:solidFill>'
_LINE = f'<a:ln w="9525">{_BLACK}</a:ln>'
_ARROW = f'<a:ln w="9525">{_BLACK}<a:miter lim="800000"/><a:tailEnd type="triangle" w="med" len="med"/></a:ln>'
_LOOKS = MappingProxyType(
    {
        ShapeKind.LANE: ("rect", _NO_FILL, _THIN),
        ShapeKind.ROLE: ("rect", _GREY, _THIN),
        ShapeKind.TERMINAL: ("roundRect", _WHITE, _LINE),
        ShapeKind.PROCESS: ("flowChartProcess", _WHITE, _LINE),
        ShapeKind.CONNECTOR: ("flowChartConnector", _WHITE, _LINE),
        ShapeKind.LABEL: ("rect", _NO_FILL, _NO_LINE),
    }
)
"""The preset geometry, the fill and the line of each kind; a diamond has a geometry of its own."""
_ROUND = 38
_WHOLE = 100_000
"""What DrawingML calls one, in adjustments."""


def drawing(figure: Figure, number: int) -> str:
    """Print a figure as an inline `w:drawing`.

    Takes the figure and a number that no other drawing of the document has; the ids of its shapes follow from it.
    """
    width, height = figure.width * _EMU, figure.height * _EMU
    first = number * 1000
    parts = [_shape(shape, first + index) for index, shape in enumerate(figure.shapes, 1)]
    parts += [_arrow(arrow, first + len(figure.shapes) + index) for index, arrow in enumerate(figure.arrows, 1)]
    frame = f'<a:off x="0" y="0"/><a:ext cx="{width}" cy="{height}"/>'
    group = f'<wpg:wgp><wpg:cNvGrpSpPr/><wpg:grpSpPr><a:xfrm>{frame}<a:chOff x="0" y="0"/><a:chExt cx="{width}" cy="{height}"/></a:xfrm></wpg:grpSpPr>{"".join(parts)}</wpg:wgp>'
    return (
        f'<w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="{width}" cy="{height}"/>'
        f'<wp:docPr id="{first}" name="Hình {number}" descr="{escape(figure.alternative)}"/>'
        f'<a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingGroup">{group}</a:graphicData></a:graphic></wp:inline></w:drawing>'
    )


def _frame(x: int, y: int, width: int, height: int) -> str:
    return f'<a:xfrm><a:off x="{x * _EMU}" y="{y * _EMU}"/><a:ext cx="{width * _EMU}" cy="{height * _EMU}"/></a:xfrm>'


def _words(shape: Shape) -> str:
    properties = f'<w:pPr><w:pStyle w:val="{CHART_TEXT}"/><w:jc w:val="center"/></w:pPr>'
    looks = [(line, _BOLD if shape.kind is ShapeKind.ROLE else "") for line in shape.lines] + [(line, _SMALL) for line in shape.small]
    return "".join(f'<w:p>{properties}<w:r>{look}<w:t xml:space="preserve">{escape(line, quote=False)}</w:t></w:r></w:p>' for line, look in looks)


def _box(number: int, look: str, words: str) -> str:
    text = f"<wps:txbx><w:txbxContent>{words}</w:txbxContent></wps:txbx>" if words else ""
    return (
        f'<wps:wsp><wps:cNvPr id="{number}" name="Khối {number}"/><wps:cNvSpPr/><wps:spPr>{look}</wps:spPr>{text}<wps:bodyPr wrap="square" lIns="0" tIns="0" rIns="0" bIns="0" anchor="ctr"/></wps:wsp>'
    )


def _shape(shape: Shape, number: int) -> str:
    frame = _frame(shape.x, shape.y, shape.width, shape.height)
    if shape.kind is ShapeKind.DECISION:
        return _box(number, f"{frame}{_diamond(shape)}{_WHITE}{_LINE}", _words(shape))
    preset, fill, line = _LOOKS[shape.kind]
    round_corner = min(_ROUND * _WHOLE // min(shape.width, shape.height), _WHOLE // 2)
    adjusted = f'<a:avLst><a:gd name="adj" fmla="val {round_corner}"/></a:avLst>' if preset == "roundRect" else "<a:avLst/>"
    return _box(number, f'{frame}<a:prstGeom prst="{preset}">{adjusted}</a:prstGeom>{fill}{line}', _words(shape))


def _diamond(shape: Shape) -> str:
    """Give a diamond whose words may fill it: the preset one keeps them in the quarter in its middle."""
    width, height = shape.width * _EMU, shape.height * _EMU
    return _path(width, height, ((0, height // 2), (width // 2, 0), (width, height // 2), (width // 2, height)), closed=True)


def _path(width: int, height: int, points: tuple[tuple[int, int], ...], *, closed: bool) -> str:
    steps = "".join(f'<a:{step}><a:pt x="{x}" y="{y}"/></a:{step}>' for step, (x, y) in zip(("moveTo", *("lnTo",) * len(points)), points, strict=False))
    fill, end = ("", "<a:close/>") if closed else (' fill="none"', "")
    return f'<a:custGeom><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/><a:rect l="0" t="0" r="r" b="b"/><a:pathLst><a:path w="{width}" h="{height}"{fill}>{steps}{end}</a:path></a:pathLst></a:custGeom>'


def _arrow(arrow: Arrow, number: int) -> str:
    left, top = min(x for x, _ in arrow.points), min(y for _, y in arrow.points)
    width, height = max(x for x, _ in arrow.points) - left, max(y for _, y in arrow.points) - top
    points = tuple(((x - left) * _EMU, (y - top) * _EMU) for x, y in arrow.points)
    return _box(number, f"{_frame(left, top, width, height)}{_path(width * _EMU, height * _EMU, points, closed=False)}{_NO_FILL}{_ARROW}", "")
