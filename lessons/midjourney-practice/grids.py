"""Draw where the subject stands and where the words go."""

from collections.abc import Sequence
from dataclasses import dataclass

from IPython.display import SVG

WIDTH, HEIGHT, GAP, TOP = 124, 155, 20, 28


@dataclass(frozen=True)
class Layout:
    """A composition; boxes are shares of the frame: left, top, width, height."""

    name: str
    words: tuple[float, float, float, float]
    subject: tuple[float, float]
    """Middle of the subject."""


LAYOUTS = (
    Layout("위를 비우기", (0.0, 0.0, 1.0, 1 / 3), (0.5, 0.68)),
    Layout("왼쪽을 비우기", (0.0, 0.0, 1 / 3, 1.0), (0.68, 0.5)),
    Layout("아래를 비우기", (0.0, 2 / 3, 1.0, 1 / 3), (0.5, 0.33)),
)


def draw_layouts(layouts: Sequence[Layout] = LAYOUTS) -> SVG:
    """Draw each composition with its thirds, the place for words and the subject."""
    frames = "".join(_layout(8 + at * (WIDTH + GAP), one) for at, one in enumerate(layouts))
    wide = 16 + len(layouts) * (WIDTH + GAP) - GAP
    return SVG(
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide} {TOP + HEIGHT + 12}" '
        f'font-family="sans-serif" text-anchor="middle">{frames}</svg>'
    )


def _layout(left: float, layout: Layout) -> str:
    across, down = layout.subject
    return (
        _text(left + WIDTH / 2, 18, 16, layout.name)
        + _box(left, (0.0, 0.0, 1.0, 1.0), 'fill="none"')
        + _box(left, layout.words, 'fill="currentColor" fill-opacity="0.15"')
        + _thirds(left)
        + _words(left, layout.words)
        + f'<circle cx="{left + across * WIDTH:.1f}" cy="{TOP + down * HEIGHT:.1f}" r="22" '
        'fill="currentColor" fill-opacity="0.45"/>'
        + _text(left + across * WIDTH, TOP + down * HEIGHT + 40, 14, "대상")
    )


def _box(left: float, box: tuple[float, float, float, float], fill: str) -> str:
    x, y, wide, high = box
    return (
        f'<rect x="{left + x * WIDTH:.1f}" y="{TOP + y * HEIGHT:.1f}" width="{wide * WIDTH:.1f}" '
        f'height="{high * HEIGHT:.1f}" {fill} stroke="currentColor"/>'
    )


def _thirds(left: float) -> str:
    lines = []
    for third in (1 / 3, 2 / 3):
        x, y = left + third * WIDTH, TOP + third * HEIGHT
        lines.append(_line(x, TOP, x, TOP + HEIGHT))
        lines.append(_line(left, y, left + WIDTH, y))
    return "".join(lines)


def _line(x1: float, y1: float, x2: float, y2: float) -> str:
    return (
        f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" '
        'stroke="currentColor" stroke-opacity="0.5" stroke-dasharray="4 4"/>'
    )


def _words(left: float, box: tuple[float, float, float, float]) -> str:
    x, y, wide, high = box
    return _text(left + (x + wide / 2) * WIDTH, TOP + (y + high / 2) * HEIGHT + 5, 14, "글")


def _text(x: float, y: float, size: int, text: str) -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size}" fill="currentColor">{text}</text>'
