import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Sizes:
    """What installing a lock takes: megabytes to download and on disk, minutes from and to."""

    download: int
    disk: int
    minutes: tuple[int, int]

    @property
    def needed(self) -> int:
        """Give the megabytes of disk that it takes while the downloads are still there."""
        return self.download + self.disk


# Measured on 2026-11-21 with pip download and du, on Linux x86_64 with Python 3.11. Minutes: at
# 50 Mbit/s on the computer that measured (12 and 20 s of processor), at 5 Mbit/s on one four times
# slower. Written by hand, since a dozen packages more moved them by 3 in 100; a test tells when
# they are far from what is installed.
SIZES: Mapping[str, Sizes] = {
    "run": Sizes(download=88, disk=463, minutes=(1, 4)),
    "test": Sizes(download=191, disk=868, minutes=(1, 7)),
}


def count_packages(lock: Path) -> int:
    """Count the packages of a lock; some three of them are for other systems than this one."""
    return len(set(re.findall(r"^[\w.-]+==", lock.read_text("utf-8"), re.MULTILINE)))
