"""The interactive page of a map: one self-contained file with its pictures, its data and the script that joins them."""
