"""Events, edits and codes, each for itself."""

from __future__ import annotations

import json
import threading
import unicodedata
from ipaddress import IPv4Interface

import pytest
import segno

from seodang.serving.edits import Edits, is_authored, lessons_of
from seodang.serving.events import EventStream
from seodang.serving.network import is_near
from seodang.serving.qr import qr_code


@pytest.mark.parametrize(
    "path",
    [
        *("lessons/a/.~notebook.ipynb", "lessons/a/.ipynb_checkpoints/notebook-checkpoint.ipynb"),
        *("lessons/a/notebook.md~", "lessons/a/.notebook.md.swp", "lessons/a/4913"),
        *("lessons/a/__pycache__/x.cpython-311.pyc", "lessons/~$표.csv", "curriculum/#x.yml#"),
        *("site/index.html", ".seodang/store/a", ".git/index", "README.md", ""),
    ],
)
def test_what_programs_keep_for_themselves_is_no_edit(path: str) -> None:
    assert not is_authored(path)


@pytest.mark.parametrize(
    "path", ["mkdocs.yml", "lessons/a/notebook.ipynb", "theme", "exercises/x.yml", "lessons/a"]
)
def test_what_authors_write_is_an_edit(path: str) -> None:
    assert is_authored(path)


def test_edited_lessons_are_those_whose_files_changed() -> None:
    paths = ["lessons/a/notebook.md", "lessons/b/data/x.csv", "lessons/c", "mkdocs.yml", "lessons"]
    assert lessons_of(paths) == {"a", "b"}


def test_edits_are_taken_together() -> None:
    edits = Edits()
    assert edits.take(0) == frozenset()
    edits.add(["a"])
    edits.add([])
    edits.add(["b", "a"])
    assert edits.are_pending
    assert edits.take() == {"a", "b"}
    assert not edits.are_pending


def test_a_watcher_s_failure_is_raised_where_edits_are_taken() -> None:
    edits = Edits()
    edits.fail(OSError("no more watches"))
    with pytest.raises(OSError, match="no more watches"):
        edits.take()


def test_a_browser_hears_what_changed_since_its_own_edition() -> None:
    events = EventStream()
    first = events.edition
    events.publish(["a.html"], ())
    second = events.edition
    events.publish(["b.html", "c.html"], ("a mistake",))
    assert events.since(first).changed == ("a.html", "b.html", "c.html")
    assert events.since(second).changed == ("b.html", "c.html")
    assert events.since(events.edition).changed == ()
    assert events.since("other.1").changed is None
    assert events.since("").changed is None
    told = json.loads(events.since(second).as_json())
    assert told == {
        "edition": events.edition,
        "changed": ["b.html", "c.html"],
        "problems": ["a mistake"],
    }


def test_waiting_ends_with_the_next_event_and_with_the_preview() -> None:
    events = EventStream()
    heard = []
    waiting = threading.Thread(target=lambda: heard.append(events.wait(events.edition)))
    waiting.start()
    events.publish(["a.html"], ())
    waiting.join(5)
    assert heard[0] is not None
    closing = threading.Thread(target=events.wait, args=(events.edition,))
    closing.start()
    events.close()
    closing.join(5)
    assert not closing.is_alive()
    assert not events.is_open


@pytest.mark.parametrize("encoding", ["utf-8", "cp949", None])
def test_a_code_in_the_terminal_is_the_code_of_the_address(encoding: str | None) -> None:
    address = "http://192.168.137.100:8000/"
    drawn = qr_code(address, encoding)
    drawn.encode(encoding or "ascii")
    expected = [list(row) for row in segno.make_qr(address, error="m").matrix_iter(border=2)]
    assert _read(drawn) == expected


def _read(drawn: str) -> list[list[int]]:
    rows: list[list[int]] = []
    for line in drawn.splitlines():
        if "\033[30;107m" in line:
            signs = line.removeprefix("\033[30;107m").removesuffix("\033[0m")
            names = [unicodedata.name(sign) for sign in signs]
            rows.append([int(name in ("UPPER HALF BLOCK", "FULL BLOCK")) for name in names])
            rows.append([int(name in ("LOWER HALF BLOCK", "FULL BLOCK")) for name in names])
        else:
            cells = line.removesuffix("\033[0m").split("  ")[:-1]
            rows.append([int(cell == "\033[40m") for cell in cells])
    return rows[: len(rows[0])]


def test_only_readers_in_local_networks_are_near() -> None:
    hall = IPv4Interface("147.46.10.5/255.255.255.0")
    assert is_near("147.46.10.77", hall)
    assert is_near("10.20.30.40", hall)
    assert is_near("127.0.0.1", hall)
    assert not is_near("147.46.11.1", hall)
    assert not is_near("8.8.8.8", hall)
