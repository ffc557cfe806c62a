def lora_parameters(shapes, targets, r, num_layers):
    trained = 0
    for t in targets:
        trained += r * sum(shapes[t])
    everything = trained
    for a, b in shapes.values():
        everything += a * b
    return trained, trained / everything
