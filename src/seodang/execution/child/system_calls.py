"""The Linux system calls that Python's library lacks, by ctypes.

Numbers are those of the kernel's headers (linux/sched.h, mount.h, prctl.h, capability.h).
"""

from __future__ import annotations

import ctypes
import fcntl
import os
import socket
import struct
from typing import Final

NEW_MOUNTS: Final = 0x00020000
NEW_NAMES: Final = 0x04000000
NEW_IPC: Final = 0x08000000
NEW_USERS: Final = 0x10000000
NEW_PIDS: Final = 0x20000000
NEW_NETWORK: Final = 0x40000000

READ_ONLY: Final = 1
NO_SETUID: Final = 2
NO_DEVICES: Final = 4
NO_PROGRAMS: Final = 8
REMOUNT: Final = 32
BIND: Final = 4096
RECURSIVE: Final = 16384
PRIVATE: Final = 1 << 18

_DETACH: Final = 2
_AT_RECURSIVE: Final = 0x8000
_AT_HERE: Final = -100
_MOUNT_SETATTR: Final = 442
_SET_PARENT_DEATH_SIGNAL: Final = 1
_DROP_FROM_BOUNDING_SET: Final = 24
_SET_NO_NEW_PRIVILEGES: Final = 38
_BECOME_SUBREAPER: Final = 36
_CAPABILITY_VERSION_3: Final = 0x20080522
_LAST_CAPABILITY: Final = 63
_GET_FLAGS, _SET_FLAGS, _IS_UP = 0x8913, 0x8914, 1

# Without `use_errno` another call of Python's could overwrite the number before it is read.
_libc = ctypes.CDLL(None, use_errno=True)


def _called(name: str, *arguments: object) -> None:
    if getattr(_libc, name)(*arguments) != 0:
        number = ctypes.get_errno()
        raise OSError(number, f"{name}: {os.strerror(number)}")


def unshare(flags: int) -> None:
    """Move this process (new PIDs: its next children) into new namespaces."""
    _called("unshare", flags)


def join(descriptor: int, kind: int) -> None:
    """Move this process into the namespace that a descriptor of /proc/…/ns names."""
    _called("setns", descriptor, kind)


def mount(source: str, target: str, kind: str, flags: int = 0, options: str = "") -> None:
    """Mount a file system."""
    _called(
        "mount",
        source.encode(),
        target.encode(),
        kind.encode(),
        ctypes.c_ulong(flags),
        options.encode(),
    )


def bind_read_only(source: str, target: str) -> None:
    """Show a folder or file, and all that is mounted below it, at a second place, read-only."""
    # A bind mount takes no flags at first, and a remount would reach only the topmost one: hence
    # mount_setattr(2), in Linux since 5.12; older C libraries have no function for it.
    mount(source, target, "", BIND | RECURSIVE)
    # struct mount_attr: what to set, what to clear, propagation, user namespace
    change = struct.pack("QQQQ", READ_ONLY | NO_SETUID | NO_DEVICES, 0, 0, 0)
    _called(
        "syscall",
        ctypes.c_long(_MOUNT_SETATTR),
        ctypes.c_int(_AT_HERE),
        target.encode(),
        ctypes.c_uint(_AT_RECURSIVE),
        change,
        ctypes.c_size_t(len(change)),
    )


def enter_root(root: str) -> None:
    """Make a folder this process's root, and let go of the one it had."""
    # Both names may be the same (pivot_root(2)): the old root then lies on top, and is taken off.
    os.chdir(root)
    _called("pivot_root", b".", b".")
    _called("umount2", b".", _DETACH)
    os.chdir("/")


def name_host(name: str) -> None:
    """Name this host, in its own namespace of names."""
    _called("sethostname", name.encode(), ctypes.c_size_t(len(name)))


def raise_loopback() -> None:
    """Bring up the loopback device of a new network namespace."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as any_socket:
        request = struct.pack("16sh22x", b"lo", 0)
        flags = struct.unpack("16sh22x", fcntl.ioctl(any_socket, _GET_FLAGS, request))[1]
        fcntl.ioctl(any_socket, _SET_FLAGS, struct.pack("16sh22x", b"lo", flags | _IS_UP))


def drop_privileges() -> None:
    """Give up every capability, for this process and all that come of it."""
    for number in range(_LAST_CAPABILITY + 1):
        # The kernel says EINVAL for those it does not know.
        _libc.prctl(_DROP_FROM_BOUNDING_SET, number, 0, 0, 0)
    header = struct.pack("Ii", _CAPABILITY_VERSION_3, 0)
    _called("capset", header, bytes(24))
    _called("prctl", _SET_NO_NEW_PRIVILEGES, 1, 0, 0, 0)


def die_with_parent() -> None:
    """Have the kernel end this process when its parent ends."""
    _called("prctl", _SET_PARENT_DEATH_SIGNAL, 9, 0, 0, 0)


def adopt_orphans() -> None:
    """Become the parent of descendants whose own parent ended."""
    _called("prctl", _BECOME_SUBREAPER, 1, 0, 0, 0)
