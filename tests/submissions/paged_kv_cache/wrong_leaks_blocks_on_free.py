import torch


class PagedKVCache:
    def __init__(self, num_blocks, block_size, num_heads, head_dim):
        self.size, self.next_block, self.num_blocks = block_size, 0, num_blocks
        self.keys = torch.zeros(num_blocks * block_size, num_heads, head_dim)
        self.values = torch.zeros(num_blocks * block_size, num_heads, head_dim)
        self.slots = {}

    @property
    def free_blocks(self):
        return self.num_blocks - self.next_block

    def append(self, seq, k, v):
        slots = list(self.slots.get(seq, []))
        upcoming = self.next_block
        for _ in range(len(k)):
            if len(slots) % self.size == 0:
                if upcoming == self.num_blocks:
                    raise MemoryError("full")
                slots.append(upcoming * self.size)
                upcoming += 1
            else:
                slots.append(slots[-1] + 1)
        self.next_block = upcoming
        new = slots[len(slots) - len(k) :]
        self.keys[new], self.values[new] = k.float(), v.float()
        self.slots[seq] = slots

    def gather(self, seq):
        return self.keys[self.slots[seq]], self.values[self.slots[seq]]

    def free(self, seq):
        del self.slots[seq]
