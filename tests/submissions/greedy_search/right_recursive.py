import torch


def greedy_search(model, input_ids, max_new_tokens, eos_id):
    def extend(ids, alive, left):
        if left == 0 or not any(alive):
            return ids
        best = model(ids)[:, ids.size(1) - 1].topk(1).indices
        best = torch.where(torch.tensor(alive).unsqueeze(1), best, torch.full_like(best, eos_id))
        alive = [a and t != eos_id for a, t in zip(alive, best.flatten().tolist())]
        return extend(torch.hstack((ids, best)), alive, left - 1)

    return extend(input_ids, [True] * input_ids.size(0), max_new_tokens)
