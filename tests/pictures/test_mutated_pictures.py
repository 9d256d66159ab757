"""Pictures that were cut, damaged or misnamed: each is told or can be shown, and none ends a build."""

from __future__ import annotations

import io
import random
from collections.abc import Iterator

import pytest
from PIL import Image

from courses import BuildCourse, run_cli
from pictures_whole import picture
from seodang.pictures.faults import THIS, picture_fault
from seodang.pictures.media import size_of

SVG = (
    b"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'><path d='M0 0h9' fill='red'/></svg>"
)
WHOLE = {
    **{kind: picture(kind, 92, 60) for kind in ("PNG", "JPEG", "GIF", "WEBP", "AVIF", "BMP")},
    "progressive JPEG": picture("JPEG", 90, 60, progressive=True),
    "lossless WEBP": picture("WEBP", 90, 60, lossless=True),
    "ICO": picture("ICO", 32, 32),
    "SVG": SVG,
}
ENDINGS = ["png", "jpg", "gif", "webp", "avif", "svg", "bmp", "ico", "heic", "txt", ""]
MISSED_BY_NOBODY = {"JPEG": 2, "ICO": 24}
"""Bytes behind the last pixel, without which browsers show all of it."""
FLIPS = 40
CUTS = 25


def ending(kind: str) -> str:
    return kind.rsplit(maxsplit=1)[-1].lower()


def flipped(content: bytes, chance: random.Random) -> bytes:
    changed = bytearray(content)
    for _ in range(chance.choice([1, 1, 3, 20])):
        changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


def mutated(seed: int) -> Iterator[tuple[str, bytes]]:
    chance = random.Random(seed)  # noqa: S311
    for kind, content in WHOLE.items():
        for _ in range(FLIPS):
            yield chance.choice([ending(kind), *ENDINGS]), flipped(content, chance)


@pytest.mark.parametrize("kind", WHOLE)
def test_no_picture_that_breaks_off_passes(kind: str) -> None:
    content, chance = WHOLE[kind], random.Random(kind)  # noqa: S311
    assert picture_fault(content, ending(kind), THIS) is None
    most = len(content) - MISSED_BY_NOBODY.get(kind, 0)
    lengths = {0, 1, 8, most - 1, *(chance.randrange(most) for _ in range(CUTS))}
    passed = [n for n in lengths if picture_fault(content[:n], ending(kind), THIS) is None]
    assert passed == []


@pytest.mark.filterwarnings("ignore")
def test_a_damaged_picture_is_told_or_can_be_decoded_to_its_last_pixel() -> None:
    for name, content in mutated(seed=1):
        if picture_fault(content, name, THIS) is None and name != "svg":
            with Image.open(io.BytesIO(content)) as image:
                image.load()
            assert image.width * image.height > 0
        size_of(content)  # it never raises


def test_no_damaged_picture_ends_a_check_or_a_build(build_course: BuildCourse) -> None:
    pictures = {
        f"images/{number}.{name}" if name else f"images/{number}": content
        for number, (name, content) in enumerate(mutated(seed=2))
    }
    text = "## 가\n\n" + "\n\n".join(f"![가]({name})" for name in pictures)
    root = build_course({"lessons/a/notebook.md": text})
    (root / "lessons/a/images").mkdir()
    for name, content in pictures.items():
        (root / "lessons/a" / name).write_bytes(content)
    checked = run_cli(root, "check")
    assert checked.code == 1
    told = {problem["line"] for problem in checked.report["problems"]}
    fine = [line for number, line in enumerate(text.split("\n"), 1) if number not in told]
    assert any("![" in line for line in fine)
    (root / "lessons/a/notebook.md").write_text("\n".join(fine), "utf-8")
    built = run_cli(root, "build")
    assert (built.code, built.report["problems"]) == (0, [])
