"""The live preview: the page of a map, kept current while its files are edited."""
