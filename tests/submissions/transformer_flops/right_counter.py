from collections import Counter


class Pass:
    def __init__(self, tokens, keys):
        self.tokens, self.keys = tokens, keys

    def cost(self, dim, layers, ffn, vocab):
        per_token = Counter(attention_projections=4 * dim * dim, attention_scores=2 * dim * self.keys, ffn=2 * dim * ffn)
        cost = Counter({name: 2 * layers * self.tokens * value for name, value in per_token.items()})
        cost["lm_head"] = 2 * dim * vocab
        return cost


def transformer_flops(dim, num_layers, ffn_dim, vocab, prompt, generated):
    model = (dim, num_layers, ffn_dim, vocab)
    first = Pass(prompt, prompt).cost(*model)
    rest = Counter()
    for length in range(prompt + 1, prompt + generated):
        rest.update(Pass(1, length).cost(*model))
    result = dict(first + rest)
    result["prefill"], result["decode"] = sum(first.values()), sum(rest.values())
    result["total"] = result["prefill"] + result["decode"]
    return result
