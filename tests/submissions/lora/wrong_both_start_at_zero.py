from torch import nn


class LoRALinear(nn.Module):
    def __init__(self, base, r, alpha):
        super().__init__()
        self.base = base
        for p in self.base.parameters():
            p.requires_grad_(False)
        self.lora_A = nn.Parameter(base.weight.new_zeros((r, base.in_features)))
        self.lora_B = nn.Parameter(base.weight.new_zeros((base.out_features, r)))
        self.s = alpha / r
        self.on = False

    def forward(self, x):
        if self.on:
            return self.base(x)
        return self.base(x) + self.s * nn.functional.linear(nn.functional.linear(x, self.lora_A), self.lora_B)

    def merge(self):
        if not self.on:
            self.base.weight.data += self.s * self.lora_B.data @ self.lora_A.data
        self.on = True

    def unmerge(self):
        if self.on:
            self.base.weight.data -= self.s * self.lora_B.data @ self.lora_A.data
        self.on = False
