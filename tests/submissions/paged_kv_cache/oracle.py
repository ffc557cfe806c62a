"""Brute force: a list of tokens for each sequence, and blocks that are only counted."""

import torch


class PagedKVCache:
    def __init__(self, num_blocks, block_size, num_heads, head_dim):
        self.total, self.size = num_blocks, block_size
        self.tokens = {}

    @property
    def free_blocks(self):
        return self.total - sum((len(held) + self.size - 1) // self.size for held in self.tokens.values())

    def append(self, seq, k, v):
        before = self.tokens.get(seq, [])
        self.tokens[seq] = before + [(k[i].float().clone(), v[i].float().clone()) for i in range(k.shape[0])]
        if self.free_blocks < 0:
            self.tokens[seq] = before
            if not before:
                del self.tokens[seq]
            raise MemoryError("out of blocks")

    def gather(self, seq):
        held = self.tokens[seq]
        return torch.stack([k for k, _ in held]), torch.stack([v for _, v in held])

    def free(self, seq):
        del self.tokens[seq]
