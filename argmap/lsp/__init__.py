"""The language server: what an editor asks, answered in its protocol."""
