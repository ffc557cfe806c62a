import heapq

import torch


class Hypotheses:
    """The best `size` hypotheses, a heap with the worst on top."""

    def __init__(self, size, penalty):
        self.size, self.penalty, self.count, self.heap = size, penalty, 0, []

    def add(self, ids, total, new_tokens):
        entry = (total / new_tokens**self.penalty, self.count, ids)
        self.count += 1
        push = heapq.heappush if len(self.heap) < self.size else heapq.heappushpop
        push(self.heap, entry)

    def best_first(self):
        return [(ids, score) for score, _, ids in sorted(self.heap, reverse=True)]


def beam_search(model, input_ids, num_beams, max_new_tokens, eos_id, length_penalty=0.0):
    start = input_ids.size(1)
    pool = Hypotheses(num_beams, length_penalty)
    beams, totals = input_ids.clone(), torch.zeros(1, 1)
    for step in range(1, max_new_tokens + 1):
        logits = model(beams)[:, -1, :]
        logp = totals + logits - torch.logsumexp(logits, dim=-1, keepdim=True)
        order = torch.argsort(logp.reshape(-1), descending=True)
        next_rows, next_totals = [], []
        for rank, place in enumerate(order.tolist()):
            row, token = divmod(place, logp.size(1))
            total = logp[row, token].item()
            if token == eos_id:
                if rank < num_beams:
                    pool.add(torch.cat([beams[row], torch.tensor([token])]), total, step)
            elif len(next_rows) < num_beams:
                next_rows.append(torch.cat([beams[row], torch.tensor([token])]))
                next_totals.append(total)
            elif rank >= num_beams:
                break
        beams, totals = torch.stack(next_rows), torch.tensor(next_totals).unsqueeze(1)
        if pool.count >= num_beams:
            return pool.best_first()
    for ids, total in zip(beams, totals.flatten().tolist()):
        pool.add(ids, total, ids.numel() - start)
    return pool.best_first()
