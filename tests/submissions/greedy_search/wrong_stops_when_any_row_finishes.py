import torch


def greedy_search(model, input_ids, max_new_tokens, eos_id):
    n = 0
    while n < max_new_tokens:
        token = torch.argmax(model(input_ids)[:, -1], dim=1)
        input_ids = torch.cat([input_ids, token.unsqueeze(1)], dim=1)
        n += 1
        if eos_id in token.tolist():
            break
    return input_ids
