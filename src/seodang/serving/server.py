"""The HTTP server: the standard library's, with bounds on what it takes on."""

from __future__ import annotations

import socketserver
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler
from typing import Any, Final

from seodang.serving.answers import EVENTS, Answer, Desk, Request
from seodang.serving.news import News, Newsroom

MOST: Final = 400
"""Connections at a time: forty phones open six each, and some linger."""
_IDLE: Final = 20.0
"""Seconds that a connection may say nothing."""
_FIRST_PORT, _PORTS = 8000, 20


@dataclass(frozen=True, slots=True)
class Counter:
    """What a server serves: a desk, to browsers that ask for it the news, and to whom."""

    desk: Desk
    newsroom: Newsroom | None = None
    is_welcome: Callable[[str], bool] = lambda _: True


class Server(socketserver.ThreadingTCPServer):
    """Serves at one address and port."""

    daemon_threads = True
    block_on_close = False
    request_queue_size = 128
    # Without it a port stays taken for a minute; on Windows it would let two programs share one.
    allow_reuse_address = sys.platform != "win32"

    def __init__(self, address: tuple[str, int], counter: Counter) -> None:
        self.desk = counter.desk
        self.newsroom = counter.newsroom
        self._is_welcome = counter.is_welcome
        self._places = threading.BoundedSemaphore(MOST)
        super().__init__(address, _Handler)

    @property
    def port(self) -> int:
        """The port on which it listens."""
        return int(self.server_address[1])

    def verify_request(self, request: Any, client_address: Any) -> bool:  # noqa: ARG002
        """Whether a reader may ask at all."""
        return self._is_welcome(client_address[0])

    def process_request(self, request: Any, client_address: Any) -> None:
        """Take a connection, or refuse it where there are too many already."""
        if self._places.acquire(blocking=False):
            super().process_request(request, client_address)
        else:
            self.shutdown_request(request)

    def process_request_thread(self, request: Any, client_address: Any) -> None:
        """Serve a connection to its end."""
        try:
            super().process_request_thread(request, client_address)
        finally:
            self._places.release()

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing of a reader who went away in the middle; all else is a mistake of ours."""
        if not isinstance(sys.exception(), ConnectionError | TimeoutError):
            super().handle_error(request, client_address)


@contextmanager
def serving(server: Server) -> Iterator[Server]:
    """Serve in the background, and end it."""
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.1})
    thread.daemon = True
    thread.start()
    try:
        yield server
    finally:
        if server.newsroom is not None:
            server.newsroom.close()
        server.shutdown()
        server.server_close()
        thread.join()


def open_server(host: str, port: int | None, counter: Counter) -> Server:
    """Open a server on a port, or on the first free one from 8000 on.

    Raises `OSError` where the port is taken or the address is not this machine's.
    """
    if port is not None:
        return Server((host, port), counter)
    for tried in range(_FIRST_PORT, _FIRST_PORT + _PORTS):
        with suppress(OSError):
            return Server((host, tried), counter)
    return Server((host, 0), counter)


class _Handler(BaseHTTPRequestHandler):
    server: Server
    protocol_version = "HTTP/1.1"
    server_version, sys_version = "seodang", ""
    timeout = _IDLE
    # Headers and body leave together; a second small packet would wait for the first's receipt.
    wbufsize = -1
    disable_nagle_algorithm = True

    def do_GET(self) -> None:
        self._respond(with_body=True)

    def do_HEAD(self) -> None:
        self._respond(with_body=False)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 (the library's name)
        """Keep the terminal for what authors have to know."""

    def _respond(self, *, with_body: bool) -> None:
        headers = {name.lower(): value for name, value in self.headers.items()}
        if "content-length" in headers or "transfer-encoding" in headers:
            self.close_connection = True  # nobody here reads what would follow
        if not with_body:
            headers.pop("range", None)  # a part is defined for GET alone (RFC 9110, 14.2)
        request = Request(self.path, headers)
        newsroom = self.server.newsroom
        is_stream = newsroom is not None and self.path.partition("?")[0] == EVENTS
        if newsroom is not None and is_stream and self.server.desk.is_called_by_name(request):
            self._stream(newsroom, headers.get("last-event-id") or self.path.partition("?")[2])
        else:
            self._send(self.server.desk.answer(request), with_body=with_body)

    def _send(self, answer: Answer, *, with_body: bool) -> None:
        self.send_response(answer.status)
        for name, value in answer.headers.items():
            self.send_header(name, value)
        if answer.status != HTTPStatus.NOT_MODIFIED:
            self.send_header("Content-Length", str(len(answer.body)))
        if self.close_connection:
            self.send_header("Connection", "close")
        self.end_headers()
        if with_body:
            self.wfile.write(answer.body)

    def _stream(self, newsroom: Newsroom, edition: str) -> None:
        """Send the news as they come (Server-Sent Events), until the browser goes away."""
        self.close_connection = True
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream; charset=utf-8")
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        news: News | None = newsroom.since(edition)
        while newsroom.is_open:
            self.wfile.write(_event(news))
            self.wfile.flush()
            edition = news.edition if news else edition
            news = newsroom.wait(edition)


def _event(news: News | None) -> bytes:
    if news is None:
        return b":\n\n"
    return f"id: {news.edition}\ndata: {news.as_json()}\n\n".encode()
