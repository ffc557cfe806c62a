

class SGD:
    """State in a dictionary by the parameter's id, updates in place on .data."""

    def __init__(self, params, lr, momentum=0.0, weight_decay=0.0, nesterov=False):
        self.params = list(params)
        self.config = dict(lr=lr, mu=momentum, wd=weight_decay, nesterov=nesterov)
        self.state = {}

    def zero_grad(self):
        for param in self.params:
            if param.grad is not None:
                param.grad = None

    def _direction(self, param):
        grad = param.grad.detach().clone()
        if self.config["wd"] != 0:
            grad.add_(param.detach(), alpha=self.config["wd"])
        if self.config["mu"] == 0:
            return grad
        if id(param) in self.state:
            self.state[id(param)].mul_(self.config["mu"]).add_(grad)
        else:
            self.state[id(param)] = grad.clone()
        velocity = self.state[id(param)]
        return velocity

    def step(self):
        for param in self.params:
            if param.grad is not None:
                param.data.add_(self._direction(param), alpha=-self.config["lr"])
