"""A figure → DrawingML: a group of shapes that Word draws and people can still edit."""

from __future__ import annotations

from html import escape
from types import MappingProxyType

from qmsdocs.model.document import Arrow, Figure, Shape, ShapeKind

CHART_TEXT = "LuuDo"
_EMU = 3600
"""English metric units in a tenth of a millimetre."""
_LINE = '<a:ln w="9525"><a:solidFill><a:srgbClr val="000000"/></a:solidFill>'
_GEOMETRY = MappingProxyType(
    {
        ShapeKind.TERMINAL: "flowChartTerminator",
        ShapeKind.PROCESS: "flowChartProcess",
        ShapeKind.DECISION: "flowChartDecision",
        ShapeKind.NOTE: "rect",
        ShapeKind.CONNECTOR: "flowChartConnector",
    }
)


def drawing(figure: Figure, number: int) -> str:
    """Print a figure as an inline `w:drawing`.

    Takes the figure and a number that no other drawing of the document has. Labels on arrows become small shapes without lines.
    """
    width, height = figure.width * _EMU, figure.height * _EMU
    parts = [_shape(shape, number * 1000 + index + 1) for index, shape in enumerate(figure.shapes)]
    parts += [_arrow(arrow, number * 1000 + 500 + index) for index, arrow in enumerate(figure.arrows)]
    parts += [_label(arrow, number * 1000 + 800 + index) for index, arrow in enumerate(figure.arrows) if arrow.label]
    frame = f'<a:off x="0" y="0"/><a:ext cx="{width}" cy="{height}"/>'
    group = f'<wpg:wgp><wpg:cNvGrpSpPr/><wpg:grpSpPr><a:xfrm>{frame}<a:chOff x="0" y="0"/><a:chExt cx="{width}" cy="{height}"/></a:xfrm></wpg:grpSpPr>{"".join(parts)}</wpg:wgp>'
    return (
        f'<w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="{width}" cy="{height}"/>'
        f'<wp:docPr id="{number}" name="Hình {number}" descr="{escape(figure.alternative)}"/>'
        f'<a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingGroup">{group}</a:graphicData></a:graphic></wp:inline></w:drawing>'
    )


def _frame(x: int, y: int, width: int, height: int) -> str:
    return f'<a:xfrm><a:off x="{x * _EMU}" y="{y * _EMU}"/><a:ext cx="{width * _EMU}" cy="{height * _EMU}"/></a:xfrm>'


def _words(lines: tuple[str, ...], centred: bool) -> str:
    align = '<w:jc w:val="center"/>' if centred else ""
    style = f'<w:pStyle w:val="{CHART_TEXT}"/>'
    return "".join(f'<w:p><w:pPr>{style}{align}</w:pPr><w:r><w:t xml:space="preserve">{escape(line, quote=False)}</w:t></w:r></w:p>' for line in lines)


def _box(number: int, geometry: str, frame: str, line: str, words: str) -> str:
    text = f"<wps:txbx><w:txbxContent>{words}</w:txbxContent></wps:txbx>" if words else ""
    return (
        f'<wps:wsp><wps:cNvPr id="{number}" name="Khối {number}"/><wps:cNvSpPr/><wps:spPr>{frame}{geometry}<a:noFill/>{line}</wps:spPr>{text}'
        '<wps:bodyPr wrap="square" lIns="18000" tIns="0" rIns="18000" bIns="0" anchor="ctr"/></wps:wsp>'
    )


def _shape(shape: Shape, number: int) -> str:
    geometry = f'<a:prstGeom prst="{_GEOMETRY[shape.kind]}"><a:avLst/></a:prstGeom>'
    is_note = shape.kind is ShapeKind.NOTE
    line = "<a:ln><a:noFill/></a:ln>" if is_note else f"{_LINE}</a:ln>"
    return _box(number, geometry, _frame(shape.x, shape.y, shape.width, shape.height), line, _words(shape.lines, not is_note))


def _arrow(arrow: Arrow, number: int) -> str:
    left, top = min(x for x, _ in arrow.points), min(y for _, y in arrow.points)
    width, height = max(x for x, _ in arrow.points) - left, max(y for _, y in arrow.points) - top
    steps = "".join(
        f'<a:{"moveTo" if index == 0 else "lnTo"}><a:pt x="{(x - left) * _EMU}" y="{(y - top) * _EMU}"/></a:{"moveTo" if index == 0 else "lnTo"}>' for index, (x, y) in enumerate(arrow.points)
    )
    path = f'<a:custGeom><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/><a:rect l="0" t="0" r="r" b="b"/><a:pathLst><a:path w="{width * _EMU}" h="{height * _EMU}" fill="none">{steps}</a:path></a:pathLst></a:custGeom>'
    head = '<a:tailEnd type="triangle" w="med" len="med"/>' if arrow.head else ""
    return _box(number, path, _frame(left, top, width, height), f"{_LINE}{head}</a:ln>", "")


def _label(arrow: Arrow, number: int) -> str:
    x, y = arrow.points[0]
    downwards = len(arrow.points) > 1 and arrow.points[1][0] == x
    left, top = (x + 10, y) if downwards else (x + 5, y - 52)
    return _box(number, '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>', _frame(left, top, 140, 50), "<a:ln><a:noFill/></a:ln>", _words((arrow.label,), centred=False))
