"""One pool for both, written a token at a time; what is free is a set."""

import math

import torch


class PagedKVCache:
    def __init__(self, num_blocks, block_size, num_heads, head_dim):
        self.pool = torch.zeros((num_blocks, block_size, 2, num_heads, head_dim), dtype=torch.float32)
        self.free_set = set(range(num_blocks))
        self.table = {}  # seq -> (blocks, length)

    @property
    def free_blocks(self):
        return len(self.free_set)

    def append(self, seq, k, v):
        size = self.pool.shape[1]
        blocks, length = self.table.get(seq, ((), 0))
        need = math.ceil((length + len(k)) / size) - len(blocks)
        if need > len(self.free_set):
            raise MemoryError(f"{need} blocks for sequence {seq}")
        blocks = (*blocks, *(self.free_set.pop() for _ in range(need)))
        for key, value in zip(k, v):
            self.pool[blocks[length // size], length % size, 0] = key
            self.pool[blocks[length // size], length % size, 1] = value
            length += 1
        self.table[seq] = (blocks, length)

    def gather(self, seq):
        if seq not in self.table:
            raise KeyError(seq)
        blocks, length = self.table[seq]
        both = torch.cat([self.pool[block] for block in blocks])[:length].clone()
        return both[:, 0], both[:, 1]

    def free(self, seq):
        if seq not in self.table:
            raise KeyError(seq)
        blocks, _ = self.table.pop(seq)
        self.free_set.update(blocks)
