def mha_to_gqa(weight, num_heads, num_kv_heads):
    pooled = weight.unflatten(0, (num_heads, -1)).mean(0)
    return pooled.repeat(num_kv_heads, 1)
