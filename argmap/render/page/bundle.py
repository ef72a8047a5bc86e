"""The modules of the page's script as one script: in the order of their imports, which are then taken out."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

from argmap.diagnostics import ArgmapError

ENTRY = "main"
_IMPORT = re.compile(r'^import \{[^}]*\} from "\./([a-z]+)\.js";\n', re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:const|let|function|class|async) )", re.MULTILINE)


@cache
def script(entry: str = ENTRY) -> str:
    """A module and all that it imports, each once, what is imported first. Raises ArgmapError where imports circle."""
    done: dict[str, str] = {}
    _add(entry, done, ())
    return "\n".join(done.values())


@cache
def resource(name: str) -> str:
    """The text of a file of the page."""
    return (files(__package__) / name).read_text(encoding="utf-8").replace("\r\n", "\n")


def modules() -> list[str]:
    """The names of all script files, in alphabetical order."""
    names = (path.name for path in (files(__package__) / "js").iterdir())
    return sorted(name for name in names if name.endswith(".js"))


def _add(name: str, done: dict[str, str], above: tuple[str, ...]) -> None:
    if name in above:
        raise ArgmapError(f"The page's script imports in a circle: {' → '.join((*above, name))}.")
    if name in done:
        return
    text = resource(f"js/{name}.js")
    for imported in _IMPORT.findall(text):
        _add(imported, done, (*above, name))
    done[name] = _EXPORT.sub("", _IMPORT.sub("", text)).strip() + "\n"
