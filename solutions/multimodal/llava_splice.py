"""Visual tokens inside the prompt (H. Liu et al., "Visual Instruction Tuning", NeurIPS 2023).

The sequence is cut at its image tokens; between the pieces go the images' rows. The labels grow along: an image's
rows are nothing that the language model should predict, and -100 is what cross-entropy ignores."""

import torch
from torch import Tensor


def splice_image_tokens(
    text: Tensor, input_ids: Tensor, images: list[Tensor], image_token_id: int
) -> tuple[Tensor, Tensor]:
    places = (input_ids == image_token_id).nonzero().flatten().tolist()
    if len(places) != len(images):
        raise ValueError(f"{len(places)} image tokens for {len(images)} images")
    rows, labels, start = [], [], 0
    for place, image in zip(places, images):
        rows += [text[start:place], image]
        labels += [input_ids[start:place], input_ids.new_full((len(image),), -100)]
        start = place + 1  # the placeholder itself goes
    return torch.cat([*rows, text[start:]]), torch.cat([*labels, input_ids[start:]])  # [T', E], [T']
