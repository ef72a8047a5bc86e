"""Changes to argument files that keep everything else as it was written."""
