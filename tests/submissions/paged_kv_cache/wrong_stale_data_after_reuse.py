from collections import defaultdict

import torch


class PagedKVCache:
    def __init__(self, num_blocks, block_size, num_heads, head_dim):
        self.size = block_size
        self.pool = torch.zeros(2, num_blocks, block_size, num_heads, head_dim)
        self.unused = list(reversed(range(num_blocks)))
        self.tables = {}
        self.filled = defaultdict(int)

    @property
    def free_blocks(self):
        return len(self.unused)

    def append(self, seq, k, v):
        table = self.tables.get(seq, [])
        end = self.filled[seq] + len(k)
        need = (end + self.size - 1) // self.size - len(table)
        if need > len(self.unused):
            raise MemoryError("full")
        self.tables[seq] = table = table + [self.unused.pop() for _ in range(need)]
        for i in range(len(k)):
            block, row = divmod(self.filled[seq] + i, self.size)
            self.pool[0, table[block], row], self.pool[1, table[block], row] = k[i], v[i]
        self.filled[seq] = end

    def gather(self, seq):
        both = torch.cat([self.pool[:, block] for block in self.tables[seq]], dim=1)[:, : self.filled[seq]]
        return both[0].clone(), both[1].clone()

    def free(self, seq):
        self.unused.extend(reversed(self.tables.pop(seq)))
