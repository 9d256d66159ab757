"""The pictures that messengers show of links, as Pillow reads them, and the icons of a home screen."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import pytest
from PIL import Image

from pages.quiet_courses import lesson, page, published, quiet_course, track
from seodang.editions.site.card_drawing import Card, drawn
from seodang.editions.site.theme_colours import colours_of

FILES = {
    **lesson("a", "첫 수업"),
    **lesson("b", "둘"),
    **track("first", "글쓰기를 배우는 과정", "a"),
    **track("second", "둘째 과정", "b"),
}
CARDS = "assets/seodang/cards"


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = quiet_course(tmp_path_factory.mktemp("cards"), FILES)
    published(root)
    return root


def _image(content: bytes, folder: Path) -> Image.Image:
    file = folder / "card.png"
    file.write_bytes(content)
    return Image.open(file).convert("RGB")


def _inked(image: Image.Image, ink: str = "#23211d") -> int:
    """Return the height of what is written in the colour of ink."""
    wanted = tuple(bytes.fromhex(ink[1:]))
    rows = [
        y
        for y in range(image.height)
        if any(
            all(abs(a - b) < 24 for a, b in zip(image.getpixel((x, y)), wanted, strict=True))  # type: ignore[arg-type]
            for x in range(image.width)
        )
    ]
    return rows[-1] - rows[0] + 1 if rows else 0


@pytest.fixture(scope="module")
def colours() -> Mapping[str, str]:
    return colours_of(Path("nowhere"))


def test_each_track_and_the_programme_have_a_card_of_their_own(root: Path) -> None:
    names = ("home", "tracks/first", "tracks/second")
    files = [root / "site" / CARDS / f"{name}.png" for name in names]
    assert len({file.read_bytes() for file in files}) == len(names)
    for file in files:
        with Image.open(file) as image:
            assert (image.format, image.size) == ("PNG", (1200, 630))
        assert file.stat().st_size < 40_000


@pytest.mark.parametrize(
    ("address", "card"),
    [
        ("index.html", "home"),
        ("mine.html", "home"),
        ("tracks/second.html", "tracks/second"),
        ("lessons/b.html", "tracks/second"),
    ],
)
def test_pages_name_the_card_of_their_track(root: Path, address: str, card: str) -> None:
    image = f'<meta property="og:image" content="https://seodang.test/ai/{CARDS}/{card}.png">'
    assert image in page(root, address)


def test_a_title_is_written_in_korean_letters(colours: Mapping[str, str], tmp_path: Path) -> None:
    one, other = (drawn(Card("교실", title), colours) for title in ("글쓰기", "그림"))
    assert one != other
    assert one == drawn(Card("교실", "글쓰기"), colours)
    assert 40 < _inked(_image(one, tmp_path)) < 100


def test_a_long_title_takes_three_lines_and_stays_above_the_drawing(
    colours: Mapping[str, str], tmp_path: Path
) -> None:
    image = _image(drawn(Card("교실", "차근차근 배우는 긴 과정의 이름 " * 12), colours), tmp_path)
    assert 150 < _inked(image) < 280
    assert _inked(image.crop((1140, 0, 1200, 400))) == 0
    word = _image(drawn(Card("교실", "가나다라마바사아자차카타파하" * 9), colours), tmp_path)
    assert _inked(word.crop((1140, 0, 1200, 400))) == 0


def test_letters_that_the_font_lacks_are_no_boxes(
    colours: Mapping[str, str], tmp_path: Path
) -> None:
    picture = drawn(Card("교실", "หลักสูตร"), colours)
    assert _inked(_image(picture, tmp_path)) == 0
    # The picture is there all the same, and larger.
    assert picture == drawn(Card("ก", "บท"), colours)
    assert drawn(Card("교실", "🌱 글쓰기"), colours) == drawn(Card("교실", "글쓰기"), colours)


def test_a_partners_colours_are_those_of_the_card(tmp_path: Path) -> None:
    sheet = ":root { --sd-accent: #a03; }\n@media screen { :root { --sd-accent: #0f0; } }\n"
    root = quiet_course(tmp_path, {"theme/own.css": sheet})
    published(root)
    with Image.open(root / "site" / CARDS / "home.png") as image:
        assert image.convert("RGB").getpixel((4, 300)) == (0xAA, 0x00, 0x33)


def test_a_picture_of_a_courses_own_takes_the_place_of_a_card(tmp_path: Path) -> None:
    root = quiet_course(tmp_path, {})
    published(root)
    card = root / "site" / CARDS / "tracks/first.png"
    drawn_by_us = card.read_bytes()
    own = root / "theme" / CARDS / "tracks/first.png"
    own.parent.mkdir(parents=True)
    Image.new("RGB", (1200, 630), "#a03").save(own)
    published(root)
    assert card.read_bytes() == own.read_bytes()
    home = root / "curriculum/programme.yml"  # with which all cards are looked at again
    home.write_text(home.read_text("utf-8").replace("작은 과정", "다른 이름"), "utf-8")
    published(root)
    assert card.read_bytes() == own.read_bytes()
    home.write_text(home.read_text("utf-8").replace("다른 이름", "작은 과정"), "utf-8")
    own.unlink()
    published(root)
    assert card.read_bytes() == drawn_by_us


def test_a_home_screen_has_a_name_and_icons(root: Path) -> None:
    told = json.loads((root / "site/manifest.json").read_text("utf-8"))
    assert (told["name"], told["lang"], told["start_url"]) == ("작은 과정", "ko", "./index.html")
    for icon in told["icons"]:
        file = root / "site" / icon["src"]
        if icon["type"] == "image/png":
            with Image.open(file) as image:
                assert f"{image.width}x{image.height}" == icon["sizes"]
        else:
            assert file.is_file()
    assert [icon.get("purpose") for icon in told["icons"]].count("maskable") == 1
    link = '<link rel="apple-touch-icon" href="../assets/seodang/icon-180.png">'
    assert link in page(root, "lessons/a.html")
    with Image.open(root / "site/assets/seodang/icon-180.png") as image:
        assert image.size == (180, 180)
        assert image.convert("RGBA").getpixel((0, 0)) == (
            13,
            89,
            82,
            255,
        )  # the device cuts its corners


def test_a_partners_own_icon_is_the_only_one(tmp_path: Path) -> None:
    svg = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><rect width="1" height="1"/></svg>'
    settings = "site_name: x\ndocs_dir: curriculum\nplugins: [seodang]\ntheme: {name: material, favicon: own.svg}\n"
    root = quiet_course(tmp_path, {"theme/own.svg": svg, "mkdocs.yml": settings})
    published(root)
    told = json.loads((root / "site/manifest.json").read_text("utf-8"))
    assert told["icons"] == [{"src": "own.svg", "sizes": "any"}]
    assert "apple-touch-icon" not in page(root, "index.html")
