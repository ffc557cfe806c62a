"""Plain lists, full sorting of every continuation in float64, one model call a beam."""

import math

import torch


def beam_search(model, input_ids, num_beams, max_new_tokens, eos_id, length_penalty=0.0):
    prompt = input_ids[0].tolist()
    live, finished = [(0.0, [])], []
    stopped = False
    for _ in range(max_new_tokens):
        candidates = []
        for score, new in live:
            logits = model(torch.tensor([prompt + new]))[0, -1].double().tolist()
            top = max(logits)
            norm = top + math.log(sum(math.exp(x - top) for x in logits))
            candidates += [(score + x - norm, new + [token]) for token, x in enumerate(logits)]
        candidates.sort(key=lambda c: -c[0])
        finished += [c for c in candidates[:num_beams] if c[1][-1] == eos_id]
        live = [c for c in candidates if c[1][-1] != eos_id][:num_beams]
        if len(finished) >= num_beams:
            stopped = True
            break
    if not stopped:
        finished = finished + live
    scored = sorted(((s / len(new) ** length_penalty, new) for s, new in finished), key=lambda c: -c[0])
    return [(torch.tensor(prompt + new), s) for s, new in scored[:num_beams]]
