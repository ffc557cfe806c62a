import torch
from torch import Tensor

IGNORE = -100


def splice_image_tokens(
    text: Tensor, input_ids: Tensor, images: list[Tensor], image_token_id: int
) -> tuple[Tensor, Tensor]:
    marks = [t for t, token in enumerate(input_ids.tolist()) if token == image_token_id]
    if len(marks) != len(images):
        raise ValueError(f"found {len(marks)} image tokens but {len(images)} images")
    words = list(torch.tensor_split(text, marks))
    ids = list(torch.tensor_split(input_ids, marks))
    for k, image in enumerate(images, start=1):  # every piece but the first begins with its placeholder
        words[k] = torch.vstack([image, words[k][1:]])
        ids[k] = torch.hstack([torch.full_like(ids[k][:1], IGNORE).expand(len(image)), ids[k][1:]])
    return torch.vstack(words), torch.hstack(ids)
