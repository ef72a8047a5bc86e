"""YAML as an editor reads it before it looks at the schema: the core types of YAML 1.2 and no others."""

import json
import re
from typing import Any

import yaml


class CoreLoader(yaml.CSafeLoader):
    """Reads true and false, null, whole numbers and decimal ones; everything else is text, dates and `on` too."""

    yaml_implicit_resolvers: dict[str, Any] = {}  # noqa: RUF012  # PyYAML fills the class attribute


for _tag, _pattern, _first in (
    ("bool", r"^(?:true|True|TRUE|false|False|FALSE)$", "tTfF"),
    ("null", r"^(?:~|null|Null|NULL|)$", ["~", "n", "N", ""]),
    ("int", r"^[-+]?[0-9]+$", "-+0123456789"),
    ("int", r"^0x[0-9a-fA-F]+$", "0"),
    ("float", r"^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$", "-+.0123456789"),
):
    CoreLoader.add_implicit_resolver(f"tag:yaml.org,2002:{_tag}", re.compile(_pattern), list(_first))


def load(text: str) -> Any:
    """The text as plain data, keys as text, as JSON has it."""
    return json.loads(json.dumps(yaml.load(text, CoreLoader)))  # a safe loader
