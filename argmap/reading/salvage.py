"""What can be read of an entry in which something is wrong, so that the rest of it is checked in the same run."""

from __future__ import annotations

from itertools import islice
from typing import Any

from pydantic import ValidationError

from argmap.model.values import Noun
from argmap.reading.wording import Steps

_TRIES = 3


def salvaged(model: type[Noun], body: Any) -> Noun | None:
    """The entry without what is wrong in it; None where too little is left.

    First the wrong keys are taken out one by one, then the fields of the entry that are still wrong. Items of lists
    keep their numbers, so a place in the result is the same place in the file.
    """
    if not isinstance(body, dict):
        return None
    data = _copied(body)
    for number in range(_TRIES):
        try:
            return model.model_validate(data)
        except ValidationError as error:
            for item in error.errors(include_url=False, include_input=False, include_context=False):
                _take_out(data, item["loc"], item["type"], as_field=number > 0)
    return None


def _take_out(data: dict[str, Any], loc: Steps, kind: str, *, as_field: bool) -> None:
    if not loc:  # the entry as a whole is wrong: its fields do not go together
        data.clear()
        return
    first, last = str(loc[0]), loc[-1]
    if kind == "missing" and len(loc) == 1:
        data[first] = "?"
        return
    holder = _at(data, loc[:-1])
    if isinstance(holder, dict) and isinstance(last, str) and last in holder and not as_field and kind != "missing":
        del holder[last]
    else:
        data.pop(first, None)


def _at(value: Any, loc: Steps) -> Any:
    """The value at a place that pydantic names, which counts one thing where a list may stand as item 0."""
    for number, step in enumerate(loc):
        if isinstance(value, dict) and isinstance(step, int):
            following = loc[number + 1] if number + 1 < len(loc) else None
            if following not in (None, "assertion", "element"):
                continue
            value = next(islice(value.values(), step, None), None) if following else value
        elif isinstance(value, dict):
            value = value.get(str(step))
        elif isinstance(value, list) and isinstance(step, int) and step < len(value):
            value = value[step]
        else:
            return None
    return value


def _copied(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _copied(item) for key, item in value.items()}
    return [_copied(item) for item in value] if isinstance(value, list) else value
