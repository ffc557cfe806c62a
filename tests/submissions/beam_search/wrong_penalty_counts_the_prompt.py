import torch


def beam_search(model, input_ids, num_beams, max_new_tokens, eos_id, length_penalty=0.0):
    live, done = [(input_ids[0], 0.0)], []
    for _ in range(max_new_tokens):
        options = []
        for ids, score in live:
            for token, logp in enumerate(model(ids[None])[0, -1].log_softmax(-1).tolist()):
                options.append((score + logp, token, ids))
        options.sort(key=lambda o: o[0], reverse=True)
        extend = [(torch.cat([ids, torch.tensor([token])]), score) for score, token, ids in options]
        done += [h for h in extend[:num_beams] if h[0][-1] == eos_id]
        live = [h for h in extend if h[0][-1] != eos_id][:num_beams]
        if len(done) >= num_beams:
            live = []
            break
    done = [(ids, score / ids.numel() ** length_penalty) for ids, score in done + live]
    return sorted(done, key=lambda h: -h[1])[:num_beams]
