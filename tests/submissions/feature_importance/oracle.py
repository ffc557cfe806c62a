"""scikit-learn's own tree, filled with the arrays, computes its importances."""

import numpy as np
from sklearn.tree import DecisionTreeClassifier
from sklearn.tree._tree import Tree


def feature_importance(feature, samples, impurity, left, right, num_features):
    count = len(feature)
    layout = DecisionTreeClassifier(max_depth=1).fit([[0.0], [1.0]], [0, 1]).tree_.__getstate__()["nodes"].dtype
    nodes = np.zeros(count, dtype=layout)
    nodes["left_child"], nodes["right_child"] = left, right
    nodes["feature"] = np.where(left < 0, -2, feature)
    nodes["impurity"] = impurity
    nodes["n_node_samples"] = np.ceil(samples)
    nodes["weighted_n_node_samples"] = samples
    tree = Tree(num_features, np.array([1], dtype=np.intp), 1)
    tree.__setstate__({"max_depth": count, "node_count": count, "nodes": nodes, "values": np.zeros((count, 1, 1))})
    return np.array(tree.compute_feature_importances(normalize=True))
