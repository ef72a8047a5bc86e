"""The command line: the only code that prints, and the only code that chooses an exit code."""
