import torch


def beam_search(model, input_ids, num_beams, max_new_tokens, eos_id, length_penalty=0.0):
    beams = [(input_ids[0], 0.0)]
    for _ in range(max_new_tokens):
        logp = model(torch.stack([ids for ids, _ in beams]))[:, -1].log_softmax(-1)
        scores = logp + torch.tensor([s for _, s in beams])[:, None]
        values, places = torch.sort(scores.view(-1), descending=True)
        beams = [
            (torch.cat([beams[p // logp.shape[1]][0], torch.tensor([p % logp.shape[1]])]), v)
            for v, p in zip(values[:num_beams].tolist(), places[:num_beams].tolist())
        ]
    return [(ids, score / max_new_tokens**length_penalty) for ids, score in beams]
