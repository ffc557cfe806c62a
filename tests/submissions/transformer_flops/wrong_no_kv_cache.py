def transformer_flops(dim, num_layers, ffn_dim, vocab, prompt, generated):
    out = {"attention_projections": 0, "attention_scores": 0, "ffn": 0, "lm_head": 0, "prefill": 0, "decode": 0}
    for step in range(generated):
        n = prompt + step
        parts = {
            "attention_projections": 8 * n * dim * dim * num_layers,
            "attention_scores": 4 * n * n * dim * num_layers,
            "ffn": 4 * n * dim * ffn_dim * num_layers,
            "lm_head": 2 * dim * vocab,
        }
        for key, value in parts.items():
            out[key] += value
            out["decode" if step else "prefill"] += value
    out["total"] = out["prefill"] + out["decode"]
    return out
