import torch


def beam_search(model, input_ids, num_beams, max_new_tokens, eos_id, length_penalty=0.0):
    prompt = input_ids[0].tolist()
    live, done = [(prompt, 0.0)], []
    for step in range(max_new_tokens):
        options = []
        for ids, score in live:
            logp = torch.log_softmax(model(torch.tensor([ids]))[0, -1], 0)
            options += [(ids + [t], score + x) for t, x in enumerate(logp.tolist())]
        options.sort(key=lambda o: -o[1])
        for ids, score in options[:num_beams]:
            if ids[-1] == eos_id:
                done.append((torch.tensor(ids), score / (step + 1) ** length_penalty))
        live = [o for o in options if o[0][-1] != eos_id][:num_beams]
        if len(done) >= num_beams:
            break
    done.sort(key=lambda h: -h[1])
    return done[:num_beams]
