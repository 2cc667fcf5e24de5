"""The policy: what a user sets, read from a file or from options, and the problem that it poses."""
