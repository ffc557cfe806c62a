import torch


class PagedKVCache:
    def __init__(self, num_blocks, block_size, num_heads, head_dim):
        self.pool = torch.zeros(2, num_blocks * block_size, num_heads, head_dim)
        self.size = block_size
        self.unused = list(range(num_blocks))
        self.owned, self.count = {}, {}

    @property
    def free_blocks(self):
        return len(self.unused)

    def rows(self, seq, start, stop):
        blocks = self.owned[seq]
        return torch.tensor([blocks[t // self.size] * self.size + t % self.size for t in range(start, stop)])

    def append(self, seq, k, v):
        start = self.count.get(seq, 0)
        stop = start + k.shape[0]
        total = (stop + self.size - 1) // self.size
        new = total - len(self.owned.get(seq, []))
        if total > len(self.unused):
            raise MemoryError("no room")
        self.owned.setdefault(seq, []).extend(self.unused.pop(0) for _ in range(new))
        rows = self.rows(seq, start, stop)
        self.pool[0, rows], self.pool[1, rows] = k.float(), v.float()
        self.count[seq] = stop

    def gather(self, seq):
        out = self.pool[:, self.rows(seq, 0, self.count[seq])]
        return out[0], out[1]

    def free(self, seq):
        self.unused.extend(self.owned.pop(seq))
        del self.count[seq]
