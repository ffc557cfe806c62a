def lora_parameters(shapes, targets, r, num_layers):
    n, total = 0, 0
    for t in targets:
        out, inp = shapes[t]
        n += r * inp * out
    for out, inp in shapes.values():
        total += inp * out
    n, total = n * num_layers, total * num_layers
    return n, n / (n + total)
