"""Seals: files carry a hash of themselves, so that one that was edited, cut off or merged by hand is known to be."""

from __future__ import annotations

import re
from hashlib import sha256

DIGEST = re.compile(r'data-digest="([0-9a-f]{64})"')
"""What SVGs and pages say of what they were made from."""
_SEAL = re.compile(rb' data-seal="(?P<seal>[0-9a-f]{64})"')
PDF_SEAL = re.compile(rb"%argmap-seal-(?P<seal>[0-9a-f]{64})\n")


def sealed(text: str) -> str:
    """The text of an SVG or a page with its seal, beside the digest that it carries."""
    found = DIGEST.search(text)
    if found is None:
        return text
    seal = seal_of(text.encode("utf-8", "backslashreplace"))
    return f'{text[: found.end()]} data-seal="{seal}"{text[found.end() :]}'


def sealed_digest(content: bytes) -> str | None:
    """The digest that an SVG or a page carries; None where it has none, or is not as it was written.

    Line ends may have become those of another system.
    """
    content = content.replace(b"\r\n", b"\n")
    if not is_whole(content, _SEAL):
        return None
    found = DIGEST.search(content[:8192].decode("utf-8", "replace"))
    return found and found[1]


def is_whole(content: bytes, mark: re.Pattern[bytes]) -> bool:
    """Whether a file is what it was when it was sealed; `mark` matches the seal and all that was written with it."""
    found = mark.search(content)
    return found is not None and found["seal"].decode() == seal_of(content[: found.start()] + content[found.end() :])


def sealed_pdf(content: bytes) -> bytes:
    """A PDF with its seal, in a comment where no place of anything is counted from."""
    before, sign, after = content.rpartition(b"startxref")
    return before + b"%argmap-seal-" + seal_of(content).encode() + b"\n" + sign + after


def seal_of(content: bytes) -> str:
    """The seal of a file that does not have it yet."""
    return sha256(content).hexdigest()
