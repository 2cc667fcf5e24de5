"""The screen: a small server on this computer, and the pages that a browser shows of it."""
