def lora_parameters(shapes, targets, r, num_layers):
    lora = sum(shapes[t][0] * r + r * shapes[t][1] for t in targets) * num_layers
    return lora, lora / sum(o * i * num_layers for o, i in shapes.values())
