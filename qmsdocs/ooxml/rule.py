"""The rules under the names of agencies, the motto and the abstract: lines drawn in the paragraph of the words themselves.

A rule is as long as NĐ 30/2020/NĐ-CP, Phụ lục I says: under the motto as long as its words, under agency and abstract a third to a half.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from qmsdocs.model.document import Fact, Run, Style, text_of
from qmsdocs.model.letters import width_of

_SHARES = MappingProxyType({Style.MOTTO: 1.0, Style.AGENCY: 0.42, Style.COVER_AGENCY: 0.42, Style.SUBJECT: 0.42})
RULED = frozenset(_SHARES)
"""The styles whose words have a rule under them."""
_POINT = 12700
"""English metric units in a point."""
_LONGEST = 330.0
"""No line of an abstract is longer than so many points."""
_NAME = 118.0
"""How long the longest line of an office's name is, in points: «BẢO HIỂM XÃ HỘI», which stands in every one."""
_TINY = '<w:sz w:val="4"/><w:szCs w:val="4"/>'
_GAP = 4 * _POINT
"""How far below its words a rule stands."""
_ALTERNATIVE = "Đường kẻ"
"""Read where the mark of a decoration is not known."""
END_OF_RULED = _TINY
"""The look of the end of a ruled paragraph: its last line holds the rule alone and is no higher than that."""


def rule(style: Style, runs: tuple[Run, ...], sizes: Mapping[str, float], number: int) -> str:
    """Draw the rule of a paragraph as a run: a new line with a line shape in it. Takes the sizes of styles in points and a number of its own."""
    named = any(isinstance(run, Fact) for run in runs) and style is not Style.SUBJECT
    words = _NAME if named else min(width_of(text_of(runs), bold=True) * sizes.get(style.value, 13.0), _LONGEST)
    length = round(words * _SHARES[style] * _POINT)
    shape = (
        f'<wps:wsp><wps:cNvSpPr/><wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{length}" cy="{_GAP}"/></a:xfrm>'
        f'<a:custGeom><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/><a:rect l="0" t="0" r="r" b="b"/><a:pathLst><a:path w="{length}" h="{_GAP}" fill="none">'
        f'<a:moveTo><a:pt x="0" y="{_GAP}"/></a:moveTo><a:lnTo><a:pt x="{length}" y="{_GAP}"/></a:lnTo></a:path></a:pathLst></a:custGeom><a:noFill/><a:ln w="9525"><a:solidFill><a:srgbClr val="000000"/></a:solidFill></a:ln></wps:spPr><wps:bodyPr/></wps:wsp>'
    )
    drawn = (
        f'<w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="{length}" cy="{_GAP}"/><wp:docPr id="{number}" name="{_ALTERNATIVE} {number}" descr="{_ALTERNATIVE}">'
        '<a:extLst><a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}">'
        '<adec:decorative xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/></a:ext></a:extLst></wp:docPr>'
        f'<a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">{shape}</a:graphicData></a:graphic></wp:inline></w:drawing>'
    )
    return f"<w:r><w:rPr>{_TINY}</w:rPr><w:br/>{drawn}</w:r>"
