"""Which files a build touches, and what it imports to do so."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from courses import tree
from incremental.edits import COURSE, built, clean, text, title, write
from pages.quiet_courses import lesson


@pytest.fixture
def root(tmp_path: Path) -> Path:
    write(tmp_path / "course", COURSE)
    built(tmp_path / "course")
    for file in (tmp_path / "course/site").rglob("*.html"):
        os.utime(file, (1, 1))
    # With other times the files are not ours: one more build makes sure of them.
    built(tmp_path / "course")
    return tmp_path / "course"


def _touched(root: Path) -> list[str]:
    site = root / "site"
    pages = (file for file in site.rglob("*") if file.is_file() and file.stat().st_mtime != 1)
    return sorted(
        n
        for n in (file.relative_to(site).as_posix() for file in pages)
        if "assets/" not in n and not n.startswith("search/")  # test_search_shards.py sees to these
    )


def test_an_edit_of_prose_touches_its_page_alone(root: Path) -> None:
    before = set(_touched(root))
    write(root, text(COURSE, 1))
    built(root)
    assert [name for name in _touched(root) if name not in before] == ["lessons/c.html"]


def test_a_title_touches_the_pages_that_show_it_and_no_others(root: Path) -> None:
    before = set(_touched(root))
    write(root, title(COURSE, 2))
    site = built(root)
    touched = [name for name in _touched(root) if name not in before]
    # The lesson is the second track's: its page and lists show it.
    assert touched == ["lessons/d.html", "tracks/second.html"]
    assert all("제목 2".encode() in site[name] for name in touched)


def test_an_edit_of_prose_imports_no_template_and_no_mkdocs(root: Path) -> None:
    write(root, text(COURSE, 1))
    script = (
        "import sys; from pathlib import Path; from incremental.edits import built\n"
        "built(Path(sys.argv[1]))\n"
        "print([name for name in ('mkdocs', 'material', 'nbconvert') if name in sys.modules])"
    )
    run = subprocess.run(
        [sys.executable, "-c", script, str(root)],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        check=True,
        encoding="utf-8",
        timeout=120,
    )
    assert run.stdout == "[]\n"


@pytest.mark.parametrize("address", ["lessons/b.html", "lessons/b/images/x.svg", "404.html"])
@pytest.mark.parametrize("content", [b"", b"<p>a stranger's", None])
def test_what_others_did_to_the_site_is_undone(
    root: Path, address: str, content: bytes | None
) -> None:
    before = tree(root / "site")
    if content is None:
        (root / "site" / address).unlink()
    else:
        (root / "site" / address).write_bytes(content)
    assert built(root) == before


def test_a_lost_store_loses_nothing_of_the_site(root: Path) -> None:
    before = tree(root / "site")
    for file in (root / ".seodang/store").rglob("*"):
        if file.is_file() and "outputs" not in file.parts:
            file.write_bytes(b"damaged")
    assert built(root) == before


def test_a_warning_about_settings_is_told_by_every_build(root: Path, tmp_path: Path) -> None:
    files = {**COURSE, "mkdocs.yml": COURSE["mkdocs.yml"] + "copyrigth: 우리\n"}
    write(root, files)
    assert built(root) == built(root) == clean(root, files)


def test_a_file_of_an_edited_page_comes_and_goes_with_it(root: Path) -> None:
    name = "lessons/b/images/y.svg"
    drawn = {
        **COURSE,
        name: COURSE["lessons/b/images/x.svg"],
        **lesson("b", "둘", prose="## 그림\n\n![네모](images/y.svg)\n"),
    }
    write(root, drawn)
    site = built(root)
    assert name in site
    assert "lessons/b/images/x.svg" not in site
    assert site == clean(root, drawn)
