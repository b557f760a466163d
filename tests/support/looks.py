"""The looks that the formats are given in tests: the shipped page and the shipped template."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import jinja2

from qmsdocs.model.artifact import Appearance
from qmsdocs.pipeline import read_assets
from support.word import AUTHOR, template


@dataclass(frozen=True, slots=True)
class _BarePage:
    """The shipped page without its style sheet."""

    template: jinja2.Template

    def render(self, **values: object) -> str:
        return self.template.render(css="", **values)


@cache
def appearance() -> Appearance:
    """Give the looks of a redline's folder."""
    page = _BarePage(read_assets().document_page)
    return Appearance(page, {"quy-trinh": template("quy-trinh")}, "../index.html", "../2015/", AUTHOR.name, AUTHOR.time, is_redline=True, notes=("So với <QT-01> & các tài liệu khác",))
