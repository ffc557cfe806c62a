

class Adam:
    def __init__(self, params, lr=1e-3, betas=(0.9, 0.999), eps=1e-8, weight_decay=0.0, decoupled=False):
        self.tracks = [(p, [0, None, None]) for p in params]
        self.hyper = lr, betas, eps, weight_decay, decoupled

    def step(self):
        lr, betas, eps, decay, decoupled = self.hyper
        for p, track in self.tracks:
            if p.grad is None:
                continue
            value, slope = p.detach(), p.grad.detach()
            if decay:
                slope = slope + decay * value
            track[0] += 1
            for slot, beta, sample in ((1, betas[0], slope), (2, betas[1], slope.square())):
                gain = (1 - beta) / (1 - beta ** track[0])
                track[slot] = sample.clone() if track[slot] is None else track[slot] + gain * (sample - track[slot])
            p.data.copy_(value - lr * track[1] / (track[2].sqrt() + eps))

    def zero_grad(self):
        for p, _ in self.tracks:
            p.grad = None
