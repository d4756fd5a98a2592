"""The command `glossary`."""


def main() -> None:
    """Run the command line."""
