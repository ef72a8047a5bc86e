"""What is different between two versions of a map: what was edited, and what that does to labels, outcomes and gaps."""

from argmap.difference.details import Detail, Fate
from argmap.difference.effects import Effects, Moved
from argmap.difference.entries import EntryChange
from argmap.difference.whole import Difference, Version, difference

__all__ = ["Detail", "Difference", "Effects", "EntryChange", "Fate", "Moved", "Version", "difference"]
