"""Branch and price: nodes, cut loop, branching and the incumbent."""
