"""Every code of a defect that reading reports: what it means, and what to do."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

DEFECTS: Mapping[str, tuple[str, str]] = MappingProxyType({})
