"""The limits on what argmap reads; past one of them a file is refused with a clear error."""

FILE_BYTES = 64 * 1024 * 1024
NESTING = 40
VALUES = 5_000_000
FILES = 20_000
SAME_DEFECT = 20
"""How many defects of one code one file may show one by one; the rest are counted in the last of them."""
REPAIRS = 25
"""How many broken blocks of one file are set aside before the rest of it is given up."""
SUGGESTIONS = 100
"""For how many unknown ids of a map the nearest ones are looked up."""
