"""The files that drawings go to, in the formats that are asked for: alike for views and for differences."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import cast

import click

from argmap.model.header import MapHeader
from argmap.render.draw import Drawing
from argmap.render.files import FORMATS, Format, Task, jobs_for
from argmap.writing import file_stem


def chosen_formats(written: str, known: Sequence[Format] = FORMATS) -> tuple[Format, ...]:
    """The formats in `svg,dot`. Raises UsageError for one that is not known."""
    kinds = tuple(dict.fromkeys(part.strip() for part in written.split(",") if part.strip()))
    for kind in kinds:
        if kind not in known:
            near = get_close_matches(kind.lower(), known, n=1)
            hint = f"Did you mean `{near[0]}`?" if near else f"It is one of {', '.join(known)}."
            raise click.UsageError(f"There is no format `{kind}`. {hint}")
    if not kinds:
        raise click.UsageError(f"Name a format: {', '.join(known)}.")
    return cast("tuple[Format, ...]", kinds)


def files_of(drawings: Sequence[Drawing], folder: Path, kinds: Sequence[Format], dpi: int) -> list[Task]:
    """The files of which each shows one drawing. What a format needs is loaded when it is asked for."""
    found: list[Task] = [*jobs_for(drawings, folder, kinds)]
    if "png" in kinds:
        from argmap.render.export.png import PngJob  # noqa: PLC0415

        found += [PngJob(drawing, folder / f"{file_stem(drawing.picture.name)}.png", dpi) for drawing in drawings]
    return found


def pdf_of(header: MapHeader, drawings: Sequence[Drawing], path: Path, workers: int) -> Task:
    """The PDF that shows drawings of a map."""
    from argmap.render.export.pdf import PdfJob  # noqa: PLC0415  # an extra

    return PdfJob(header, drawings, path, workers)
