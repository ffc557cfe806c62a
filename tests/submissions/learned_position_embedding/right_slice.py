from torch import nn


class LearnedPositionEmbedding(nn.Module):
    def __init__(self, max_len: int, dim: int):
        super().__init__()
        self.max_len = max_len
        self.embedding = nn.Embedding(num_embeddings=max_len, embedding_dim=dim)

    def forward(self, x, offset: int = 0):
        end = offset + x.size(1)
        if end > self.max_len:
            raise ValueError(f"{end} positions, but only {self.max_len} are known")
        return self.embedding.weight[offset:end] + x
