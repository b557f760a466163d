"""The register of a set."""

from __future__ import annotations

import re

from qmsdocs.pipeline import read_assets
from qmsdocs.publish import RegisterAssets, register
from support.composed import plan_of
from support.workspace import tiny

_FORMATS = {"html": "Web", "docx": "Word"}


def test_the_register_leads_to_every_file() -> None:
    """Every document of both sets is linked in every format, and so are the ledger and the matrix."""
    plan = plan_of(tiny(), "tinh").value
    assert plan is not None
    assert plan.previous is not None
    documents = [*plan.previous.documents, *plan.current.documents]
    files = [((planned.identity.edition, planned.identity.id), role, f"{planned.identity.edition}/{planned.identity.file_stem}.{role}") for planned in documents for role in _FORMATS]
    files += [(("", ""), f"{name}-{role}", f"{name}.{role}") for name in ("ledger", "matrix") for role in _FORMATS]
    assets = read_assets()
    page = register(plan, files, _FORMATS, RegisterAssets(assets.register_page, assets.register_style, assets.register_script))
    linked = re.findall(r'href="([^"#]+)"', page.fill(dict.fromkeys(("cấp trên đầy đủ", "đơn vị đầy đủ"), "")).raw.decode())

    assert sorted(linked) == sorted(path for _, _, path in files)
