"""The routes of the screen, one module an area; each gives its own list."""
