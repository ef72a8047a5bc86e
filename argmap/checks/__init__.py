"""Checks: one gap a file. Each module holds one decorated function; `registry` finds them all."""
