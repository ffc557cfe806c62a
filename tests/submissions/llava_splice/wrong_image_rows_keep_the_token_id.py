import torch


def splice_image_tokens(text, input_ids, images, image_token_id):
    at = torch.where(input_ids == image_token_id)[0]
    if at.numel() != len(images):
        raise ValueError("count")
    for place, image in reversed(list(zip(at.tolist(), images))):
        ids = torch.full((image.shape[0],), image_token_id, dtype=input_ids.dtype)
        text = torch.cat([text[:place], image, text[place + 1 :]])
        input_ids = torch.cat([input_ids[:place], ids, input_ids[place + 1 :]])
    return text.clone(), input_ids.clone()
