"""A KV cache in pages: equal blocks of one pool, and a table of blocks for each sequence.

PagedAttention, the memory manager of vLLM (Kwon et al., SOSP 2023), borrows virtual memory from operating systems: a
sequence sees its tokens as one run, while its block table sends token t to row t % block_size of its block number
t // block_size, wherever in the pool that lies. What is reserved and not used is less than one block a sequence.
"""

import torch
from torch import Tensor


class PagedKVCache:
    def __init__(self, num_blocks: int, block_size: int, num_heads: int, head_dim: int):
        self.block_size = block_size
        self.keys = torch.zeros(num_blocks, block_size, num_heads, head_dim)
        self.values = torch.zeros(num_blocks, block_size, num_heads, head_dim)
        self.free_list = list(range(num_blocks))
        self.tables: dict[int, list[int]] = {}  # a sequence's blocks, in the order of its tokens
        self.lengths: dict[int, int] = {}

    @property
    def free_blocks(self) -> int:
        return len(self.free_list)

    def append(self, seq: int, k: Tensor, v: Tensor) -> None:
        size, table = self.block_size, self.tables.get(seq, [])
        start = self.lengths.get(seq, 0)
        stop = start + len(k)
        needed = -(-stop // size)
        missing = needed - len(table)
        if missing > len(self.free_list):  # refuse before anything is touched
            raise MemoryError(f"{missing} blocks are needed and {len(self.free_list)} are free")
        table.extend(self.free_list.pop() for _ in range(missing))
        for index in range(start // size, needed):  # the blocks that the new tokens fall into
            low, high = max(start, index * size), min(stop, (index + 1) * size)
            rows = slice(low - index * size, high - index * size)
            self.keys[table[index], rows] = k[low - start : high - start]
            self.values[table[index], rows] = v[low - start : high - start]
        self.tables[seq], self.lengths[seq] = table, stop

    def gather(self, seq: int) -> tuple[Tensor, Tensor]:
        blocks, length = torch.tensor(self.tables[seq]), self.lengths[seq]
        return self.keys[blocks].flatten(0, 1)[:length], self.values[blocks].flatten(0, 1)[:length]  # [L, H, D]

    def free(self, seq: int) -> None:
        self.free_list += self.tables.pop(seq)
        del self.lengths[seq]
