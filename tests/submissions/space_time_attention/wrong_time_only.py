def space_time_attention(x):
    y = x.permute(0, 2, 1, 3)
    return ((y @ y.transpose(2, 3)) * y.size(3) ** -0.5).softmax(3).matmul(y).permute(0, 2, 1, 3)
