import torch


class PagedKVCache:
    def __init__(self, num_blocks, block_size, num_heads, head_dim):
        self.size = block_size
        self.keys = torch.zeros(num_blocks * block_size, num_heads, head_dim)
        self.values = torch.zeros(num_blocks * block_size, num_heads, head_dim)
        self.unused = list(range(num_blocks))
        self.slots, self.blocks = {}, {}

    @property
    def free_blocks(self):
        return len(self.unused)

    def append(self, seq, k, v):
        slots = self.slots.setdefault(seq, [])
        blocks = self.blocks.setdefault(seq, [])
        for key, value in zip(k, v):
            if len(slots) % self.size == 0:
                try:
                    blocks.append(self.unused.pop(0))
                except IndexError:
                    raise MemoryError("full") from None
            slot = blocks[-1] * self.size + len(slots) % self.size
            self.keys[slot], self.values[slot] = key, value
            slots.append(slot)

    def gather(self, seq):
        return self.keys[self.slots[seq]], self.values[self.slots[seq]]

    def free(self, seq):
        self.unused.extend(self.blocks.pop(seq))
        del self.slots[seq]
