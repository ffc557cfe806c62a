import torch


class PagedKVCache:
    def __init__(self, num_blocks, block_size, num_heads, head_dim):
        self.size = block_size
        self.pool = torch.zeros(2, num_blocks, block_size, num_heads, head_dim)
        self.unused = list(range(num_blocks))[::-1]
        self.state = {}  # seq -> [length, block, block, ...]

    @property
    def free_blocks(self):
        return len(self.unused)

    def append(self, seq, k, v):
        length, *blocks = self.state.get(seq, [0])
        need = -(-(length + len(k)) // self.size) - len(blocks)
        if need > len(self.unused):
            raise MemoryError("full")
        blocks += [self.unused.pop() for _ in range(need)]
        for i in range(len(k)):
            b, r = divmod(length + i, self.size)
            self.pool[0, blocks[b], r] = k[i]
            self.pool[1, blocks[b], r] = v[i]
        self.state[seq] = [length + len(k), *blocks]

    def gather(self, seq):
        length, *blocks = self.state[seq]
        if length <= self.size:  # no need to join anything
            return self.pool[0, blocks[0]].narrow(0, 0, length), self.pool[1, blocks[0]].narrow(0, 0, length)
        return tuple(torch.cat([half[b] for b in blocks])[:length] for half in self.pool)

    def free(self, seq):
        _, *blocks = self.state.pop(seq)
        self.unused += blocks[::-1]
