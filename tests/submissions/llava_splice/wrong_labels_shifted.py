import torch


def splice_image_tokens(text, input_ids, images, image_token_id):
    tokens = input_ids.tolist()
    if sum(t == image_token_id for t in tokens) != len(images):
        raise ValueError("count")
    it = iter(images)
    rows, labels = [], []
    for t, token in enumerate(tokens):
        if token == image_token_id:
            image = next(it)
            rows.append(image)
            labels += [-100] * len(image)
        else:
            rows.append(text[t].unsqueeze(0))
            labels.append(token)
    return torch.cat(rows), torch.tensor(labels[1:] + [-100])
