"""`python -m argmap`."""

from argmap.cli.start import run

if __name__ == "__main__":
    run()
