import torch


def splice_image_tokens(text, input_ids, images, image_token_id):
    is_img = input_ids.eq(image_token_id)
    if int(is_img.sum()) != len(images):
        raise ValueError("count")
    sizes = torch.ones_like(input_ids)
    sizes[is_img] = torch.tensor([i.shape[0] for i in images], dtype=torch.int64)
    ends = sizes.cumsum(0)
    out = text.new_zeros(int(ends[-1]), text.shape[1])
    labels = torch.full((int(ends[-1]),), -100, dtype=torch.long)
    starts = ends - sizes
    out[starts[~is_img]] = text[~is_img]
    labels[starts[~is_img]] = input_ids[~is_img]
    for s, im in zip(starts[is_img].tolist(), images):
        out[s : s + len(im)] = im
    return out, labels
