"""The JSON Schema and the reader agree: files changed at random are refused by both or by neither."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

import core_yaml
import jsonschema
import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from argmap.analysis import analyse
from argmap.cli.init import project
from argmap.diagnostics import Severity
from argmap.schema import file_schema

ROOT = Path(__file__).parents[1]
VALIDATOR = jsonschema.Draft7Validator(file_schema())
# What no schema can know: whether ids are defined, used once, of the right kind.
BETWEEN_ENTRIES = re.compile(
    r"dangling-id|wrong-kind|self-reference|duplicate-|contradiction|unknown-element|uses-"
    r"|link-outside-project|elements-not-named"
)
# What the schema leaves to the reader: whether a date exists, whether a url is one.
LEFT_TO_THE_READER = re.compile(r"is no date|`url` of|is not complete")
VALUES = (
    *(
        "x y",
        "an-id",
        "2020-01-01",
        "yes",
        "weak",
        "all",
        "at-least 2",
        "",
        "an-id ",
        " an-id",
        "an-id  ",
        "1.10",
        7,
        1.5,
        2020,
        True,
        False,
    ),
    *([], {}, ["a", "b"], ["x"], {"id": "q", "text": "t"}, {"text": "t"}, {"assertion": "z"}, {"at-least": 2}),
    *({"cite": "x"}, {"from": "2020", "to": "2021"}, {"party": "p"}, [{"premises": ["a"]}]),
)
KEYS = (
    "text",
    "kind",
    "zzz",
    "how",
    "premises",
    "because",
    "counters",
    "id",
    "mode",
    "on",
    "tags",
    "from",
    "assertion",
)


def originals() -> list[Any]:
    found = [core_yaml.load(project()["arguments/first-map.yaml"])]
    page = (ROOT / "docs" / "file-format.md").read_text(encoding="utf-8")
    examples = re.findall(r"^```yaml\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)
    found.extend({"argmap": 1, **core_yaml.load(text)} for text in examples)
    return [{key: value for key, value in data.items() if key != "uses"} for data in found]


ORIGINALS = originals()


def places(data: Any) -> Iterator[tuple[Any, Any]]:
    """Every container inside the data with every key or index it has."""
    for key in list(data) if isinstance(data, dict) else range(len(data)):
        yield data, key
        if isinstance(data[key], (dict, list)):
            yield from places(data[key])


def changed(random: Random) -> Any:
    data = json.loads(json.dumps(random.choice(ORIGINALS)))
    holder, key = random.choice(list(places(data)))
    match random.randrange(4):
        case 0:
            del holder[key]
        case 1 if isinstance(holder, dict):
            holder[random.choice(KEYS)] = random.choice(VALUES)
        case 2 if isinstance(holder, dict):
            holder["Not An Id"] = holder.pop(key)
        case _:
            holder[key] = random.choice(VALUES)
    return data


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("agrees")
    (folder / "argmap.toml").touch()
    return folder / "changed.yaml"


@given(st.randoms(use_true_random=False))
@settings(max_examples=200, suppress_health_check=[HealthCheck.too_slow])
def test_schema_and_reader_agree(file: Path, random: Random) -> None:
    text = yaml.dump(changed(random), allow_unicode=True, sort_keys=False, width=10_000)
    file.write_text(text, encoding="utf-8")
    (analysis,) = analyse([file])
    errors = [item for item in analysis.reading.defects if item.severity is Severity.ERROR]
    read = [item.message for item in errors if not BETWEEN_ENTRIES.match(item.check)]
    schema = [f"{list(error.absolute_path)}: {error.message}" for error in VALIDATOR.iter_errors(core_yaml.load(text))]
    if schema or any(not LEFT_TO_THE_READER.search(message) for message in read):
        assert bool(schema) == bool(read), f"{text}\nschema: {schema[:3]}\nreader: {read[:3]}"
