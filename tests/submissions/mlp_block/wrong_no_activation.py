from torch import nn


class Mlp(nn.Module):
    def __init__(self, in_features, hidden_features=None, out_features=None, drop=0.0):
        super().__init__()
        self.fc1 = nn.Linear(in_features, hidden_features or in_features)
        self.fc2 = nn.Linear(hidden_features or in_features, out_features or in_features)
        self.dropout = nn.Dropout(drop)

    def forward(self, x):
        for layer in (self.fc1, self.fc2):
            x = self.dropout(layer(x))
        return x
