import torch


def splice_image_tokens(text, input_ids, images, image_token_id):
    mask = input_ids == image_token_id
    if mask.sum().item() != len(images):
        raise ValueError("count")
    out, lab = [], []
    for t in range(text.size(0)):
        if mask[t]:
            out.extend(images[0].unbind(0))
            lab.extend([-100] * len(images[0]))
        else:
            out.append(text[t])
            lab.append(int(input_ids[t]))
    return torch.stack(out), torch.tensor(lab)
