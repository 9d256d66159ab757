"""A real sshd on loopback, and a real static web server."""

from __future__ import annotations

import getpass
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

Serve = Callable[[Path], str]


@dataclass(frozen=True)
class Sshd:
    """A server of our own: its port, ssh's settings that reach it, and others that do not."""

    port: int
    user: str
    configuration: Path
    with_another_key: Path
    with_unknown_host: Path
    with_changed_host: Path

    def place(self, folder: Path, scheme: str = "sftp") -> str:
        """Write a folder on this server as a target."""
        return f"{scheme}://{self.user}@127.0.0.1:{self.port}{folder}"


def program(name: str, advice: str) -> str:
    """Find a program; on the Linux of our CI it has to be there."""
    found = shutil.which(name, path=os.environ["PATH"] + os.pathsep + "/usr/sbin")
    if found is None and sys.platform == "linux" and os.environ.get("CI"):
        pytest.fail(f"{name} is missing: {advice}")
    if found is None:
        pytest.skip(f"{name} is missing: {advice}")
    return found


@contextmanager
def running_sshd(folder: Path, subsystem: str) -> Iterator[Sshd]:
    server = program("sshd", "apt install openssh-server")
    for name in ("host", "own", "other"):
        keygen = ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(folder / name)]
        subprocess.run(keygen, check=True, timeout=60)
    port = _free_port()
    (folder / "authorized").write_bytes((folder / "own.pub").read_bytes())
    (folder / "authorized").chmod(0o600)
    (folder / "sshd_config").write_text(
        f"ListenAddress 127.0.0.1:{port}\nHostKey {folder}/host\nPidFile none\n"
        f"AuthorizedKeysFile {folder}/authorized\nStrictModes no\nPermitRootLogin yes\n"
        f"PasswordAuthentication no\nKbdInteractiveAuthentication no\n"
        f"Subsystem sftp {subsystem}\n"
    )
    if os.getuid() == 0:
        Path("/run/sshd").mkdir(mode=0o755, exist_ok=True)
    command = [server, "-D", "-e", "-f", str(folder / "sshd_config")]
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(command, stderr=log, stdout=log)
        try:
            _wait_for(port, folder / "log")
            yield _settings(folder, port)
        finally:
            process.terminate()
            process.wait(timeout=20)


def _settings(folder: Path, port: int) -> Sshd:
    own, other = ((folder / f"{name}.pub").read_text().split()[1] for name in ("host", "other"))
    configurations = {}
    for name, key, known in (
        ("right", "own", own),
        ("key", "other", own),
        ("unknown", "own", None),
        ("changed", "own", other),
    ):
        hosts = folder / f"{name}.hosts"
        hosts.write_text(f"[127.0.0.1]:{port} ssh-ed25519 {known}\n" if known else "")
        configurations[name] = folder / f"{name}.conf"
        configurations[name].write_text(
            f"Host *\n  IdentityFile {folder}/{key}\n  IdentitiesOnly yes\n"
            f"  IdentityAgent none\n  UserKnownHostsFile {hosts}\n  GlobalKnownHostsFile none\n"
        )
    return Sshd(port, getpass.getuser(), *configurations.values())


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _wait_for(port: int, log: Path) -> None:
    for _ in range(100):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    pytest.fail(f"sshd did not start: {log.read_text()}")
