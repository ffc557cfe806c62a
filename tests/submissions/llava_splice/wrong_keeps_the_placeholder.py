import torch


def splice_image_tokens(text, input_ids, images, image_token_id):
    ids = input_ids.tolist()
    if ids.count(image_token_id) != len(images):
        raise ValueError("count")
    out, lab, k = [], [], 0
    for t, token in enumerate(ids):
        if token == image_token_id:
            out.append(images[k])
            lab.extend([-100] * images[k].size(0))
            k += 1
        out.append(text[t : t + 1])
        lab.append(token)
    return torch.cat(out, dim=0), torch.tensor(lab)
