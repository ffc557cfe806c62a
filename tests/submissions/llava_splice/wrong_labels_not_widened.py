import torch


def splice_image_tokens(text, input_ids, images, image_token_id):
    labels = input_ids.clone()
    labels[labels == image_token_id] = -100
    queue = iter(images)
    pieces = []
    try:
        for row, token in zip(text, input_ids):
            pieces.append(next(queue) if token == image_token_id else row[None])
    except StopIteration:
        raise ValueError("too few images") from None
    if next(queue, None) is not None:
        raise ValueError("too many images")
    return torch.cat(pieces), labels
