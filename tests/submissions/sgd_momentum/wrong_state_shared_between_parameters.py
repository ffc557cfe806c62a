import torch


class SGD:
    def __init__(self, params, lr, momentum=0.0, weight_decay=0.0, nesterov=False):
        self.params, self.lr, self.momentum = params, lr, momentum
        self.weight_decay, self.nesterov = weight_decay, nesterov
        self.velocity = None

    def step(self):
        with torch.no_grad():
            for p in self.params:
                if p.grad is None:
                    continue
                grad = p.grad.add(p, alpha=self.weight_decay)
                if self.velocity is None:
                    self.velocity = grad
                else:
                    self.velocity = self.velocity.mul(self.momentum).add(grad)
                update = self.velocity
                if self.nesterov:
                    update = grad + self.momentum * self.velocity
                p.sub_(update, alpha=self.lr)

    def zero_grad(self):
        for p in self.params:
            p.grad = None
