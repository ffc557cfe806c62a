"""Every problem proves itself: nothing here knows a problem's name."""

from pathlib import Path

import pytest

from drill import catalog
from graders.prove import prove

SUBMISSIONS = Path(__file__).parent / "submissions"


def submissions(id: str) -> dict[str, str]:
    return {path.name: path.read_text() for path in sorted((SUBMISSIONS / id).glob("*.py"))}


@pytest.mark.parametrize("id", catalog.ids())
def test_a_problem_is_proved(id: str) -> None:
    assert list(prove(catalog.load(id), submissions(id))) == []


def test_submissions_belong_to_problems_and_mistakes() -> None:
    for folder in SUBMISSIONS.iterdir():
        problem = catalog.load(folder.name)
        for path in folder.glob("wrong_*.py"):
            assert path.stem.removeprefix("wrong_").split("__")[0] in {m.id for m in problem.mistakes}, path


def test_every_third_mistake_has_a_source_of_another_hand() -> None:
    for id in catalog.ids():
        mistakes = {m.id for m in catalog.load(id).mistakes}
        told = {path.stem.removeprefix("wrong_").split("__")[0] for path in (SUBMISSIONS / id).glob("wrong_*.py")}
        assert 3 * len(told & mistakes) >= len(mistakes), id
