"""Where foster families live: reading, places and distances. Knows nothing of grouping them."""
