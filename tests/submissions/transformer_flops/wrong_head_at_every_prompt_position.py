def transformer_flops(dim, num_layers, ffn_dim, vocab, prompt, generated):
    steps = generated - 1
    contexts = sum(prompt + t for t in range(1, steps + 1))
    qkv = lambda n: 4 * 2 * n * dim * dim * num_layers
    scores = lambda pairs: 2 * 2 * pairs * dim * num_layers
    ffn = lambda n: 2 * 2 * n * dim * ffn_dim * num_layers
    head = 2 * dim * vocab
    prefill = qkv(prompt) + scores(prompt * prompt) + ffn(prompt) + prompt * head
    decode = qkv(steps) + scores(contexts) + ffn(steps) + steps * head
    return {
        "attention_projections": qkv(prompt + steps),
        "attention_scores": scores(prompt * prompt + contexts),
        "ffn": ffn(prompt + steps),
        "lm_head": head * (prompt + steps),
        "prefill": prefill,
        "decode": decode,
        "total": prefill + decode,
    }
