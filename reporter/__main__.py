"""`python -m reporter` and the command `reporter`."""

from __future__ import annotations


def main() -> None:
    """Run the command line."""
    from reporter.cli import reporter

    reporter(prog_name="reporter")


if __name__ == "__main__":
    main()
