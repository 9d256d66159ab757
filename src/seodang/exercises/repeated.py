"""Texts that a reader could not tell apart."""

from __future__ import annotations

from collections.abc import Iterable, Iterator


def repeated(texts: Iterable[str]) -> Iterator[int]:
    """Yield the number of each text that says the same as one before it."""
    seen: set[str] = set()
    for number, text in enumerate(texts):
        said = " ".join(text.split())
        if said in seen:
            yield number
        seen.add(said)
