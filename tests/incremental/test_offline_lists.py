"""The lists of what readers save: true of every file they name, whatever authors do."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from incremental.edits import COURSE, EDITS, built, text, write
from seodang.editions.site import offline_files
from seodang.editions.site.offline_list import Read, read_from

FOLDER = "assets/seodang/offline/tracks/"


def lists(site: Mapping[str, bytes]) -> dict[str, Any]:
    return {n.removeprefix(FOLDER): json.loads(site[n]) for n in site if n.startswith(FOLDER)}


def wrong(site: Mapping[str, bytes]) -> Iterator[str]:
    """Yield what a list says of a file that is not so."""
    for name, found in lists(site).items():
        for address, (digest, size) in found["files"].items():
            content = site.get(address, b"")
            if (hashlib.sha256(content).hexdigest()[:16], len(content)) != (digest, size):
                yield f"{name}: {address}"
        if found["size"] != sum(dict(found["files"].values()).values()):
            yield f"{name}: size"


def test_lists_are_true_after_every_kind_of_edit_and_name_all_tracks(tmp_path: Path) -> None:
    root, files = tmp_path / "course", COURSE
    for number, edit in enumerate((None, *EDITS, *EDITS)):
        files = edit(files, number) if edit else files
        write(root, files)
        site = built(root)
        assert list(wrong(site)) == [], edit
        assert sorted(lists(site)) == ["first.json", "second.json"]


def test_a_list_names_all_that_its_pages_show_and_nothing_of_other_tracks(tmp_path: Path) -> None:
    root = tmp_path / "course"
    sheet = {"theme/own.css": "p { background: url('img/dots.svg') }\n"}
    picture = '<svg xmlns="http://www.w3.org/2000/svg"/>\n'
    settings = COURSE["mkdocs.yml"] + "extra_css: [own.css]\n"
    write(root, {**COURSE, **sheet, "theme/img/dots.svg": picture, "mkdocs.yml": settings})
    found = lists(built(root))["second.json"]["files"]
    assert {
        *("index.html", "glossary.html", "mine.html", "tracks/second.html"),
        *("lessons/b.html", "lessons/d.html", "lessons/b/images/x.svg"),
        *("assets/seodang/site.css", "assets/seodang/site.js", "own.css", "img/dots.svg"),
        *("search/rules.js", "search/names.js", "assets/seodang/search-engine.js"),
    } <= found.keys()
    assert not {"lessons/a.html", "lessons/c.html", "tracks/first.html", "404.html"} & found.keys()


def test_an_edit_opens_no_page_that_it_does_not_change(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = tmp_path / "course"
    write(root, COURSE)
    built(root)
    write(root, text(COURSE, 1))
    opened: list[str] = []

    def listening(*folders: Path) -> Read:
        read = read_from(*folders)

        def opening(address: str) -> bytes | None:
            opened.append(address)
            return read(address)

        return opening

    monkeypatch.setattr(offline_files, "read_from", listening)
    built(root)
    pages = {one for one in opened if one.endswith(".html")}
    assert pages <= {"lessons/b.html", "lessons/c.html", "tracks/first.html", "tracks/second.html"}
    assert len([one for one in pages if one.startswith("lessons/")]) == 1
