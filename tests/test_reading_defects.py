"""The table of defects: every code that reading reports is in it, and nothing else, and each has a golden case."""

import ast
import re
from pathlib import Path

import argmap.reading
from argmap.checks.registry import all_checks
from argmap.reading.defects import DEFECTS

CALLS = {"defect", "Diagnostic", "Wording", "_Words", "_unquoted", "wrong", "_say", "_warn", "_tell", "_Refused"}
GOLDEN = Path(__file__).parent / "golden" / "reading"


def _codes_in(path: Path) -> set[str]:
    """The codes in a module: the first argument of what makes defects, and the first of a tuple of words about one."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        first: list[ast.expr] = []
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            first = node.args[:1] if name in CALLS else []
        elif isinstance(node, ast.Tuple) and 2 <= len(node.elts) <= 3:
            first = node.elts[:1]
        elif isinstance(node, (ast.Dict, ast.IfExp, ast.Return, ast.Assign, ast.keyword)):
            first = [part for part in ast.iter_child_nodes(node) if isinstance(part, ast.Constant)]
        for part in first:
            if (
                isinstance(part, ast.Constant)
                and isinstance(part.value, str)
                and re.fullmatch(r"[a-z0-9-]+", part.value)
            ):
                found.add((type(node), part.value))
    return {code for kind, code in found if kind is ast.Call} | {code for _, code in found if code in DEFECTS}


def test_every_code_is_in_the_table_and_used() -> None:
    modules = [path for path in Path(argmap.reading.__path__[0]).glob("*.py") if path.name != "defects.py"]
    used = set().union(*map(_codes_in, modules))
    assert used == set(DEFECTS)


def test_every_code_has_a_golden_case() -> None:
    shown = set()
    for path in GOLDEN.rglob("*.txt"):
        shown |= set(re.findall(r"^\S+:\d+:\d+: ([a-z0-9-]+) ", path.read_text(encoding="utf-8"), re.MULTILINE))
    assert set(DEFECTS) == shown


def test_the_table_is_in_whole_sentences() -> None:
    for code, (meaning, to_do) in DEFECTS.items():
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", code)
        for text in (meaning, to_do):
            assert text[0] in "`&*!" or text[0].isupper(), code
            assert text.endswith("."), code


def test_no_defect_has_the_name_of_a_check() -> None:
    assert not set(DEFECTS) & set(all_checks())
