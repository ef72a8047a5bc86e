"""Authorities as lawyers cite them: their names, full citations, and the table of authorities."""
