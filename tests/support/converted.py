"""Word files turned into PDF in tests, as the pipeline does it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from qmsdocs.outside import to_pdf
from qmsdocs.render.pdf import Pdf

DAY = date(2021, 6, 30)


def pdfs(program: str, files: dict[str, bytes], folder: Path) -> dict[str, bytes]:
    """Give the PDF of Word files by their names."""
    folder.mkdir()
    sources = [folder / f"{name}.docx" for name in files]
    for source, content in zip(sources, files.values(), strict=True):
        source.write_bytes(content)
    return {target.stem: Pdf().finish(target.read_bytes(), DAY).raw for target in to_pdf(program, sources, folder)}
