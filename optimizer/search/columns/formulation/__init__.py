"""What the other rooms compute with: grouped families, columns in pools, subset-row cuts, side constraints."""
