"""A hall: the finished site, on this machine's own address and in networks made for the test."""

from __future__ import annotations

import errno
import socket
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing
from http.client import HTTPConnection
from pathlib import Path

import pytest

from courses import BuildCourse, run_cli
from seodang.serving.request_handler import RequestHandler
from seodang.serving.server import Application, Server, serving
from seodang.serving.static_files import StaticFiles
from serving.previews import until

PAGE = "<!doctype html><title>쪽</title><body>" + "글 " * 2000 + "</body>"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    folder = tmp_path / "site"
    (folder / "lessons").mkdir(parents=True)
    for address in ("index.html", "lessons/a.html"):
        (folder / address).write_text(PAGE, "utf-8")
    return folder


@pytest.fixture
def hall(site: Path) -> Iterator[Server]:
    handler = RequestHandler(StaticFiles(site), frozenset({"127.0.0.1"}), packs=True)
    with serving(Server(("127.0.0.1", 0), Application(handler))) as server:
        yield server


def raw(server: Server, request: bytes) -> bytes:
    """Send bytes and return all that comes back; nothing where the line is cut."""
    try:
        with socket.create_connection(("127.0.0.1", server.port), timeout=5) as line:
            line.sendall(request)
            line.shutdown(socket.SHUT_WR)
            return b"".join(iter(lambda: line.recv(65536), b""))
    except OSError as error:
        if isinstance(error, ConnectionError) or error.errno == errno.ENOTCONN:
            return b""
        raise


def test_forty_phones_with_six_lines_each_are_served(hall: Server) -> None:
    ask = b"GET /lessons/a.html HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"
    with ThreadPoolExecutor(240) as phones:
        answers = list(phones.map(lambda _: raw(hall, ask), range(240)))
    assert {answer.partition(b"\r\n")[0] for answer in answers} == {b"HTTP/1.1 200 OK"}
    assert {answer.endswith(PAGE.encode()) for answer in answers} == {True}


def test_a_film_comes_in_parts_on_one_line(hall: Server, site: Path) -> None:
    film = bytes(range(256)) * 100
    (site / "film.mp4").write_bytes(film)
    line = HTTPConnection("127.0.0.1", hall.port, timeout=5)
    with closing(line):
        got = b""
        while len(got) < len(film):
            line.request(
                "GET", "/film.mp4", headers={"Range": f"bytes={len(got)}-{len(got) + 9999}"}
            )
            answer = line.getresponse()
            assert (answer.status, answer.headers["Content-Type"]) == (206, "video/mp4")
            got += answer.read()
        assert got == film
        line.request("GET", "/film.mp4", headers={"Range": f"bytes={len(film)}-"})
        answer = line.getresponse()
        assert (answer.status, answer.read()) == (416, b"")
        line.request("HEAD", "/film.mp4", headers={"Range": "bytes=0-1"})
        answer = line.getresponse()
        assert (answer.status, answer.headers["Content-Length"]) == (200, str(len(film)))
        assert answer.read() == b""


def test_lines_beyond_the_bound_are_refused_and_later_served(hall: Server) -> None:
    hall._slots = threading.BoundedSemaphore(2)
    ask = b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"
    with ExitStack() as idle:
        lines = [socket.create_connection(("127.0.0.1", hall.port), timeout=5) for _ in range(2)]
        for line in lines:
            idle.enter_context(line)
            line.sendall(ask)
            assert line.recv(15) == b"HTTP/1.1 200 OK"
        assert raw(hall, ask) == b""
    until(lambda: raw(hall, ask).startswith(b"HTTP/1.1 200"))


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS"])
def test_a_reader_can_only_read(hall: Server, site: Path, method: str) -> None:
    body = f"{method} /index.html HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 1\r\n\r\nx"
    assert raw(hall, body.encode()).startswith(b"HTTP/1.1 501")
    assert (site / "index.html").read_text("utf-8") == PAGE


def test_what_follows_a_body_nobody_asked_for_is_not_taken_for_a_request(hall: Server) -> None:
    smuggled = b"GET /index.html HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"
    first = b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: %d\r\n\r\n" % len(smuggled)
    assert raw(hall, first + smuggled).count(b"HTTP/1.1 ") == 1


def test_a_hall_is_told_no_events_and_gets_no_script(hall: Server) -> None:
    ask = b"GET /__seodang/events HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"
    assert raw(hall, ask).startswith(b"HTTP/1.1 404")
    assert b"<script" not in raw(hall, b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")


def test_a_stranger_is_not_let_in(site: Path) -> None:
    handler = RequestHandler(StaticFiles(site), frozenset({"127.0.0.1"}))
    application = Application(handler, admits=lambda _: False)
    with serving(Server(("127.0.0.1", 0), application)) as server:
        assert raw(server, b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n") == b""


def test_there_has_to_be_a_finished_site(build_course: BuildCourse) -> None:
    run = run_cli(build_course({}), "serve", "--share")
    assert run.code == 1
    assert "there is no finished site yet" in run.err
    assert "run 'seodang build' first" in run.err


def test_an_address_of_another_machine_cannot_be_shared(build_course: BuildCourse) -> None:
    root = build_course({"site/index.html": PAGE})
    run = run_cli(root, "serve", "--share", "--address", "198.51.100.7")
    assert run.code == 1
    assert "this computer has no such address" in run.err


def test_a_taken_port_is_named(build_course: BuildCourse) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        run = run_cli(build_course({}), "serve", "--port", str(port))
    assert run.code == 1
    assert f"'127.0.0.1:{port}' cannot be served" in run.err
