"""``python -m optimizer`` is the command ``constellations``, where no script of that name was installed."""

from optimizer.cli import main

if __name__ == "__main__":
    main()
