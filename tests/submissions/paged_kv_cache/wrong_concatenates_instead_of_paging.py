"""One growing tensor a sequence; the number of blocks is worked out from the lengths."""

import math

import torch


class PagedKVCache:
    def __init__(self, num_blocks, block_size, num_heads, head_dim):
        self.num_blocks, self.block_size = num_blocks, block_size
        self.empty = torch.zeros(0, 2, num_heads, head_dim)
        self.store = {}

    def used(self, store):
        return sum(math.ceil(len(both) / self.block_size) for both in store.values())

    @property
    def free_blocks(self):
        return self.num_blocks - self.used(self.store)

    def append(self, seq, k, v):
        new = torch.stack([k, v], dim=1).float()
        store = {**self.store, seq: torch.vstack([self.store.get(seq, self.empty), new])}
        if self.used(store) > self.num_blocks:
            raise MemoryError("full")
        self.store = store

    def gather(self, seq):
        return self.store[seq][:, 0].clone(), self.store[seq][:, 1].clone()

    def free(self, seq):
        self.store.pop(seq)
