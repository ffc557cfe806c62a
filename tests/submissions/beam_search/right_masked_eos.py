import torch


def beam_search(model, input_ids, num_beams, max_new_tokens, eos_id, length_penalty=0.0):
    """num_beams copies from the start, of which all but the first weigh -inf; eos split off by a mask."""
    ids = input_ids.repeat(num_beams, 1)
    score = torch.full((num_beams,), -torch.inf, dtype=torch.float64)
    score[0] = 0.0
    ended = []
    for step in range(max_new_tokens):
        table = score[:, None] + model(ids)[:, -1].double().log_softmax(-1)
        v = table.shape[1]
        kth = table.flatten().topk(min(num_beams, table.numel())).values[-1]
        if 0 <= eos_id < v:
            for b in range(num_beams):
                value = table[b, eos_id]
                if value >= kth and value > -torch.inf:
                    ended.append((value.item(), step + 1, torch.cat([ids[b], torch.tensor([eos_id])])))
            table[:, eos_id] = -torch.inf
        score, flat = table.flatten().topk(min(num_beams, table.numel()))
        ids = torch.cat([ids[flat // v], (flat % v)[:, None]], 1)
        if len(score) < num_beams:
            missing = num_beams - len(score)
            ids = torch.cat([ids, ids[:1].repeat(missing, 1)])
            score = torch.cat([score, torch.full((missing,), -torch.inf, dtype=torch.float64)])
        if len(ended) >= num_beams:
            break
    if len(ended) < num_beams:
        ended += [(s.item(), max_new_tokens, row) for s, row in zip(score, ids) if s > -torch.inf]
    result = [(row, s / n**length_penalty) for s, n, row in ended]
    result.sort(key=lambda pair: pair[1], reverse=True)
    return result[:num_beams]
