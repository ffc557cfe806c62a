"""Flat slot numbers, as in vLLM's slot mapping; the free list is a queue."""

from collections import deque

import torch


class Sequence:
    def __init__(self):
        self.blocks = []
        self.length = 0


class PagedKVCache:
    def __init__(self, num_blocks, block_size, num_heads, head_dim):
        self.block_size = block_size
        self.k_slots = torch.empty(num_blocks * block_size, num_heads, head_dim)
        self.v_slots = torch.empty_like(self.k_slots)
        self.queue = deque(range(num_blocks))
        self.sequences = {}

    @property
    def free_blocks(self):
        return len(self.queue)

    def slots(self, sequence, start, stop):
        return torch.tensor(
            [sequence.blocks[t // self.block_size] * self.block_size + t % self.block_size for t in range(start, stop)]
        )

    def append(self, seq, k, v):
        sequence = self.sequences.get(seq, Sequence())
        room = len(sequence.blocks) * self.block_size - sequence.length
        extra = max(0, k.size(0) - room)
        wanted = (extra + self.block_size - 1) // self.block_size
        if wanted > self.free_blocks:
            raise MemoryError
        for _ in range(wanted):
            sequence.blocks.append(self.queue.popleft())
        index = self.slots(sequence, sequence.length, sequence.length + k.size(0))
        self.k_slots[index] = k.to(self.k_slots.dtype)
        self.v_slots[index] = v.to(self.v_slots.dtype)
        sequence.length += k.size(0)
        self.sequences[seq] = sequence

    def gather(self, seq):
        sequence = self.sequences[seq]
        index = self.slots(sequence, 0, sequence.length)
        return self.k_slots.index_select(0, index), self.v_slots.index_select(0, index)

    def free(self, seq):
        self.queue.extend(self.sequences.pop(seq).blocks)
