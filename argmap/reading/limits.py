"""The limits on what argmap reads; past one of them a file is refused with a clear error."""

FILE_BYTES = 64 * 1024 * 1024
NESTING = 40
VALUES = 4_000_000
PARTS = 200_000
"""How many parts of one broken block are looked at one by one; the last of them takes in the rest."""
FILES = 20_000
ENTRIES = 200_000
"""How many files and folders are looked at to find argument files."""
FOLDERS_DEEP = 50
SAME_DEFECT = 20
"""How many defects of one code one file shows one by one; the rest of them are counted."""
