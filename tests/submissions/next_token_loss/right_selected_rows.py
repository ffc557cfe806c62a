import torch


def next_token_loss(logits, input_ids, pad_id):
    """Only the counted positions are ever looked at."""
    batch, place = torch.nonzero(input_ids[:, 1:] != pad_id, as_tuple=True)
    scores = logits[batch, place]
    truth = input_ids[batch, place + 1]
    losses = torch.logsumexp(scores, dim=1) - scores[torch.arange(len(truth)), truth]
    return losses.sum() / max(len(truth), 1)
