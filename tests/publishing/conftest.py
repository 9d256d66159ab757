"""Real targets on this computer: a folder served over HTTP, a bare repository, an sshd."""

from __future__ import annotations

import functools
import http.server
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from courses import BuildCourse
from publishing.built import PAGES, write_site
from publishing.servers import Serve, Sshd, running_sshd


@pytest.fixture
def root(build_course: BuildCourse) -> Path:
    """A course with a built site that passed."""
    course = build_course({})
    write_site(course, PAGES)
    return course


class _Silent(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        pass


@pytest.fixture
def serve() -> Iterator[Serve]:
    """Serve a folder on loopback and return its address."""
    servers = []

    def start(folder: Path) -> str:
        handler = functools.partial(_Silent, directory=str(folder))
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
        servers.append(server)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        return f"http://127.0.0.1:{server.server_port}/"

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()


@pytest.fixture(scope="session")
def sshd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sshd]:
    """A real sshd on loopback."""
    with running_sshd(tmp_path_factory.mktemp("sshd"), "internal-sftp") as server:
        yield server


@pytest.fixture(scope="session")
def plain_sshd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sshd]:
    """An sshd that cannot move a file over another, as some hosts' servers."""
    folder = tmp_path_factory.mktemp("plain-sshd")
    with running_sshd(folder, "internal-sftp -P posix-rename") as server:
        yield server
