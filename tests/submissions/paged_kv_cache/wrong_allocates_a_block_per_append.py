import torch


class PagedKVCache:
    def __init__(self, num_blocks, block_size, num_heads, head_dim):
        self.size = block_size
        self.pool = torch.zeros(num_blocks, 2, block_size, num_heads, head_dim)
        self.unused = list(range(num_blocks))
        self.pieces = {}  # seq -> [(block, rows used)]

    @property
    def free_blocks(self):
        return len(self.unused)

    def append(self, seq, k, v):
        chunks = list(zip(k.split(self.size), v.split(self.size)))
        if len(chunks) > len(self.unused):
            raise MemoryError("full")
        pieces = self.pieces.setdefault(seq, [])
        for a, b in chunks:
            block = self.unused.pop(0)
            self.pool[block, 0, : len(a)], self.pool[block, 1, : len(b)] = a, b
            pieces.append((block, len(a)))

    def gather(self, seq):
        pieces = self.pieces[seq]
        keys = torch.cat([self.pool[block, 0, :used] for block, used in pieces])
        values = torch.cat([self.pool[block, 1, :used] for block, used in pieces])
        return keys, values

    def free(self, seq):
        self.unused += [block for block, _ in self.pieces.pop(seq)]
