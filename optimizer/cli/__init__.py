"""The command ``constellations``."""


def main() -> None:
    """Run the command."""
