import torch
from torch import Tensor


def splice_image_tokens(
    text: Tensor, input_ids: Tensor, images: list[Tensor], image_token_id: int
) -> tuple[Tensor, Tensor]:
    is_image = input_ids.eq(image_token_id)
    if int(is_image.sum()) != len(images):
        raise ValueError("as many images as image tokens are needed")
    widths = torch.ones_like(input_ids)
    widths[is_image] = torch.tensor([image.shape[0] for image in images], dtype=input_ids.dtype)
    source = torch.repeat_interleave(torch.arange(len(input_ids)), widths)  # [T'], the token each row comes from
    from_image = is_image[source]
    labels = torch.where(from_image, -100, input_ids[source])
    rows = text[source]
    if from_image.any():
        rows = rows.masked_scatter(from_image[:, None], torch.cat(images))
    return rows, labels
