def lora_parameters(shapes, targets, r, num_layers):
    lora = base = 0
    for name, (out, inp) in shapes.items():
        base += out * inp * num_layers
        if name in targets:
            lora += (out * r + r * inp) * num_layers
    return lora, lora / (base + lora)
