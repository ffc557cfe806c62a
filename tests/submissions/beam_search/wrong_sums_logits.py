import torch


def beam_search(model, input_ids, num_beams, max_new_tokens, eos_id, length_penalty=0.0):
    prompt = input_ids[0].tolist()
    live, done = [(prompt, 0.0)], []
    for _ in range(max_new_tokens):
        options = []
        for ids, score in live:
            for token, logit in enumerate(model(torch.tensor([ids]))[0, -1].tolist()):
                options.append((ids + [token], score + logit))
        options.sort(key=lambda o: o[1], reverse=True)
        done += [o for o in options[:num_beams] if o[0][-1] == eos_id]
        live = [o for o in options if o[0][-1] != eos_id][:num_beams]
        if len(done) >= num_beams:
            break
    else:
        done += live
    done = [(torch.tensor(ids), s / (len(ids) - len(prompt)) ** length_penalty) for ids, s in done]
    return sorted(done, key=lambda h: -h[1])[:num_beams]
