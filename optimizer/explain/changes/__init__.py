"""Single changes that may let a family in, one a file: what it says, the problem it poses, and the least of it."""
