"""From the size of a place to a ratio, and ratios drawn side by side."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from IPython.display import SVG

SIDE = 92
COLUMN, ROW, COLUMNS = 140, 190, 3
"""Three frames in a row, so that the words under them can be read on a telephone."""


@dataclass(frozen=True)
class Place:
    """Where a picture goes; width and height are in the same unit."""

    name: str
    width: int
    height: int
    unit: str

    @property
    def size(self) -> str:
        return f"{self.width}×{self.height} {self.unit}"

    def easy(self, largest: int = 20) -> Fraction:
        """Return the nearest width to height in whole numbers up to `largest`."""
        choices = {
            Fraction(wide, high) for wide in range(1, largest + 1) for high in range(1, largest + 1)
        }
        true = Fraction(self.width, self.height)
        return min(choices, key=lambda choice: (loss(true, choice), choice))

    def row(self) -> list[str]:
        easy = self.easy()
        lost = float(100 * loss(Fraction(self.width, self.height), easy))
        return [
            self.name,
            self.size,
            f"{easy.numerator}:{easy.denominator}",
            f"{lost:.1f}%",
        ]


def loss(true: Fraction, drawn: Fraction) -> Fraction:
    """Return the share of a picture that is cut off to fit, from 0 to 1."""
    return 1 - min(true / drawn, drawn / true)


def draw_ratios(ratios: Sequence[tuple[str, str]]) -> SVG:
    """Draw frames of the same area, each over its ratio and its use."""
    frames = "".join(
        _frame(at % COLUMNS, at // COLUMNS, ratio, use) for at, (ratio, use) in enumerate(ratios)
    )
    high = ROW * -(-len(ratios) // COLUMNS)
    return SVG(
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {COLUMN * COLUMNS} {high}" '
        f'font-family="sans-serif" text-anchor="middle">{frames}</svg>'
    )


def _frame(column: int, row: int, ratio: str, use: str) -> str:
    wide, high = (int(part) for part in ratio.split(":"))
    width, height = SIDE * (wide / high) ** 0.5, SIDE * (high / wide) ** 0.5
    middle, floor = COLUMN * (column + 0.5), ROW * row + 134
    return (
        f'<rect x="{middle - width / 2:.1f}" y="{floor - height:.1f}" width="{width:.1f}" '
        f'height="{height:.1f}" fill="currentColor" fill-opacity="0.12" stroke="currentColor"/>'
        f'<text x="{middle:.1f}" y="{floor + 22}" font-size="17" fill="currentColor">{ratio}</text>'
        f'<text x="{middle:.1f}" y="{floor + 43}" font-size="15" fill="currentColor">{use}</text>'
    )
