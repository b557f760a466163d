"""A figure → SVG: the same shapes as in Word, in the colours of the page."""

from __future__ import annotations

from html import escape
from typing import assert_never

from qmsdocs.model.document import Arrow, Figure, Shape, ShapeKind

_LINE, _SMALL_LINE = 37, 33
_BASELINE, _SMALL_BASELINE = 29, 26
"""From the top of a line to the feet of its letters."""
_ROUND = 38
_MARGIN = 5


def svg(figure: Figure, number: int) -> str:
    """Print a figure. Takes a number that no other drawing of the page has."""
    head = f"mui-ten-{number}"
    lanes = [shape for shape in figure.shapes if shape.kind in {ShapeKind.LANE, ShapeKind.ROLE}]
    others = [shape for shape in figure.shapes if shape.kind not in {ShapeKind.LANE, ShapeKind.ROLE}]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{-_MARGIN} {-_MARGIN} {figure.width + 2 * _MARGIN} {figure.height + 2 * _MARGIN}" role="img" aria-label="{escape(figure.alternative)}">'
        f'<defs><marker id="{head}" viewBox="0 0 10 10" refX="9.5" refY="5" markerWidth="24" markerHeight="20" markerUnits="userSpaceOnUse" orient="auto"><path d="M0 0 10 5 0 10z"/></marker></defs>'
        f'<g class="lan">{"".join(map(_shape, lanes))}</g>{"".join(map(_shape, others))}{"".join(_arrow(arrow, head) for arrow in figure.arrows)}</svg>'
    )


def _shape(shape: Shape) -> str:
    return _outline(shape) + _words(shape)


def _outline(shape: Shape) -> str:
    x, y, width, height = shape.x, shape.y, shape.width, shape.height
    match shape.kind:
        case ShapeKind.PROCESS | ShapeKind.LANE:
            return f'<rect x="{x}" y="{y}" width="{width}" height="{height}"/>'
        case ShapeKind.ROLE:
            return f'<rect class="vai" x="{x}" y="{y}" width="{width}" height="{height}"/>'
        case ShapeKind.TERMINAL:
            return f'<rect x="{x}" y="{y}" width="{width}" height="{height}" rx="{min(height // 2, _ROUND)}"/>'
        case ShapeKind.DECISION:
            return f'<path d="M{x} {y + height // 2}L{x + width // 2} {y}L{x + width} {y + height // 2}L{x + width // 2} {y + height}z"/>'
        case ShapeKind.CONNECTOR:
            return f'<circle cx="{x + width // 2}" cy="{y + height // 2}" r="{width // 2}"/>'
        case ShapeKind.LABEL:
            return ""
        case _:
            assert_never(shape.kind)


def _words(shape: Shape) -> str:
    middle = shape.x + shape.width // 2
    top = shape.y + (shape.height - len(shape.lines) * _LINE - len(shape.small) * _SMALL_LINE) // 2
    small_top = top + len(shape.lines) * _LINE + _SMALL_BASELINE
    lines = [f'<text x="{middle}" y="{top + _BASELINE + index * _LINE}">{escape(line, quote=False)}</text>' for index, line in enumerate(shape.lines)]
    lines += [f'<text class="nho" x="{middle}" y="{small_top + index * _SMALL_LINE}">{escape(line, quote=False)}</text>' for index, line in enumerate(shape.small)]
    return "".join(lines)


def _arrow(arrow: Arrow, head: str) -> str:
    points = " ".join(f"{x},{y}" for x, y in arrow.points)
    return f'<polyline points="{points}" marker-end="url(#{head})"/>'
