import torch


def splice_image_tokens(text, input_ids, images, image_token_id):
    out, lab = text.clone(), input_ids.clone()
    offset = 0
    for place, image in zip((input_ids == image_token_id).nonzero()[:, 0].tolist(), images):
        p = place + offset
        out = torch.cat((out[:p], image, out[p + 1 :]), 0)
        lab = torch.cat((lab[:p], torch.full((len(image),), -100), lab[p + 1 :]), 0)
        offset += len(image) - 1
    return out, lab
