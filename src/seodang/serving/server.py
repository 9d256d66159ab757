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

from seodang.serving.events import Event, EventStream
from seodang.serving.request_handler import EVENTS, Request, RequestHandler, Response

MAX_CONNECTIONS: Final = 400
"""Connections at a time: forty phones open six each, and some linger."""
_IDLE_TIMEOUT: Final = 20.0
"""Seconds that a connection may say nothing."""
_FIRST_PORT, _PORTS = 8000, 20


@dataclass(frozen=True, slots=True)
class Application:
    """What a server serves, and to whom; without `events` nothing is told of changes."""

    handler: RequestHandler
    events: EventStream | None = None
    admits: Callable[[str], bool] = lambda _: True


class Server(socketserver.ThreadingTCPServer):
    """Serves at one address and port."""

    daemon_threads = True
    block_on_close = False
    request_queue_size = 128
    # Without it a port stays taken for a minute; on Windows it would let two programs share one.
    allow_reuse_address = sys.platform != "win32"

    def __init__(self, address: tuple[str, int], application: Application) -> None:
        self.application = application
        self._slots = threading.BoundedSemaphore(MAX_CONNECTIONS)
        super().__init__(address, _Connection)

    @property
    def port(self) -> int:
        """The port on which it listens."""
        return int(self.server_address[1])

    def verify_request(self, request: Any, client_address: Any) -> bool:  # noqa: ARG002
        """Whether a reader may ask at all."""
        return self.application.admits(client_address[0])

    def process_request(self, request: Any, client_address: Any) -> None:
        """Take a connection, or refuse it where there are too many already."""
        if self._slots.acquire(blocking=False):
            super().process_request(request, client_address)
        else:
            self.shutdown_request(request)

    def process_request_thread(self, request: Any, client_address: Any) -> None:
        """Serve a connection to its end."""
        try:
            super().process_request_thread(request, client_address)
        finally:
            self._slots.release()

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
        # Open streams end now, not at their next sign of life.
        if server.application.events is not None:
            server.application.events.close()
        server.shutdown()
        server.server_close()
        thread.join()


def open_server(host: str, port: int | None, application: Application) -> Server:
    """Open a server on a port, or on the first free one from 8000 on.

    Raises `OSError` where the port is taken or the address is not this machine's.
    """
    if port is not None:
        return Server((host, port), application)
    for tried in range(_FIRST_PORT, _FIRST_PORT + _PORTS):
        with suppress(OSError):
            return Server((host, tried), application)
    return Server((host, 0), application)


class _Connection(BaseHTTPRequestHandler):
    server: Server
    protocol_version = "HTTP/1.1"
    server_version, sys_version = "seodang", ""
    timeout = _IDLE_TIMEOUT
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
        application = self.server.application
        handler, events = application.handler, application.events
        path, _, edition = self.path.partition("?")
        if events is not None and path == EVENTS and handler.is_known_host(request):
            self._stream(events, headers.get("last-event-id") or edition)
        else:
            self._send(handler.handle(request), with_body=with_body)

    def _send(self, response: Response, *, with_body: bool) -> None:
        self.send_response(response.status)
        for name, value in response.headers.items():
            self.send_header(name, value)
        if response.status != HTTPStatus.NOT_MODIFIED:
            self.send_header("Content-Length", str(len(response.body)))
        if self.close_connection:
            self.send_header("Connection", "close")
        self.end_headers()
        if with_body:
            self.wfile.write(response.body)

    def _stream(self, events: EventStream, edition: str) -> None:
        """Send events as they come (Server-Sent Events), until the browser goes away."""
        self.close_connection = True
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream; charset=utf-8")
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        event: Event | None = events.since(edition)
        while events.is_open:
            self.wfile.write(_as_sse(event))
            self.wfile.flush()
            edition = event.edition if event else edition
            event = events.wait(edition)


def _as_sse(event: Event | None) -> bytes:
    if event is None:
        return b":\n\n"  # a comment: browsers ignore it, and writing it shows whether one is there
    return f"id: {event.edition}\ndata: {event.as_json()}\n\n".encode()
