import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from bootstrap.messages import tell

if sys.platform == "win32":
    import msvcrt

    def _acquire(file: IO[bytes]) -> bool:
        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True
else:
    import fcntl

    def _acquire(file: IO[bytes]) -> bool:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError:
            return True  # some network folders cannot lock: better unguarded than never
        return True


def unlink_link(path: Path) -> None:
    """Remove a link that an archive brought along in place of a file that is to be written."""
    if path.is_symlink():
        path.unlink()


@contextmanager
def file_lock(path: Path) -> Iterator[int]:
    """Hold a file's lock, once nobody else does; give its descriptor.

    The system frees it when the last process that has the descriptor ends, however that ends.
    """
    path.parent.mkdir(exist_ok=True)
    unlink_link(path)
    with path.open("ab") as file:
        if not _acquire(file):
            tell("waiting")
            while not _acquire(file):
                time.sleep(0.2)
        yield file.fileno()
