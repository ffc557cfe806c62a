def lora_parameters(shapes, targets, r, num_layers):
    a_size, b_size, total = 0, 0, 0
    for t in targets:
        a_size += r * shapes[t][1]
        b_size += shapes[t][0] * r
    for m in shapes:
        total += shapes[m][0] * shapes[m][1]
    trained = (a_size + b_size) * num_layers
    return trained, trained / (total * num_layers + trained)
