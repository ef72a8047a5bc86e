"""How diagnostics and evaluations are put on paper or screen: one file a format."""
