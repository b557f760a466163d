"""The table of formats: adding one is one file beside this one, one row here, and the contract test."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from qmsdocs.model.artifact import Format
from qmsdocs.render.pdf import Pdf
from qmsdocs.render.web import Web
from qmsdocs.render.word import Word

FORMATS: Mapping[str, Format] = MappingProxyType({format_.name: format_ for format_ in (Web(), Word(), Pdf())})
