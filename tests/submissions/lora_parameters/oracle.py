def lora_parameters(shapes, targets, r, num_layers):
    """Counts entry by entry of the factors' shapes."""
    lora = base = 0
    for _ in range(num_layers):
        for name in sorted(targets):
            out, inp = shapes[name]
            for shape in [(r, inp), (out, r)]:
                lora += shape[0] * shape[1]
        for out, inp in shapes.values():
            base += out * inp
    return lora, lora / (lora + base)
