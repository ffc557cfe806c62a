import torch
from torch import nn


class PagedKVCache(nn.Module):
    def __init__(self, num_blocks, block_size, num_heads, head_dim):
        super().__init__()
        self.block_size = block_size
        self.register_buffer("kp", torch.zeros(num_blocks, block_size, num_heads, head_dim))
        self.register_buffer("vp", torch.zeros(num_blocks, block_size, num_heads, head_dim))
        self.blocks, self.lens, self.pool = {}, {}, list(range(num_blocks))

    @property
    def free_blocks(self):
        return len(self.pool)

    @torch.no_grad()
    def append(self, seq, k, v):
        n = self.lens.get(seq, 0)
        total = n + k.shape[0]
        extra = (total + self.block_size - 1) // self.block_size - len(self.blocks.get(seq, ()))
        if extra > len(self.pool):
            raise MemoryError
        if seq not in self.blocks:
            self.blocks[seq] = []
        for _ in range(extra):
            self.blocks[seq].append(self.pool.pop(0))
        i = 0
        while i < k.shape[0]:
            b, o = divmod(n + i, self.block_size)
            m = min(self.block_size - o, k.shape[0] - i)
            self.kp[self.blocks[seq][b], o : o + m].copy_(k[i : i + m])
            self.vp[self.blocks[seq][b], o : o + m].copy_(v[i : i + m])
            i += m
        self.lens[seq] = total

    def gather(self, seq):
        ks, vs = [], []
        for j, b in enumerate(self.blocks[seq]):
            r = min(self.block_size, self.lens[seq] - j * self.block_size)
            ks.append(self.kp[b, :r])
            vs.append(self.vp[b, :r])
        return torch.cat(ks), torch.cat(vs)

    def free(self, seq):
        if seq not in self.blocks:
            raise KeyError(seq)
        self.pool.extend(self.blocks.pop(seq))
        self.lens.pop(seq)
