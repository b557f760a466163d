"""Letters without their marks: what the search, file names, the names of styles and the judges of papers compare."""

from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qmsdocs.model.letters import plain

_VOWELS = "aàáảãạăằắẳẵặâầấẩẫậeèéẻẽẹêềếểễệiìíỉĩịoòóỏõọôồốổỗộơờớởỡợuùúủũụưừứửữựyỳýỷỹỵ"


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_every_vietnamese_letter_has_a_plain_one(form: str) -> None:
    """Vowels with and without tones, and the two letters with a stroke, composed or not, small or capital."""
    for letters in (_VOWELS + "đ", (_VOWELS + "đ").upper()):
        assert set(plain(normalize(form, letters)).lower()) == set("aeiouyd")
    assert plain(normalize(form, "Quy định về ĐƯỜNG dây")) == "Quy dinh ve DUONG day"


@given(st.text(alphabet=st.characters(max_codepoint=127)))
def test_what_has_no_marks_stays(text: str) -> None:
    """Plain text is not touched: signs, capitals and line ends stay."""
    assert plain(text) == text
