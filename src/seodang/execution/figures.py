"""How matplotlib draws in every notebook: the same font, so the same bytes, on every system."""

from __future__ import annotations

import os
import subprocess
import sys
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from seodang.cache.store import Store, key_of

FONT: Final = Path(__file__).parent / "fonts" / "NanumGothic.ttf"

# Glyphs missing in the first family come from the second, which matplotlib brings along.
SETTINGS: Final = """\
font.family: NanumGothic, DejaVu Sans
axes.unicode_minus: False
svg.hashsalt: seodang
"""

KOREAN_FAMILIES: Final = (
    # Windows
    *("Malgun Gothic", "맑은 고딕", "Batang", "바탕", "BatangChe", "바탕체", "Dotum", "돋움"),
    *("DotumChe", "돋움체", "Gulim", "굴림", "GulimChe", "굴림체", "Gungsuh", "궁서", "GungsuhChe"),
    *("Malgun Gothic Semilight", "HY견고딕", "HYGothic-Medium", "New Gulim", "새굴림"),
    # macOS
    *("AppleGothic", "Apple Gothic", "Apple SD Gothic Neo", "AppleSDGothicNeo-Regular"),
    *("AppleMyungjo", "Apple SD 산돌고딕 Neo"),
    # Colab, Linux and what people install
    *(
        "Nanum Gothic",
        "나눔고딕",
        "NanumBarunGothic",
        "나눔바른고딕",
        "NanumSquare",
        "NanumSquareRound",
    ),
    *(
        "NanumSquareOTF",
        "NanumSquare Neo",
        "NanumMyeongjo",
        "나눔명조",
        "NanumBarunpen",
        "NanumPen",
    ),
    *("NanumGothicCoding", "NanumGothic Coding", "NanumGothic Eco", "NanumGothicOTF", "NanumBrush"),
    *("Nanum Barun Gothic", "Nanum Myeongjo", "Nanum Pen", "Nanum Brush Script", "D2Coding"),
    *("UnDotum", "UnBatang", "Baekmuk Gulim", "Noto Sans KR", "Noto Sans CJK KR", "Noto Serif KR"),
    *("Noto Serif CJK KR", "Noto Sans CJK JP", "Source Han Sans KR", "Source Han Sans K"),
    *("Spoqa Han Sans", "Spoqa Han Sans Neo", "Pretendard", "Gothic A1", "IBM Plex Sans KR"),
    *("Gowun Dodum", "Gowun Batang", "Gmarket Sans", "GmarketSans", "GmarketSansMedium"),
    *("KoPub Dotum", "KoPubDotum", "KoPub Batang", "Do Hyeon", "Jua", "BM JUA", "BM Dohyeon"),
    *("Arial Unicode MS", "Hancom Gothic", "함초롬돋움", "함초롬바탕", "HCR Dotum", "HCR Batang"),
)
"""Families that courses ask for to draw Korean: each is the font that is shipped."""

_LIST_FONTS: Final = """\
import dataclasses
import sys
from pathlib import Path
import matplotlib
from matplotlib import font_manager
manager, own = font_manager.fontManager, Path(matplotlib.get_data_path())
for kind in ("ttflist", "afmlist"):
    fonts = getattr(manager, kind)
    setattr(manager, kind, [font for font in fonts if Path(own, font.fname).is_relative_to(own)])
manager.addfont(sys.argv[1])
shipped = manager.ttflist[-1]
manager.ttflist += [dataclasses.replace(shipped, name=family) for family in sys.argv[3:]]
# A family that is nowhere is replaced by one that has Korean letters, too.
manager.defaultFamily["ttf"] = shipped.name
font_manager.json_dump(manager, sys.argv[2])
print(font_manager.FontManager.__version__)
"""


def matplotlib_files(store: Store) -> dict[str, bytes]:
    """Return the files of matplotlib's configuration folder by name; empty without matplotlib.

    Its list of fonts is made once a version, and names only matplotlib's own fonts and ours, ours
    under many names: what else is installed on a machine changes no figure.
    """
    try:
        place = [str(FONT), sys.prefix]
        key = key_of("fonts", version("matplotlib"), _LIST_FONTS, KOREAN_FAMILIES, *place)
    except PackageNotFoundError:
        return {}
    # Listing the fonts imports matplotlib, a second at least: once a version is often enough.
    kept = store.load_as("fonts", key, _named_texts)
    if kept is None:
        kept = _list_fonts()
        store.save_json("fonts", key, kept)
    return {
        "matplotlibrc": SETTINGS.encode(),
        **{name: text.encode() for name, text in kept.items()},
    }


def _named_texts(value: Any) -> dict[str, str]:
    return {name: str(text) for name, text in value.items()}


def _list_fonts() -> dict[str, str]:
    # Not in the course's state folder: a preview that warms up holds no lock, and `clean` empties it.
    with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        target = Path(folder, "fonts.json")
        # A process of its own: what matplotlib reads once it keeps, and this one never needs it.
        run = subprocess.run(  # noqa: S603 - our own interpreter and program
            [sys.executable, "-c", _LIST_FONTS, str(FONT), str(target), *KOREAN_FAMILIES],
            env={**os.environ, "MPLCONFIGDIR": folder, "MPL_IGNORE_SYSTEM_FONTS": "1"},
            capture_output=True,
            text=True,
            check=True,
        )
        return {f"fontlist-v{run.stdout.strip()}.json": target.read_text("utf-8")}
