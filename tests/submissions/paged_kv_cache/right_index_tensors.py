import torch


class PagedKVCache:
    def __init__(self, num_blocks, block_size, num_heads, head_dim):
        self.block_size = block_size
        self.K = torch.zeros(num_blocks, block_size, num_heads, head_dim)
        self.V = torch.zeros_like(self.K)
        self.available = list(range(num_blocks))
        self.tables, self.lengths = {}, {}

    free_blocks = property(lambda self: len(self.available))

    def append(self, seq, k, v):
        table, start = list(self.tables.get(seq, [])), self.lengths.get(seq, 0)
        stop = start + k.shape[0]
        need = max(0, -(-stop // self.block_size) - len(table))
        if need > len(self.available):
            raise MemoryError("the pool is exhausted")
        table += self.available[:need]
        del self.available[:need]
        positions = torch.arange(start, stop)
        blocks = torch.tensor(table)[positions // self.block_size]
        self.K[blocks, positions % self.block_size] = k.to(torch.float32)
        self.V[blocks, positions % self.block_size] = v.to(torch.float32)
        self.tables[seq], self.lengths[seq] = table, stop

    def gather(self, seq):
        positions = torch.arange(self.lengths[seq])
        blocks = torch.tensor(self.tables[seq])[positions // self.block_size]
        rows = positions % self.block_size
        return self.K[blocks, rows], self.V[blocks, rows]

    def free(self, seq):
        self.available.extend(self.tables.pop(seq))
        del self.lengths[seq]
