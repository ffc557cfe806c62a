def transformer_flops(dim, num_layers, ffn_dim, vocab, prompt, generated):
    d, n, f, v, p, g = dim, num_layers, ffn_dim, vocab, prompt, generated - 1
    seen = g * p + g * (g + 1) // 2
    prefill = n * (8 * p * d**2 + 4 * p**2 * d + 4 * p * d * f) + 2 * d * v
    decode = n * (8 * g * d**2 + 4 * seen * d + 4 * g * d * f) + 2 * g * d * v
    return dict(
        total=prefill + decode,
        prefill=prefill,
        decode=decode,
        lm_head=2 * d * v * generated,
        ffn=4 * n * d * f * (p + g),
        attention_scores=4 * n * d * (p * p + seen),
        attention_projections=8 * n * d * d * (p + g),
    )
