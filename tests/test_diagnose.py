"""Mistakes are named by what they answer; where none fits, a pattern and a circumstance are told."""

import pytest

from drill import catalog
from graders.judge import grade

ATTENTION = catalog.load("scaled_dot_product_attention").reference
WRAPPED = {
    "-output": "sign",
    "output * 3": "scaled",
    "output + 1": "offset",
    "output.double() if output.dtype is not torch.float64 else output": "dtype",
    "output.flip(-1)": "reversed",
    "output if mask is None else output + mask.float().mean() - 9": "only with mask",
}


def wrapped(result: str) -> str:
    text = ATTENTION.replace("def scaled_dot_product_attention(", "def right(")
    call = "def scaled_dot_product_attention(q, k, v, mask=None):\n    output, weights = right(q, k, v, mask)\n"
    return f"import torch\n{text}\n\n{call}    return {result}, weights\n"


@pytest.mark.parametrize("result", WRAPPED)
def test_an_unknown_fault_is_described(result: str) -> None:
    card = grade(catalog.load("scaled_dot_product_attention"), wrapped(result))
    assert not card.passed
    assert f"pattern: {WRAPPED[result]}" in [d.id for d in card.diagnoses], card.diagnoses
    assert all(d.says.zh != d.says.en for d in card.diagnoses)


def test_two_mistakes_at_once_are_not_given_another_name() -> None:
    problem = catalog.load("scaled_dot_product_attention")
    names = {m.id for m in problem.mistakes}
    card = grade(problem, wrapped("output.cumsum(-1) * 1.7 + 3"))
    assert not card.passed and not names & {d.id for d in card.diagnoses}
