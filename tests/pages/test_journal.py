from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from courses import tree
from seodang.course.variant import Variant
from seodang.output import journal
from seodang.output.artefact import Output
from seodang.output.journal import (
    Change,
    Staging,
    clear_abandoned,
    complete,
    difference,
    publish,
    staging_in,
)

OLD = {"index.html": b"old", "lessons/a.html": b"same", "gone/b.html": b"b", ".gitignore": b"*"}
NEW = {"index.html": b"new", "lessons/a.html": b"same", "lessons/a/x.svg": b"x", "t/c.html": b"c"}


def _write(folder: Path, files: dict[str, bytes]) -> None:
    for path, content in files.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)


def the(site: Path) -> Output:
    return Output("site", site, Variant("ko"), "site")


@pytest.fixture
def site(tmp_path: Path) -> Path:
    _write(tmp_path / "site", OLD)
    return tmp_path / "site"


@pytest.fixture
def staging(tmp_path: Path) -> Staging:
    staging = staging_in(tmp_path / "state", "site")
    _write(staging.folder, NEW)
    return staging


def published(staging: Staging, site: Path) -> Change:
    """Make a site that builds have made what is staged."""
    change = difference(staging, the(site), the(site).files(), tree(site), ())
    publish(staging, the(site), change)
    return change


def test_the_site_becomes_what_was_staged_and_keeps_its_dotfiles(
    site: Path, staging: Staging
) -> None:
    change = published(staging, site)
    assert tree(site) == {**NEW, ".gitignore": b"*"}
    assert change.kept == ("lessons/a.html",)
    assert not (site / "gone").exists()
    assert not staging.folder.exists()
    assert not staging.journal.exists()


def test_a_file_with_the_same_bytes_is_not_touched(site: Path, staging: Staging) -> None:
    os.utime(site / "lessons/a.html", (1, 1))
    published(staging, site)
    assert (site / "lessons/a.html").stat().st_mtime == 1


def test_pages_come_after_what_they_ask_for(site: Path, staging: Staging) -> None:
    assert published(staging, site).replaced == ("lessons/a/x.svg", "index.html", "t/c.html")


@pytest.mark.parametrize("moves", range(4))
def test_whoever_comes_after_a_crash_completes_the_journal(
    site: Path, staging: Staging, monkeypatch: pytest.MonkeyPatch, moves: int
) -> None:
    done = 0
    real = journal._move

    def move(new: Path, site: Path, address: str, ready: set[Path]) -> None:
        nonlocal done
        if done == moves:
            raise KeyboardInterrupt
        done += 1
        real(new, site, address, ready)

    with monkeypatch.context() as crash:
        crash.setattr(journal, "_move", move)
        if moves < 3:
            with pytest.raises(KeyboardInterrupt):
                published(staging, site)
        else:
            published(staging, site)
    assert all(content in {*OLD.values(), *NEW.values()} for content in tree(site).values())
    complete(staging, site)
    assert tree(site) == {**NEW, ".gitignore": b"*"}


def test_a_site_that_was_not_finished_is_thrown_away(site: Path, staging: Staging) -> None:
    next_one = staging_in(staging.journal.parent, "site")
    complete(next_one, site)
    clear_abandoned(next_one)
    assert tree(site) == OLD
    assert not staging.folder.exists()


@pytest.mark.parametrize(
    "names",
    [
        {"replaced": ["../../victim.txt"]},
        {"removed": ["../victim.txt"]},
        {"removed": ["/victim.txt"]},
        {"removed": ["a/../../victim.txt"]},
        {"removed": ["C:/victim.txt"]},
        {"removed": ["..\\victim.txt"]},
        {"removed": [""]},
        {"removed": [5]},
        {"removed": 5},
        {"staging": "../site-new-1"},
        {"staging": "store"},
        {"staging": "site-new-1/x"},
    ],
)
def test_a_journal_that_names_other_places_is_refused(
    site: Path, staging: Staging, names: dict[str, object]
) -> None:
    (site.parent / "victim.txt").write_text("mine")
    whole = {"staging": staging.folder.name, "replaced": [], "removed": ["index.html"], **names}
    staging.journal.write_text(json.dumps(whole))
    complete(staging, site)
    assert tree(site) == OLD
    assert (site.parent / "victim.txt").read_text() == "mine"
    assert not staging.journal.exists()


def test_what_no_build_made_is_not_removed(site: Path, staging: Staging) -> None:
    change = difference(
        staging, the(site), the(site).files(), tree(site).keys() - {"gone/b.html"}, ()
    )
    assert change.removed == ()


def test_a_folder_may_take_a_files_name_and_a_file_a_folders(tmp_path: Path) -> None:
    site, staging = tmp_path / "site", staging_in(tmp_path / "state", "site")
    _write(site, {"x.html/y.html": b"y", "z": b"z"})
    _write(staging.folder, {"x.html": b"x", "z/a.html": b"a"})
    published(staging, site)
    assert tree(site) == {"x.html": b"x", "z/a.html": b"a"}
