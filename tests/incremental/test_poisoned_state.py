"""Whatever came into `.seodang/` or beside it: commands end, results are right, nothing else is touched.

The mark of the folder is this person's own, as if somebody had written into it after the last build:
what comes with a foreign mark is emptied before (tests/test_state_folder.py).
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final, TypeAlias

import pytest

from courses import tree
from incremental.edits import COURSE, TODAY, built, clean, text, write
from seodang.cache import state_folder
from seodang.cache.fingerprint import _LAST
from seodang.cache.state_folder import open_state
from seodang.cache.store import Store
from seodang.cache.user_folders import machine_mark
from seodang.cli import BUG, main

Poison: TypeAlias = Callable[[Path, Path], None]
"""Is given the course's folder and one outside that is to stay as it is."""
DAY: Final = TODAY.isoformat()
VICTIM: Final[Mapping[str, str]] = {"thesis.txt": "mine", "below/photo.png": "mine, too"}


def marked_as_own(folder: Path) -> None:
    """Mark a copied folder, so that what is in it counts as made here."""
    marks = state_folder._marks(folder, machine_mark({}))
    (folder / "origin").write_bytes(b"\n".join(sorted(marks)))


def entries(root: Path) -> list[Path]:
    return sorted(path for path in (root / ".seodang/store").glob("*/*/*") if path.is_file())


def journal_outside(root: Path, victim: Path) -> None:
    ways = [os.path.relpath(victim / name, root / "site") for name in VICTIM]
    value = {"staging": "site-new-1", "replaced": ways, "removed": ways}
    (root / ".seodang/site-journal.json").write_text(json.dumps(value))


def journal_through_links(root: Path, victim: Path) -> None:
    (root / ".seodang/site-new-1").symlink_to(victim)
    (root / "site/way").symlink_to(victim)
    removed = [f"way/{name}" for name in VICTIM]
    value = {"staging": "site-new-1", "replaced": [*VICTIM], "removed": removed}
    (root / ".seodang/site-journal.json").write_text(json.dumps(value))


def journal_from_a_link_within(root: Path, victim: Path) -> None:
    (root / ".seodang/site-new-1").mkdir()
    (root / ".seodang/site-new-1/way").symlink_to(victim)
    value = {"staging": "site-new-1", "replaced": [f"way/{n}" for n in VICTIM], "removed": []}
    (root / ".seodang/site-journal.json").write_text(json.dumps(value))


def journal_deep(root: Path, _: Path) -> None:
    (root / ".seodang/site-journal.json").write_text("[" * 200_000)


def swapped(root: Path, _: Path) -> None:
    for kind in (root / ".seodang/store").iterdir():
        files = sorted(path for path in kind.glob("*/*") if path.is_file())
        contents = [file.read_bytes() for file in files]
        for file, content in zip(files, contents[1:] + contents[:1], strict=True):
            as_before(file, content)


def as_before(file: Path, content: bytes) -> None:
    """Write a file and let it seem untouched, as far as a program can."""
    found = file.stat()
    file.write_bytes(content)
    os.utime(file, ns=(found.st_atime_ns, found.st_mtime_ns))


def of_other_types(value: object) -> Poison:
    def poison(root: Path, _: Path) -> None:
        state = open_state(root, {})
        store = Store(state.store, state.secret)
        for file in entries(root):
            store.save_json(file.parent.parent.name, file.parent.name + file.name, value)  # type: ignore[arg-type]

    return poison


def no_json(root: Path, _: Path) -> None:
    state = open_state(root, {})
    store = Store(state.store, state.secret)
    for number, file in enumerate(entries(root)):
        content = (b"{", b"[" * 200_000, b"\xff\xfe", b"")[number % 4]
        store.save(file.parent.parent.name, file.parent.name + file.name, content)  # type: ignore[arg-type]


def last_build_of_another(root: Path, _: Path) -> None:
    state = open_state(root, {})
    store = Store(state.store, state.secret)
    last = store.load_json("builds", _LAST)
    assert last
    store.save_json("builds", _LAST, {**last, "report": {"problems": 5}, "held": None})


def in_the_place_of_entries(make: Callable[[Path, Path], None]) -> Poison:
    def poison(root: Path, victim: Path) -> None:
        for file in entries(root):
            file.unlink()
            make(file, victim)

    return poison


def folder_with_content(file: Path, _: Path) -> None:
    (file / "below").mkdir(parents=True)


def in_the_place_of_kinds(root: Path, victim: Path) -> None:
    for kind in list((root / ".seodang/store").iterdir()):
        shutil.rmtree(kind)
        kind.symlink_to(victim)


def in_the_place_of_folders_of_kinds(root: Path, victim: Path) -> None:
    for folder in list((root / ".seodang/store").glob("*/*")):
        shutil.rmtree(folder)
        folder.symlink_to(victim)


def store_elsewhere(root: Path, victim: Path) -> None:
    shutil.rmtree(root / ".seodang/store")
    (root / ".seodang/store").symlink_to(victim)


def folders_elsewhere(root: Path, victim: Path) -> None:
    for name in ("runs", "publishing"):
        shutil.rmtree(root / ".seodang" / name, ignore_errors=True)
        (root / ".seodang" / name).symlink_to(victim)


def files_for_folders(root: Path, _: Path) -> None:
    for name in ("runs", "publishing", "store"):
        shutil.rmtree(root / ".seodang" / name, ignore_errors=True)
        (root / ".seodang" / name).write_text("in the way")


def folders_for_files(root: Path, _: Path) -> None:
    for name in (".gitignore", "site-journal.json", "lock", "bug.txt"):
        file = root / ".seodang" / name
        file.unlink(missing_ok=True)
        (file / "below").mkdir(parents=True)
    (root / "site/.seodang-files").unlink()
    (root / "site/.seodang-files/below").mkdir(parents=True)


def pipes_for_files(root: Path, _: Path) -> None:
    for name in (".seodang/site-journal.json", ".seodang/lock", "site/.seodang-files"):
        (root / name).unlink(missing_ok=True)
        os.mkfifo(root / name)


def lock_of_the_dead(root: Path, _: Path) -> None:
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    holder = {"command": "build", "pid": ended.pid, "since": 0.0}
    (root / ".seodang/lock").write_text(json.dumps(holder))


def lock_of_odd_types(root: Path, _: Path) -> None:
    (root / ".seodang/lock").write_text('{"command": [], "pid": "x", "since": {}}')


def list_names_others(root: Path, victim: Path) -> None:
    (root / "site/way").symlink_to(victim)
    ways = [os.path.relpath(victim / name, root / "site") for name in VICTIM]
    lines = [
        *ways,
        *(f"way/{name}" for name in VICTIM),
        str(victim / "thesis.txt"),
        "",
        ".",
        "..",
        "\0",
    ]
    with (root / "site/.seodang-files").open("a") as opened:
        opened.write("\n".join(lines) + "\n")


def list_within_names_others(root: Path, victim: Path) -> None:
    (root / "site/en").mkdir()
    ways = [os.path.relpath(victim / name, root / "site/en") for name in VICTIM]
    (root / "site/en/.seodang-files").write_text("\n".join(ways))


def read_only(root: Path, _: Path) -> None:
    for file in entries(root):
        file.chmod(0o400)


def sparse(root: Path, _: Path) -> None:
    for file in entries(root):
        with file.open("r+b") as opened:
            opened.truncate(60_000_000_000)


POISONS: Final[Mapping[str, Poison]] = {
    "a journal that names files outside": journal_outside,
    "a journal whose staging is a link": journal_through_links,
    "a journal that goes through a link": journal_from_a_link_within,
    "a journal nested deeply": journal_deep,
    "entries of a kind swapped": swapped,
    "entries that hold null": of_other_types(None),
    "entries that hold a list": of_other_types([]),
    "entries that hold a number": of_other_types(5),
    "entries that hold keys": of_other_types({"basis": 1, "lines": 5}),
    "entries that are no JSON": no_json,
    "a last build of odd types": last_build_of_another,
    "folders for entries": in_the_place_of_entries(folder_with_content),
    "links for entries": in_the_place_of_entries(lambda f, v: f.symlink_to(v / "thesis.txt")),
    "links to endless files for entries": in_the_place_of_entries(
        lambda file, _: file.symlink_to("/dev/zero")
    ),
    "links to themselves for entries": in_the_place_of_entries(
        lambda file, _: file.symlink_to(file)
    ),
    "pipes for entries": in_the_place_of_entries(lambda file, _: os.mkfifo(file)),
    "links for kinds": in_the_place_of_kinds,
    "links for folders of entries": in_the_place_of_folders_of_kinds,
    "a link for the store": store_elsewhere,
    "links for folders": folders_elsewhere,
    "files for folders": files_for_folders,
    "folders for files": folders_for_files,
    "pipes for files": pipes_for_files,
    "a lock of a process that is gone": lock_of_the_dead,
    "a lock of odd types": lock_of_odd_types,
    "a list of files that names others": list_names_others,
    "a list within that names others": list_within_names_others,
    "entries that nobody may write": read_only,
    "entries of sixty gigabytes": sparse,
}
EDITED: Final = text(COURSE, 3)


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the course once, to be copied for each poison; a moved folder keeps its mark."""
    root = tmp_path_factory.mktemp("begun") / "course"
    write(root, COURSE)
    built(root)
    return root


@pytest.fixture(scope="module")
def right(begun: Path) -> dict[str, bytes]:
    return clean(begun, EDITED)


@pytest.mark.skipif(sys.platform == "win32", reason="links and pipes as on POSIX")
@pytest.mark.parametrize("name", POISONS)
def test_a_poisoned_state_harms_nothing(
    begun: Path, right: Mapping[str, bytes], tmp_path: Path, name: str
) -> None:
    root, victim = tmp_path / "course", tmp_path / "victim"
    shutil.copytree(begun, root, symlinks=True)
    marked_as_own(root / ".seodang")
    assert ran("build", root, "--today", DAY) == 0
    write(victim, VICTIM)
    POISONS[name](root, victim)
    before = tree(victim)
    assert ran("check", root) == 0
    assert tree(victim) == before
    write(root, EDITED)
    assert ran("build", root, "--today", DAY) == 0
    assert site(root) == right
    assert ran("build", root, "--today", DAY) == 0
    assert site(root) == right
    out = tmp_path / "out"
    assert ran("publish", root, "--to", str(out), "--yes", "--no-check", "--today", DAY) == 0
    assert (out / "index.html").read_bytes() == right["index.html"]
    assert tree(victim) == before
    assert ran("clean", root, "--older", "1h") == 0
    assert ran("clean", root) == 0
    assert tree(victim) == before
    assert not (root / "site/index.html").exists()


def ran(command: str, root: Path, *more: str) -> int:
    code = main([command, "--root", str(root), *more])
    report = root / ".seodang/bug.txt"
    assert code != BUG, report.read_text("utf-8") if report.is_file() else "a mistake"
    return code


def site(root: Path) -> dict[str, bytes]:
    """Return the files of the site but for those that a poison put there."""
    return {
        n: content
        for n, content in tree(root / "site").items()
        if not n.startswith(("way/", "en/"))
    }
