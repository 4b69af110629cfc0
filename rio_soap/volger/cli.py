"""The command ``rio-data``."""


def main() -> None:
    """Not there yet: its commands come with the room."""
    raise SystemExit("rio-data: not built yet")
