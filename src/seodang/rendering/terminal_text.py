"""What a notebook prints, as a terminal would show it in the end."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

# What moves the place at which a terminal writes, or says something to the terminal itself.
_MOVES: Final = re.compile(r"[\r\b]|\x1b(?!\[[0-9;]*m)")
_PIECE: Final = re.compile(
    r"\x1b\[([0-9;?<=>]*)[ -/]*([@-~])"  # a command with numbers: colours, movements, erasing
    r"|\x1b[\]PX^_][^\x07\x1b]*(?:\x07|\x1b\\)?"  # a text for the terminal: its title, a link
    r"|\x1b[ -/]*[0-~]?"
    r"|([^\x1b\r\n\b]+)"
    r"|([\r\n\b])"
)
_INVISIBLE: Final = re.compile(r"[\x00-\x07\x0b\x0c\x0e-\x1a\x1c-\x1f\x7f]")
_REPEATED: Final = 3
_MOST_COLUMNS: Final = 10_000
"""Further to the right nothing is drawn by moving there."""

_DOWN: Final = {"A": -1, "B": 1, "E": 1, "F": -1}
_RIGHT: Final = {"C": 1, "D": -1}

_Sign = tuple[str, str]
"""A sign, and the colours it has."""


def shown_at_last(text: str) -> str:
    """Return text as it stands at last, with what was overwritten gone; colours stay in it."""
    text = text.replace("\r\n", "\n")
    if not _MOVES.search(text):
        return _INVISIBLE.sub("", text)
    screen = _Screen()
    for piece in _PIECE.finditer(text):
        numbers, command, written, control = piece.groups()
        if written:
            screen.write(_INVISIBLE.sub("", written))
        elif control:
            screen.move(control)
        elif command:
            screen.obey(command, numbers)
    return "\n".join(map(_line, screen.rows))


def folded(text: str) -> str:
    """Return text in which lines that are repeated stand once, with their number.

    Warnings come once a figure or a call; a reader learns nothing from the second on.
    """
    lines = text.split("\n")
    counts: dict[str, int] = {}
    for line in lines:
        counts[line] = counts.get(line, 0) + 1
    many = {line for line, count in counts.items() if line.strip() and count >= _REPEATED}
    if not many:
        return text
    seen: set[str] = set()
    kept = []
    for line in lines:
        if line not in many:
            kept.append(line)
        elif line not in seen:
            seen.add(line)
            kept.append(f"{line} (× {counts[line]})")
    return "\n".join(kept)


@dataclass
class _Screen:
    """A terminal without a right or a lower edge; each sign takes one column."""

    rows: list[list[_Sign]] = field(default_factory=lambda: [[]])
    row: int = 0
    column: int = 0
    colours: str = ""

    def write(self, text: str) -> None:
        line = self.rows[self.row]
        line += [(" ", "")] * (self.column - len(line))
        line[self.column : self.column + len(text)] = [(sign, self.colours) for sign in text]
        self.column += len(text)

    def move(self, control: str) -> None:
        if control == "\n":
            self.row, self.column = self.row + 1, 0
            if self.row == len(self.rows):
                self.rows.append([])
        else:
            self.column = max(0, self.column - 1) if control == "\b" else 0

    def obey(self, command: str, numbers: str) -> None:
        first = numbers.partition(";")[0]
        number = int(first) if first.isdecimal() and len(first) < len(str(_MOST_COLUMNS)) else 0
        if command == "m":
            self.colours = "" if numbers in {"", "0"} else f"{self.colours}\x1b[{numbers}m"
        elif command == "K":
            self._erase(number)
        elif command in _DOWN:
            row = self.row + _DOWN[command] * max(1, number)
            self.row = min(max(0, row), len(self.rows) - 1)
        elif command in _RIGHT:
            self.column = max(0, self.column + _RIGHT[command] * max(1, number))
        if command in "EFG":
            self.column = max(0, number - 1) if command == "G" else 0

    def _erase(self, part: int) -> None:
        line = self.rows[self.row]
        if part in {0, 2}:
            del line[0 if part == 2 else self.column :]  # noqa: PLR2004 - the terminal's numbers
        else:
            line[: self.column + 1] = [(" ", "")] * min(self.column + 1, len(line))


def _line(signs: list[_Sign]) -> str:
    pieces, last = [], ""
    for sign, colours in signs:
        if colours != last:
            pieces.append(("\x1b[0m" if last else "") + colours)
            last = colours
        pieces.append(sign)
    text = "".join(pieces) + ("\x1b[0m" if last else "")
    return text.rstrip(" ")
