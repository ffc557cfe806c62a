"""What a decoder-only transformer computes, in FLOPs: prefill of a prompt, then decoding with a KV cache.

A product of [n, m] and [m, k] matrices is n * m * k multiply-adds, two FLOPs each. Norms, softmax, activations and
embeddings are left out: they are of lower order.
"""


def matmul(rows: int, inner: int, columns: int) -> int:
    return 2 * rows * inner * columns


def transformer_flops(
    dim: int, num_layers: int, ffn_dim: int, vocab: int, prompt: int, generated: int
) -> dict[str, int]:
    def forward(tokens: int, keys: int) -> dict[str, int]:
        """One pass over so many new tokens that look at so many keys each; logits of the last token alone."""
        return {
            "attention_projections": num_layers * 4 * matmul(tokens, dim, dim),  # q, k, v, output
            "attention_scores": num_layers * 2 * matmul(tokens, dim, keys),  # q k^T, weights v: all heads together
            "ffn": num_layers * 2 * matmul(tokens, dim, ffn_dim),  # up and down
            "lm_head": matmul(1, dim, vocab),
        }

    prefill = forward(prompt, prompt)  # gives the first generated token
    steps = [forward(1, prompt + t) for t in range(1, generated)]  # step t gives token t + 1
    total = {part: sum(run[part] for run in (prefill, *steps)) for part in prefill}
    phases = {"prefill": sum(prefill.values()), "decode": sum(sum(step.values()) for step in steps)}
    return {**total, **phases, "total": sum(phases.values())}
