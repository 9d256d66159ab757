"""A root of its own for every notebook: Linux namespaces, without help of other programs.

The server prepares a root that shows the system's and Python's files read-only; each notebook
then enters a copy of that view with an empty writable folder, its own processes and no network.
"""

from __future__ import annotations

import os
import platform
import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

from seodang.execution.child import system_calls as linux
from seodang.execution.child.workspace_copy import copy_workspace

PRIVATE: Final = "/notebook"
"""The one place, seen from inside, where a notebook may write."""
WORKSPACE: Final = f"{PRIVATE}/lesson"
SCRATCH: Final = f"{PRIVATE}/scratch"

# Something is mounted there on every Linux, and no Python and no course lies below it: inside
# the server's own namespace nothing is missed when the new root is built on top of it.
_ROOT: Final = "/sys"

_SYSTEM: Final = ("/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64", "/nix/store", "/gnu/store")
_SETTINGS: Final = (
    "alternatives",
    "ca-certificates",
    "fonts",
    "group",
    "host.conf",
    "hosts",
    "ld.so.cache",
    "localtime",
    "mime.types",
    "nsswitch.conf",
    "os-release",
    "passwd",
    "pki",
    "protocols",
    "resolv.conf",
    "services",
    "ssl",
)
_DEVICES: Final = ("null", "zero", "full", "random", "urandom")
# From here on a process namespace has its own greatest PID (linux commit 7863dcc72d0f).
_OWN_PID_LIMIT: Final = (6, 14)
_LEAST_PIDS: Final = 301  # the kernel reserves 300


def prepare(extra: Iterable[str] = ()) -> None:
    """Move this process into namespaces of its own and build the root for notebooks there.

    `extra` are more folders to show. Raises `OSError` where the machine does not allow it.
    """
    # Root needs no user namespace; in one it could not read a course that is another user's.
    if os.geteuid() == 0:
        linux.unshare(linux.NEW_MOUNTS)
    else:
        _become_root_of_new_namespace()
    # Private: what is mounted from here on must not appear in the namespace this came from.
    linux.mount("none", "/", "", linux.RECURSIVE | linux.PRIVATE)
    linux.mount("tmpfs", _ROOT, "tmpfs", linux.NO_SETUID | linux.NO_DEVICES, "mode=755,size=1m")
    for path in _shown(extra):
        _show(path)
    _make_devices()
    for folder in ("/proc", PRIVATE):
        Path(_ROOT + folder).mkdir()
    temporary = Path(_ROOT, "tmp")
    if not temporary.exists():  # Python itself may be installed there
        temporary.symlink_to(SCRATCH)


def enter(request: dict[str, Any]) -> None:
    """Enter the prepared root from a process that is the first of a new PID namespace.

    Copies the workspace on the way; raises `WorkspaceChangedError` as `copy_workspace` does.
    """
    network = 0 if request["network"] else linux.NEW_NETWORK
    linux.unshare(linux.NEW_MOUNTS | linux.NEW_IPC | linux.NEW_NAMES | network)
    flags = linux.NO_SETUID | linux.NO_DEVICES | linux.NO_PROGRAMS
    # Not in `prepare`: /proc shows the PID namespace of the process that mounts it.
    linux.mount("proc", _ROOT + "/proc", "proc", flags)
    _limit_processes(request["limits"]["processes"])
    # Read-only from here on: below /proc/sys are settings of the whole machine.
    read_only = linux.REMOUNT | linux.BIND | linux.READ_ONLY
    linux.mount("proc", _ROOT + "/proc", "", flags | read_only)
    size = f"mode=755,size={request['limits']['files']}"
    linux.mount("tmpfs", _ROOT + PRIVATE, "tmpfs", linux.NO_SETUID | linux.NO_DEVICES, size)
    for folder in (WORKSPACE, SCRATCH):
        Path(_ROOT + folder).mkdir()
    copy_workspace(Path(_ROOT + WORKSPACE), Path(request["folder"]), request["files"])
    linux.mount("tmpfs", _ROOT, "", read_only | linux.NO_SETUID | linux.NO_DEVICES)
    linux.enter_root(_ROOT)
    if network:
        linux.raise_loopback()  # a kernel is talked to over it
    linux.name_host("seodang")
    linux.drop_privileges()  # last: everything above needs them


def _become_root_of_new_namespace() -> None:
    user, group = os.geteuid(), os.getegid()
    linux.unshare(linux.NEW_USERS | linux.NEW_MOUNTS)
    # Only after this does the kernel let a user write a map of groups (user_namespaces(7)).
    Path("/proc/self/setgroups").write_text("deny")
    Path("/proc/self/uid_map").write_text(f"{user} {user} 1")
    Path("/proc/self/gid_map").write_text(f"{group} {group} 1")


def _shown(extra: Iterable[str]) -> Iterator[str]:
    """Yield the paths that notebooks see, none of them below another."""
    own = Path(__file__).parents[2]  # the engine, where it is not installed among the others
    wanted = {*_SYSTEM, sys.prefix, sys.base_prefix, sys.exec_prefix, str(own), *extra}
    wanted |= {f"/etc/{name}" for name in _SETTINGS}
    wanted |= {entry for entry in sys.path if "-packages" in entry}
    shown: list[str] = []
    for path in sorted(wanted):  # a folder comes before what lies below it
        if os.path.lexists(path) and not any(path.startswith(f"{one}/") for one in shown):
            shown.append(path)
            yield path


def _show(path: str) -> None:
    target = Path(_ROOT + path)
    target.parent.mkdir(parents=True, exist_ok=True)
    # /bin may be a link to usr/bin; but links in /etc may lead out of what is shown.
    if Path(path).is_symlink() and not path.startswith("/etc/"):
        target.symlink_to(Path(path).readlink())
    elif Path(path).is_dir():
        target.mkdir(exist_ok=True)
        linux.bind_read_only(path, str(target))
    elif Path(path).exists():
        target.touch()
        linux.bind_read_only(path, str(target))


def _make_devices() -> None:
    devices = Path(_ROOT, "dev")
    devices.mkdir()
    for name in _DEVICES:
        (devices / name).touch()
        # Bound, since a user namespace may make no devices.
        linux.mount(f"/dev/{name}", str(devices / name), "", linux.BIND)
    (devices / "shm").symlink_to(SCRATCH)
    (devices / "fd").symlink_to("/proc/self/fd")
    for number, name in enumerate(("stdin", "stdout", "stderr")):
        (devices / name).symlink_to(f"/proc/self/fd/{number}")
    (devices / "pts").mkdir()
    # A shell command of a notebook runs at a terminal of its own.
    options = "newinstance,ptmxmode=0666,mode=620"
    linux.mount("devpts", str(devices / "pts"), "devpts", linux.NO_SETUID, options)
    (devices / "ptmx").symlink_to("pts/ptmx")


def _limit_processes(most: int) -> None:
    """Limit the processes of this PID namespace, where it has a limit of its own."""
    version = tuple(int(part) for part in platform.release().split(".")[:2])
    if version >= _OWN_PID_LIMIT:
        with suppress(OSError):
            limit = Path(_ROOT, "proc/sys/kernel/pid_max")
            limit.write_text(str(max(most, _LEAST_PIDS)))
