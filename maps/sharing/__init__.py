"""What one reader outside the planning team may see of a plan: made with less, never hidden afterwards."""
