"""Data that argmap brings along: what words and keys mean."""
