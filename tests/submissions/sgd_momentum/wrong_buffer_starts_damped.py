import torch


class Slot:
    def __init__(self, tensor):
        self.tensor = tensor
        self.velocity = torch.zeros_like(tensor, requires_grad=False)

    def update(self, lr, mu, decay, look_ahead):
        if self.tensor.grad is None:
            return
        with torch.no_grad():
            total = torch.add(self.tensor.grad, self.tensor, alpha=decay)
            self.velocity = mu * self.velocity + (1 - mu) * total
            move = total + mu * self.velocity if look_ahead else self.velocity
            self.tensor.copy_(self.tensor - lr * move)


class SGD:
    def __init__(self, params, lr, momentum=0.0, weight_decay=0.0, nesterov=False):
        self.slots = [Slot(p) for p in params]
        self.settings = lr, momentum, weight_decay, nesterov

    def step(self):
        [slot.update(*self.settings) for slot in self.slots]

    def zero_grad(self):
        for slot in self.slots:
            slot.tensor.grad = None
