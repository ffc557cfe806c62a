"""A dispatch mode that charges for what torch's kernels do: elements, FLOPs, the largest tensor, the peak of live bytes.

It sits below autograd, vmap and every alias, so it sees the operations that really run. FLOPs of products come from
torch's own table; kernels that the table leaves out are charged here by name, and any other kernel that computes counts
one FLOP an element, so that a product spelled as multiply and sum is no cheaper than a matmul. Views are free.
"""

import math
import weakref
from typing import Any

import torch
from torch.utils._python_dispatch import TorchDispatchMode
from torch.utils.flop_counter import flop_registry

from graders.sandbox.charges import log2, names
from graders.sandbox.counter import COUNTER, array_made, charge_array

EVENTS = 20  # an operation under the mode takes as long as so many charges

# Kernels that move or make numbers: work, but no arithmetic.
MOVES = names("""
    copy_ clone cat stack index index_select gather scatter scatter_ index_put_ index_put _to_copy arange zeros ones full
    fill_ zero_ zeros_like ones_like full_like new_zeros new_ones new_full empty empty_like new_empty empty_strided
    new_empty_strided empty_permuted constant_pad_nd roll flip repeat repeat_interleave tril triu tril_indices
    triu_indices where masked_fill masked_fill_ eye embedding select_scatter slice_scatter index_copy index_copy_
    masked_select nonzero scalar_tensor unfold im2col _local_scalar_dense lift_fresh_copy resize_ set_
    masked_scatter index_fill index_fill_ pad reflection_pad1d reflection_pad2d replication_pad1d replication_pad2d
    slice_backward select_backward embedding_dense_backward unsafe_split split_copy view_copy expand_copy take
    randn rand randint randperm normal_ uniform_ random_ bernoulli_ multinomial
""")
UNALLOCATED = names("""
    empty empty_like new_empty empty_strided new_empty_strided empty_permuted
""")
RESHAPED = names("""
    squeeze_ unsqueeze_ transpose_ t_ detach_ swapaxes_ swapdims_ as_strided_ requires_grad_
""")
SORTS = names("""
    sort argsort topk median nanmedian unique _unique unique_dim _unique2 msort kthvalue quantile
""")
CUBIC = names("""
    _linalg_det _linalg_slogdet _linalg_solve_ex linalg_inv_ex linalg_lu linalg_lu_factor_ex linalg_cholesky_ex _linalg_svd
    _linalg_eigh linalg_eig _linalg_eigvals linalg_qr linalg_lstsq cholesky_inverse inverse linalg_ldl_factor_ex
    linalg_matrix_exp triangular_solve linalg_solve_triangular cholesky_solve
""")


def tensors_in(values: Any) -> list[torch.Tensor]:
    """The tensors among some values and in lists of them."""
    found = []
    for value in values:
        if isinstance(value, torch.Tensor):
            found.append(value)
        elif isinstance(value, list | tuple):
            found += [item for item in value if isinstance(item, torch.Tensor)]
    return found


def fused_flops(name: str, ins: list[torch.Tensor], outs: list[torch.Tensor]) -> float | None:
    """FLOPs of kernels that torch's table leaves out; None where the name is none of them."""
    shapes = [tuple(tensor.shape) for tensor in ins]
    if name in ("mv", "dot", "vdot"):
        return 2.0 * math.prod(shapes[0])
    if name in ("addmv", "addmv_"):
        return 2.0 * math.prod(shapes[1])
    if name in ("linear", "mkldnn_linear", "_addmm_activation", "_grouped_mm"):
        wide = shapes[1] if name != "linear" else shapes[0]
        return 2.0 * math.prod(wide) * outs[0].shape[-1]
    if name.startswith("_scaled_dot_product"):
        backward = 2.5 if "backward" in name else 1.0
        query, key, value = shapes[1:4] if "backward" in name else shapes[:3]
        return backward * 2.0 * math.prod(query[:-1]) * key[-2] * (query[-1] + value[-1])
    if name == "_native_multi_head_attention":
        batch, length, width = shapes[0]
        return 8.0 * batch * length * width * width + 4.0 * batch * length * shapes[1][1] * width
    if name == "_transformer_encoder_layer_fwd":
        batch, length, width = shapes[0]
        return 2.0 * batch * length * sum(math.prod(s) for s in shapes[1:] if len(s) == 2) + 4.0 * batch * length**2 * width
    if name in ("mkldnn_rnn_layer", "lstm", "gru", "_thnn_fused_lstm_cell"):
        steps = math.prod(shapes[0][:2])
        return 2.0 * steps * sum(math.prod(shape) for shape in shapes[1:] if len(shape) == 2)
    if name in ("_cdist_forward", "_euclidean_dist"):
        return 3.0 * outs[0].numel() * shapes[0][-1]
    if name == "_trilinear":
        space = {axis: max(shape[axis] for shape in shapes) for axis in range(max(map(len, shapes)))}
        return 3.0 * math.prod(space.values())
    if name.startswith("_embedding_bag"):
        return float(ins[1].numel() * ins[0].shape[-1])
    return None


class TorchMeter(TorchDispatchMode):  # type: ignore[no-untyped-call]
    """Charges COUNTER while it is entered; the peak of bytes is its own."""

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.live = self.peak = 0
        self.seen: dict[int, int] = {}  # storage -> bytes

    @classmethod
    def _should_skip_dynamo(cls) -> bool:
        return False  # else the first use imports the compiler

    def __torch_dispatch__(self, func: Any, types: Any, args: Any = (), kwargs: Any = None) -> Any:
        kwargs = kwargs or {}
        result = func(*args, **kwargs)
        packet = func._overloadpacket
        outs = tensors_in(result if isinstance(result, list | tuple) else (result,))
        ins = tensors_in((*args, *kwargs.values()))
        COUNTER.events += EVENTS - 1
        name = packet.__name__
        theirs = {key for tensor in ins if (key := storage_key(tensor))}
        view = outs and not func._schema.is_mutable and all(storage_key(out) in theirs for out in outs)
        if view or name in RESHAPED:
            charge_array(1)
            return result
        elements = sum(map(real_numel, outs)) + sum(map(real_numel, ins))
        flops = self.flops(packet, name, args, kwargs, result, ins, outs)
        COUNTER.flops += flops
        for out in outs:
            self.allocated(out, theirs)
        if name in SORTS and ins:
            elements *= int(log2(ins[0].shape[-1] if ins[0].dim() else 1))
        charge_array(1 + (0 if name in UNALLOCATED else elements + (flops if flops > elements else 0)))
        return result

    def flops(self, packet: Any, name: str, args: Any, kwargs: Any, result: Any, ins: Any, outs: Any) -> float:
        try:
            if packet in flop_registry:
                return float(flop_registry[packet](*args, **kwargs, out_val=result))
            known = fused_flops(name, ins, outs)
        except (IndexError, TypeError, ValueError, AssertionError):  # a signature that the rule does not know
            known = None
        if known is not None:
            return known
        if name in MOVES or not outs:
            return 0.0
        largest = max((tensor.numel() for tensor in (*ins, *outs)), default=0)
        if name in CUBIC and ins and ins[0].dim() >= 2:
            return float(ins[0].numel() * min(ins[0].shape[-2:]))
        if "fft" in name:
            return 5.0 * largest * log2(largest)
        return float(largest)

    def allocated(self, out: torch.Tensor, theirs: set[int]) -> None:
        key = storage_key(out)
        if not key or key in theirs:
            return
        array_made(real_numel(out))
        if key in self.seen:
            return
        storage = out.untyped_storage()
        size = storage.nbytes()
        self.seen[key] = size
        self.live += size
        self.peak = max(self.peak, self.live)
        weakref.finalize(storage, self.freed, key)

    def freed(self, key: int) -> None:
        self.live -= self.seen.pop(key, 0)


def storage_key(tensor: torch.Tensor) -> int:
    """What tells one storage from another; 0 where a tensor has none."""
    try:
        return int(tensor.untyped_storage()._cdata)
    except (NotImplementedError, RuntimeError):
        return 0


def real_numel(tensor: torch.Tensor) -> int:
    """Entries that lie in memory: an expanded tensor has fewer than its shape says."""
    try:
        return min(tensor.numel(), tensor.untyped_storage().nbytes() // max(1, tensor.element_size()))
    except (NotImplementedError, RuntimeError):
        return tensor.numel()
