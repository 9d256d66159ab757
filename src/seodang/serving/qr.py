"""An address as a QR code that phones read off a terminal."""

from __future__ import annotations

import segno

_BLACK_ON_WHITE, _WHITE, _BLACK, _PLAIN = "\033[30;107m", "\033[107m", "\033[40m", "\033[0m"
_HALVES = {(0, 0): " ", (0, 1): "▄", (1, 0): "▀", (1, 1): "█"}


def qr_code(text: str, encoding: str | None) -> str:
    """Return the lines of a QR code for a terminal of at least 40 columns.

    The colours are named, because inverted codes are not read by every phone. A character
    that the terminal's encoding lacks (Korean Windows' cp949 has no half blocks) is done without.
    """
    rows = [list(row) for row in segno.make_qr(text, error="m").matrix_iter(border=2)]
    return _by_halves(rows) if _has_halves(encoding) else _by_background(rows)


def _has_halves(encoding: str | None) -> bool:
    try:
        "".join(_HALVES.values()).encode(encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def _by_halves(rows: list[list[int]]) -> str:
    if len(rows) % 2:
        rows = [*rows, [0] * len(rows[0])]
    pairs = zip(rows[::2], rows[1::2], strict=True)
    lines = ("".join(_HALVES[pair] for pair in zip(*both, strict=True)) for both in pairs)
    return "\n".join(f"{_BLACK_ON_WHITE}{line}{_PLAIN}" for line in lines)


def _by_background(rows: list[list[int]]) -> str:
    lines = ("".join(f"{_BLACK if dark else _WHITE}  " for dark in row) for row in rows)
    return "\n".join(f"{line}{_PLAIN}" for line in lines)
