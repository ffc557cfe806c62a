"""A forbidden built-in is seen by what really ran, however it is reached; a name alone is nobody's business."""

import pytest

from drill import catalog
from graders.judge import grade
from graders.sandbox.watch import normalized
from graders.types import Verdict

HEAD = "import torch\nfrom torch import nn\n\n"
BODY = """
class LayerNorm(nn.Module):
    def __init__(self, normalized_shape, eps=1e-5):
        super().__init__()
        shape = (normalized_shape,) if isinstance(normalized_shape, int) else tuple(normalized_shape)
        self.shape, self.eps = shape, eps
        self.weight = nn.Parameter(torch.ones(shape))
        self.bias = nn.Parameter(torch.zeros(shape))

    def forward(self, x):
        return {call}
"""
CALL = "(x, self.shape, self.weight, self.bias, self.eps)"
FORBIDDEN = {
    "by its name": "torch.nn.functional.layer_norm" + CALL,
    "by an alias": "nn.functional.layer_norm" + CALL,
    "getattr": "getattr(nn.functional, 'layer' + '_norm')" + CALL,
    "importlib": "__import__('importlib').import_module('torch.nn.functional').layer_norm" + CALL,
    "torch.layer_norm": "torch.layer_norm(x, self.shape, self.weight, self.bias, self.eps)",
    "torch.ops.aten": "torch.ops.aten.native_layer_norm(x, self.shape, self.weight, self.bias, self.eps)[0]",
    "torch.ops.aten, composite": "torch.ops.aten.layer_norm(x, self.shape, self.weight, self.bias, self.eps)",
    "torch._C": "torch._C._nn and torch._VF.layer_norm(x, list(self.shape), self.weight, self.bias, self.eps)",
    "a string": "eval('torch.nn.functional.layer_' + 'norm')" + CALL,
    "the module of the same job": "nn.LayerNorm(self.shape, self.eps, False)(x) * self.weight + self.bias",
    "a subclass": "type('Mine', (nn.LayerNorm,), {})(self.shape, self.eps, False)(x) * self.weight + self.bias",
    "the module's forward, unbound": "nn.LayerNorm.forward(self.stand_in(), x)",
}
STAND_IN = """
    def stand_in(self):
        import types
        return types.SimpleNamespace(normalized_shape=self.shape, weight=self.weight, bias=self.bias, eps=self.eps)
"""


@pytest.mark.parametrize("how", FORBIDDEN)
def test_a_forbidden_builtin_is_seen(how: str) -> None:
    card = grade(catalog.load("layer_norm"), HEAD + BODY.format(call=FORBIDDEN[how]) + STAND_IN)
    (rules,) = [check for check in card.checks if check.stage == "rules"]
    assert rules.verdict is Verdict.FORBIDDEN
    assert "layer_norm" in rules.detail or "LayerNorm" in rules.detail


def test_names_and_imports_alone_are_allowed() -> None:
    source = (
        "import torch\nimport torch.nn.functional as F\nfrom torch import nn\nfrom torch.nn import LayerNorm as Unused\n"
        "layer_norm = 'a variable of that name'\n"
        + BODY.replace("torch.ones", "torch.ones").format(call="self.layer_norm(x)")
        + """
    def layer_norm(self, x):
        axes = tuple(range(-len(self.shape), 0))
        native_layer_norm = x - x.mean(axes, keepdim=True)
        return native_layer_norm / (native_layer_norm.square().mean(axes, keepdim=True) + self.eps).sqrt() * self.weight + self.bias
"""
    )
    card = grade(catalog.load("layer_norm"), source)
    assert card.passed, [(c.name, c.detail) for c in card.checks if not c.passed]


def test_torch_is_refused_in_a_numpy_problem() -> None:
    reference = catalog.load("conv2d").reference
    for line in ("import torch\n", "try:\n    import torch\nexcept ImportError:\n    pass\n", "__import__('torch.nn')\n"):
        card = grade(catalog.load("conv2d"), line + reference)
        assert [c.verdict for c in card.checks if c.stage == "rules"] == [Verdict.FORBIDDEN], line


def test_a_whole_module_is_refused_when_something_of_it_is_used() -> None:
    problem = catalog.load("adam")
    assert grade(problem, "import torch.optim as optim\n" + problem.reference).passed  # imported, not used
    for line in ("torch.optim.Adam", "__import__('torch').optim.SGD", "__import__('torch.optim.adam').optim.adam.adam"):
        card = grade(problem, f"import torch\nfound = {line}\n" + problem.reference)
        assert [c.verdict for c in card.checks if c.stage == "rules"] == [Verdict.FORBIDDEN], line


@pytest.mark.parametrize(
    ("name", "job"),
    [
        ("torch.nn.LayerNorm", "layernorm"),
        ("torch.nn.functional.layer_norm", "layernorm"),
        ("native_layer_norm", "layernorm"),
        ("_softmax", "softmax"),
        ("softmax", "softmax"),
        ("_scaled_dot_product_flash_attention_for_cpu", "scaleddotproductattention"),
        ("torch.nn.functional.multi_head_attention_forward", "multiheadattention"),
        ("torch.nn.MultiheadAttention", "multiheadattention"),
        ("_native_multi_head_attention", "multiheadattention"),
    ],
)
def test_names_of_one_job_agree(name: str, job: str) -> None:
    assert normalized(name) == job
