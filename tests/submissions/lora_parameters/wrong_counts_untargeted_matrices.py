def lora_parameters(shapes, targets, r, num_layers):
    lora = base = 0
    for out, inp in shapes.values():
        lora += r * out + r * inp
        base += out * inp
    return lora * num_layers, lora / (lora + base)
