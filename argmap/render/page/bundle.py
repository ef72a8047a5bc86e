"""The modules of the page's script as one script: in the order of their imports, each in a scope of its own."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

from argmap.diagnostics import ArgmapError

ENTRY = "main"
_IMPORT = re.compile(r'^import \{ ([^}]*) \} from "\./([a-z]+)\.js";$', re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:const|let|function|class|async) )", re.MULTILINE)
_WAITS = re.compile(r"^(?!//)\S.*\bawait\b", re.MULTILINE)
_COMMENT = re.compile(r"/\*\*.*?\*/ ?|^ *//[^\n]*$", re.MULTILINE | re.DOTALL)
_BLANK = re.compile(r"\s*\n\s*")


@cache
def script(entry: str = ENTRY) -> str:
    """A module with all that it imports, each once, what is imported first.

    Raises ArgmapError where imports go in a circle.
    """
    order: list[str] = []
    _visit(entry, order, ())
    wanted: dict[str, dict[str, None]] = {name: {} for name in order}
    for name in order:
        for names, imported in _IMPORT.findall(_module(name)):
            wanted[imported].update(dict.fromkeys(names.split(", ")))
    return "\n".join([*(_scope(name, ", ".join(wanted[name])) for name in order[:-1]), _body(entry)])


@cache
def resource(name: str) -> str:
    """The text of a file of the page."""
    return (files(__package__) / name).read_text(encoding="utf-8").replace("\r\n", "\n")


def modules() -> list[str]:
    """The names of all script files, in alphabetical order."""
    names = (path.name for path in (files(__package__) / "js").iterdir())
    return sorted(name for name in names if name.endswith(".js"))


def _module(name: str) -> str:
    return resource(f"js/{name}.js")


def _visit(name: str, order: list[str], above: tuple[str, ...]) -> None:
    if name in above:
        raise ArgmapError(f"The page's script imports in a circle: {' → '.join((*above, name))}.")
    if name in order:
        return
    for _, imported in _IMPORT.findall(_module(name)):
        _visit(imported, order, (*above, name))
    order.append(name)


def _scope(name: str, exported: str) -> str:
    """A module as a value: its body runs once, and gives what others import from it."""
    waits = "await (async " if _WAITS.search(_module(name)) else "("
    return f"const ${name} = {waits}() => {{\n{_body(name)}\nreturn {{ {exported} }};\n}})();"


def _body(name: str) -> str:
    code = _EXPORT.sub("", _IMPORT.sub(r"const { \1 } = $\2;", _module(name)))
    return _BLANK.sub("\n", _COMMENT.sub("", code)).strip()
