import torch


class PagedKVCache:
    def __init__(self, num_blocks, block_size, num_heads, head_dim):
        self.size = block_size
        self.keys = torch.zeros(num_blocks, block_size, num_heads, head_dim)
        self.values = torch.zeros(num_blocks, block_size, num_heads, head_dim)
        self.unused = set(range(num_blocks))
        self.tables, self.lengths = {}, {}

    @property
    def free_blocks(self):
        return len(self.unused)

    def append(self, seq, k, v):
        table, length = list(self.tables.get(seq, [])), self.lengths.get(seq, 0)
        want = (length + len(k)) // self.size + 1
        fresh = sorted(self.unused)[: want - len(table)]
        if len(table) + len(fresh) < want:
            raise MemoryError("full")
        self.unused -= set(fresh)
        table += fresh
        for i, (key, value) in enumerate(zip(k, v), start=length):
            self.keys[table[i // self.size], i % self.size] = key
            self.values[table[i // self.size], i % self.size] = value
        self.tables[seq], self.lengths[seq] = table, length + len(k)

    def gather(self, seq):
        table, length = self.tables[seq], self.lengths[seq]
        return self.keys[table].flatten(0, 1)[:length], self.values[table].flatten(0, 1)[:length]

    def free(self, seq):
        self.unused |= set(self.tables.pop(seq))
        self.lengths.pop(seq)
