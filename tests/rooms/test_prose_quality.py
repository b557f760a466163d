"""How prose reads: words shared between documents, sentences too long, sections that stand empty."""

from __future__ import annotations

import pytest

from qmsdocs.model.framework.quality import ProseFigures
from qmsdocs.plan.prose_quality import LONGEST_SENTENCE, RUN, check_prose, figures_of
from support.composed import plan_of
from support.workspace import INTERNAL, PROCEDURE, TEXT, Workspace, tiny

OWN = "Viên chức xem giấy tờ của từng người rồi ghi ngày vào sổ theo dõi của phòng mình"


def _examined(workspace: Workspace) -> tuple[dict[str, ProseFigures], list[tuple[str, str]]]:
    plan = plan_of(workspace, "tinh").value
    assert plan is not None
    figures = figures_of(plan)
    return {one.identity.id: one for one in figures}, [(problem.code, problem.message) for problem in check_prose(plan, figures)]


def _saying(procedure: str, internal: str) -> Workspace:
    return tiny().replacing(PROCEDURE, "mục đích: Để {đơn vị} cấp thẻ đúng hạn.", f"mục đích: {procedure}").replacing(INTERNAL, "mục đích:", f"mục đích: {internal} #")


def test_tiny_shares_nothing() -> None:
    """Documents of their own words share nothing, and forms are not read."""
    figures, problems = _examined(tiny())
    assert (True, [], True) == (all(one.shared == 0 for one in figures.values()), problems, "phieu" not in figures)


def test_shared_words() -> None:
    """A sentence that two documents say, letters' case and marks apart, is told for both, with the other's code."""
    figures, problems = _examined(_saying(f"{OWN}.", f"“{OWN.upper()}”"))
    words = len(OWN.split())
    assert (words, words) == tuple(round(figures[name].shared * figures[name].words) for name in ("cap-the", "tiep-dan"))
    assert {"T25"} == {code for code, _ in problems}
    assert "«QT-01»" in next(message for _, message in problems if message.startswith("«NB-01»"))


def test_one_word_changed() -> None:
    """A sentence with a word changed still shares its other runs."""
    changed = OWN.replace("ngày", "giờ")
    figures, _ = _examined(_saying(OWN, changed))
    assert 0 < figures["cap-the"].shared * figures["cap-the"].words < len(OWN.split())


def test_idiom_is_no_run() -> None:
    """Fewer words in a row than a run are idiom, and count for nothing."""
    figures, _ = _examined(_saying(" ".join(OWN.split()[: RUN - 1]), " ".join(OWN.split()[: RUN - 1])))
    assert 0 == figures["cap-the"].shared


def test_names_and_roles_count_as_one_word() -> None:
    """What is filled in or cited is one word whatever it is: changing a role does not make another sentence."""
    figures, _ = _examined(_saying('"{giam-doc} xem giấy tờ rồi ghi ngày vào sổ của phòng"', '"{mot-cua} xem giấy tờ rồi ghi ngày vào sổ của phòng"'))
    assert figures["cap-the"].shared > 0


@pytest.mark.parametrize(("words", "expected"), [(LONGEST_SENTENCE, []), (LONGEST_SENTENCE + 1, ["T26"])])
def test_long_sentence(words: int, expected: list[str]) -> None:
    """A sentence of more words than can be read is told."""
    sentence = " ".join(f"tiếng{number}" for number in range(words))
    figures, problems = _examined(tiny().replacing(PROCEDURE, "Để {đơn vị} cấp thẻ đúng hạn.", sentence))
    assert (expected, words) == ([code for code, _ in problems], figures["cap-the"].longest)


def test_empty_section() -> None:
    """A section with a heading and nothing under it is told."""
    _, problems = _examined(tiny().replacing(TEXT, "mục:\n", "mục:\n  rong: {thứ tự: 5, tên: Rỗng}\n"))
    assert [("T27", "Mục «Rỗng» không có nội dung")] == problems


def test_open_places() -> None:
    """Places left open are counted."""
    figures, _ = _examined(tiny().replacing(PROCEDURE, "Để {đơn vị} cấp thẻ đúng hạn.", "Trong …… ngày, hoặc …… giờ."))
    assert 2 == figures["cap-the"].open_places
