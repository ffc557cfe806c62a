import torch


def splice_image_tokens(text, input_ids, images, image_token_id):
    pos = (input_ids == image_token_id).nonzero().flatten()
    if len(pos) != len(images):
        raise ValueError
    out, lab = text, input_ids
    for p, im in zip(pos.tolist(), images):
        out = torch.cat([out[:p], im, out[p + 1 :]])
        lab = torch.cat([lab[:p], torch.full((len(im),), -100), lab[p + 1 :]])
    return out, lab
