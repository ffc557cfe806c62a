"""One token at a time."""

import torch


def splice_image_tokens(text, input_ids, images, image_token_id):
    if input_ids.tolist().count(image_token_id) != len(images):
        raise ValueError("count")
    remaining, rows, labels = list(images), [], []
    for t, token in enumerate(input_ids.tolist()):
        if token == image_token_id:
            for row in remaining.pop(0):
                rows.append(row)
                labels.append(-100)
        else:
            rows.append(text[t])
            labels.append(token)
    return torch.stack(rows), torch.tensor(labels, dtype=torch.int64)
