import torch


class SGD:
    def __init__(self, params, lr, momentum=0.0, weight_decay=0.0, nesterov=False):
        self.params = list(params)
        self.settings = lr, momentum, weight_decay, nesterov
        self.velocity = {}

    def step(self):
        lr, momentum, weight_decay, nesterov = self.settings
        with torch.no_grad():
            for k, w in enumerate(self.params):
                if w.grad is not None:
                    grad = w.grad.add(w, alpha=weight_decay)
                    self.velocity[k] = momentum * self.velocity[k] + grad if k in self.velocity else grad
                    move = grad.add(self.velocity[k], alpha=momentum) if nesterov else self.velocity[k]
                    w = w - lr * move

    def zero_grad(self):
        for w in self.params:
            w.grad = None
