"""Many regions, many scenarios, unattended: every run in a folder of its own, and all of them in one table."""
