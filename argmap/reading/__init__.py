"""From files to a map: YAML text with the span of every value, pydantic models, one merged map, every defect."""
