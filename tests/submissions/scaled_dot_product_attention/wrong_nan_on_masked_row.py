from torch.nn.functional import softmax


def scaled_dot_product_attention(q, k, v, mask=None):
    temperature = q.shape[-1] ** 0.5
    attn = (q / temperature).matmul(k.transpose(-2, -1))
    if mask is not None:
        attn = attn.where(mask, float("-inf"))
    attn = softmax(attn, -1)
    return attn.matmul(v), attn
