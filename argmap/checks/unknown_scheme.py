"""unknown-scheme."""

from collections.abc import Iterator

from argmap.catalogue import schemes
from argmap.checks.registry import Case, Gap, Where, check
from argmap.config import nearest_hint
from argmap.diagnostics import Nature, Severity


@check("method", Severity.WARNING, Nature.DEFECT)
def unknown_scheme(case: Case) -> Iterator[Gap]:
    """An argument names a scheme that the catalogue does not have.

    Why: only of a scheme that is known can the critical questions be asked.

    Gap:
        assertions:
          repaired: {text: The roof was repaired., kind: factual, because: {premises: [bill], scheme: signs}}
          bill: {text: A roofer sent a bill., kind: factual, status: agreed}

    Closed:
        assertions:
          repaired: {text: The roof was repaired., kind: factual, because: {premises: [bill], scheme: sign}}
          bill: {text: A roofer sent a bill., kind: factual, status: agreed}
    """
    for argument in case.graph.arguments():
        scheme = argument.entry.scheme
        if scheme is not None and scheme not in schemes():
            yield Gap(
                argument.conclusion,
                Where("assertions", argument.conclusion, (*argument.path, "scheme")),
                f"`{argument.conclusion}` names a scheme `{scheme}` that the catalogue does not have.",
                nearest_hint(scheme, schemes()),
            )
