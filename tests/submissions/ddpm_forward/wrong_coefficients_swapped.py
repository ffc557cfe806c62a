import torch


def ddpm_forward(x0, t, noise, betas):
    shares = []
    product = 1.0
    for beta in betas.unbind():
        product = product * (1.0 - beta)
        shares.append(product)
    share = torch.stack(shares).gather(0, t).unsqueeze(1)
    batch = x0.shape[0]
    mixed = share**0.5 * noise.reshape(batch, -1) + (1.0 - share) ** 0.5 * x0.reshape(batch, -1)
    return mixed.reshape(x0.shape)
