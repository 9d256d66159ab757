"""From the size of a place to a ratio, and ratios drawn side by side."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import gcd

from IPython.display import SVG

SIDE = 96
GAP = 28


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

    @property
    def exact(self) -> str:
        common = gcd(self.width, self.height)
        return f"{self.width // common}:{self.height // common}"

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
            self.exact,
            f"{easy.numerator}:{easy.denominator}",
            f"{lost:.1f}%",
        ]


def loss(true: Fraction, drawn: Fraction) -> Fraction:
    """Return the share of a picture that is cut off to fit, from 0 to 1."""
    return 1 - min(true / drawn, drawn / true)


def draw_ratios(ratios: Sequence[tuple[str, str]]) -> SVG:
    """Draw frames of the same area, each over its ratio and its use."""
    frames, left = [], 8.0
    for ratio, use in ratios:
        wide, high = (int(part) for part in ratio.split(":"))
        width = SIDE * (wide / high) ** 0.5
        height = SIDE * (high / wide) ** 0.5
        room = max(width, 76)
        frames.append(_frame(left + room / 2, width, height, ratio, use))
        left += room + GAP
    return SVG(
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {left - GAP + 8:.0f} 196" '
        f'font-family="sans-serif" text-anchor="middle">{"".join(frames)}</svg>'
    )


def _frame(middle: float, width: float, height: float, ratio: str, use: str) -> str:
    return (
        f'<rect x="{middle - width / 2:.1f}" y="{136 - height:.1f}" width="{width:.1f}" '
        f'height="{height:.1f}" fill="currentColor" fill-opacity="0.12" stroke="currentColor"/>'
        f'<text x="{middle:.1f}" y="160" font-size="16" fill="currentColor">{ratio}</text>'
        f'<text x="{middle:.1f}" y="182" font-size="13" fill="currentColor">{use}</text>'
    )
