"""What the server answers, without a socket."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from seodang.serving.request_handler import Request, RequestHandler, Response
from seodang.serving.static_files import StaticFiles, type_of

PAGE = "<!doctype html><title>쪽</title><body><p>글</p></body></html>"
PAGES = "/ /index.html /lessons/a.html?x=1 /ai/lessons/a.html /ai/"
PAGES += " /lessons/%EC%83%88%20%EC%88%98%EC%97%85.html"
NO_PAGES = "/../mkdocs.yml /..%2fmkdocs.yml /%2e%2e/mkdocs.yml /lessons/../../mkdocs.yml"
NO_PAGES += " /..%5cmkdocs.yml /out.yml /.gitignore //etc/passwd /C:/Windows/win.ini /lessons"
NO_PAGES += " /lessons/ /%00 /a%ffb http://localhost/index.html /ai/../mkdocs.yml"
NO_PAGES += " /__seodang/live.js /" + "a" * 5000


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    site = tmp_path / "course" / "site"
    for address in ("index.html", "404.html", "lessons/a.html", "lessons/새 수업.html"):
        (site / address).parent.mkdir(parents=True, exist_ok=True)
        (site / address).write_text(PAGE, "utf-8")
    (site / "style.css").write_text("p { color: black }\n" * 100)
    (site / ".gitignore").write_text("*\n")
    (tmp_path / "course" / "mkdocs.yml").write_text("secret: 1\n")
    (site / "out.yml").symlink_to(tmp_path / "course" / "mkdocs.yml")
    return site


def handler(folder: Path, *, packs: bool = False) -> RequestHandler:
    return RequestHandler(StaticFiles(folder, "/ai/"), frozenset({"localhost"}), packs=packs)


def ask(handler: RequestHandler, target: str, **headers: str) -> Response:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return handler.handle(Request(target, {"host": "localhost:8000", **named}))


@pytest.mark.parametrize("target", PAGES.split())
def test_a_page_is_found_by_its_address_and_by_its_public_path(folder: Path, target: str) -> None:
    answer = ask(handler(folder), target)
    assert (answer.status, answer.body) == (200, PAGE.encode())
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"


@pytest.mark.parametrize("target", NO_PAGES.split())
def test_nothing_but_files_of_the_site_is_given(folder: Path, target: str) -> None:
    answer = ask(handler(folder), target)
    assert answer.status == 404
    assert b"secret" not in answer.body
    assert answer.body == PAGE.encode()


@pytest.mark.parametrize("host", ["evil.example", "localhost.evil.example:8000", "", "[::2]:80"])
def test_a_stranger_s_name_for_this_machine_is_refused(folder: Path, host: str) -> None:
    assert ask(handler(folder), "/", host=host).status == 403


def test_a_page_the_browser_has_is_not_sent_again(folder: Path) -> None:
    first = ask(handler(folder), "/")
    assert first.headers["Cache-Control"] == "no-cache"
    again = ask(handler(folder), "/", if_none_match=first.headers["ETag"])
    assert (again.status, again.body) == (304, b"")
    (folder / "index.html").write_text(PAGE.replace("글", "새 글"), "utf-8")
    assert ask(handler(folder), "/", if_none_match=first.headers["ETag"]).status == 200


def test_texts_are_packed_for_a_full_hall(folder: Path) -> None:
    plain = ask(handler(folder, packs=True), "/style.css").body
    packed = ask(handler(folder, packs=True), "/style.css", accept_encoding="gzip, br")
    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.body) == plain
    assert (
        "Content-Encoding" not in ask(handler(folder), "/style.css", accept_encoding="gzip").headers
    )


PARTS = {
    "bytes=0-1": ("bytes 0-1/10", b"01"),  # what Safari asks first, to learn whether it may
    "bytes=0-": ("bytes 0-9/10", b"0123456789"),
    "bytes=7-": ("bytes 7-9/10", b"789"),
    "bytes=9-9": ("bytes 9-9/10", b"9"),
    "bytes=4-1000": ("bytes 4-9/10", b"456789"),
    "bytes=-3": ("bytes 7-9/10", b"789"),
    "bytes=-1000": ("bytes 0-9/10", b"0123456789"),
    "Bytes=1-2": ("bytes 1-2/10", b"12"),
}
NO_PARTS = "bytes=2-1 bytes=- bytes=a-b bytes=0-1,3-4 bytes=1 lines=0-1 bytes=+1-2 bytes=１-２"
NO_PARTS += f" bytes=0-{'9' * 5000} bytes"


@pytest.fixture
def sound(folder: Path) -> Path:
    (folder / "sound.mp3").write_bytes(b"0123456789")
    (folder / "silence.mp3").write_bytes(b"")
    return folder


@pytest.mark.parametrize("asked", PARTS)
def test_a_part_of_a_file_is_given_to_who_asks_for_it(sound: Path, asked: str) -> None:
    answer = ask(handler(sound, packs=True), "/sound.mp3", range=asked, accept_encoding="gzip")
    assert (answer.headers["Content-Range"], answer.body) == PARTS[asked]
    assert answer.status == 206
    whole = ask(handler(sound, packs=True), "/sound.mp3")
    assert whole.headers.items() < answer.headers.items()
    assert whole.headers["Accept-Ranges"] == "bytes"


@pytest.mark.parametrize("asked", ["bytes=10-", "bytes=10-20", "bytes=-0"])
def test_who_asks_for_bytes_beyond_the_end_learns_where_it_is(sound: Path, asked: str) -> None:
    answer = ask(handler(sound), "/sound.mp3", range=asked)
    assert (answer.status, answer.body) == (416, b"")
    assert answer.headers["Content-Range"] == "bytes */10"


@pytest.mark.parametrize("asked", NO_PARTS.split())
def test_what_names_no_single_part_is_answered_with_the_whole(sound: Path, asked: str) -> None:
    answer = ask(handler(sound), "/sound.mp3", range=asked)
    assert (answer.status, answer.body) == (200, b"0123456789")
    assert "Content-Range" not in answer.headers


@pytest.mark.parametrize("asked", ["bytes=0-", "bytes=-1"])
def test_nothing_has_no_parts(sound: Path, asked: str) -> None:
    assert ask(handler(sound), "/silence.mp3", range=asked).status == 200


def test_a_part_belongs_to_the_edition_that_the_browser_has(sound: Path) -> None:
    tag = ask(handler(sound), "/sound.mp3").headers["ETag"]
    part = {"range": "bytes=0-1"}
    assert ask(handler(sound), "/sound.mp3", **part, if_range=tag).status == 206
    assert ask(handler(sound), "/sound.mp3", **part, if_range='"other"').status == 200
    assert ask(handler(sound), "/sound.mp3", **part, if_range=f"W/{tag}").status == 200
    date = "Sat, 21 Nov 2026 00:00:00 GMT"
    assert ask(handler(sound), "/sound.mp3", **part, if_range=date).status == 200
    assert ask(handler(sound), "/sound.mp3", **part, if_none_match=tag).status == 304
    assert ask(handler(sound), "/nowhere.mp3", **part).status == 404


def test_a_packed_text_has_no_parts(folder: Path) -> None:
    answer = ask(
        handler(folder, packs=True), "/style.css", accept_encoding="gzip", range="bytes=0-1"
    )
    assert (answer.status, answer.headers["Content-Encoding"]) == (200, "gzip")
    assert "Accept-Ranges" not in answer.headers


def test_types_do_not_depend_on_the_machine() -> None:
    assert type_of("a/b.js") == "text/javascript; charset=utf-8"
    assert type_of("a.SVG") == "image/svg+xml; charset=utf-8"
    assert type_of("a.woff2") == "font/woff2"
    assert type_of("data/표.csv") == "text/csv; charset=utf-8"
    assert type_of("LICENSE") == "application/octet-stream"
