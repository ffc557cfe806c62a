"""Counts by walking over every matrix product of every pass, dimension by dimension."""


def transformer_flops(dim, num_layers, ffn_dim, vocab, prompt, generated):
    keys = ("attention_projections", "attention_scores", "ffn", "lm_head", "prefill", "decode", "total")
    count = dict.fromkeys(keys, 0)

    def add(part, phase, n, m, k, times=1):
        for name in (part, phase, "total"):
            count[name] += times * (n * m * k + n * m * k)

    length = prompt
    for i in range(generated):
        phase, new = ("prefill", prompt) if i == 0 else ("decode", 1)
        length += i > 0
        for _ in "qkvo":
            add("attention_projections", phase, new, dim, dim, num_layers)
        add("attention_scores", phase, new, dim, length, num_layers)
        add("attention_scores", phase, new, length, dim, num_layers)
        add("ffn", phase, new, dim, ffn_dim, num_layers)
        add("ffn", phase, new, ffn_dim, dim, num_layers)
        add("lm_head", phase, 1, dim, vocab)
    return count
