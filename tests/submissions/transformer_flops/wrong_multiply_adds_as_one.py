def transformer_flops(dim, num_layers, ffn_dim, vocab, prompt, generated):
    d, n, f, v, p, g = dim, num_layers, ffn_dim, vocab, prompt, generated - 1
    seen = g * p + g * (g + 1) // 2
    prefill = n * (4 * p * d**2 + 2 * p**2 * d + 2 * p * d * f) + d * v
    decode = n * (4 * g * d**2 + 2 * seen * d + 2 * g * d * f) + g * d * v
    return dict(
        total=prefill + decode,
        prefill=prefill,
        decode=decode,
        lm_head=d * v * generated,
        ffn=2 * n * d * f * (p + g),
        attention_scores=2 * n * d * (p * p + seen),
        attention_projections=4 * n * d * d * (p + g),
    )
