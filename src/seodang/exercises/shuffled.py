"""The order in which an exercise begins: one of its own, the same at every build, never the right one.

It follows from the texts, not from their numbers: who knows how it is made does not know what is
right.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Final

_LENGTH: Final = 8


def shuffled(name: str, texts: Sequence[str]) -> tuple[int, ...]:
    """Return the numbers of the texts, two at least, in an order that the exercise's name decides."""
    right = list(range(len(texts)))
    order = sorted(right, key=lambda number: _digest(name, texts[number]))
    return tuple(order if order != right else [*order[1:], order[0]])


def sign_of(name: str, text: str) -> str:
    """Return by what a text of an exercise is kept on a reader's device: an edit makes it another."""
    return _digest(name, text)[:_LENGTH]


def _digest(name: str, text: str) -> str:
    return hashlib.sha256(f"{name}\0{text}".encode()).hexdigest()
