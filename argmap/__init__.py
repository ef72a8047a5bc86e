"""argmap maps legal arguments: checked YAML, what stands and why, what is missing, drawn as diagrams."""

__version__ = "0.1.0"
