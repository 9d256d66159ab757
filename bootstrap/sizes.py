import json
import math
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Figures:
    """What one lock weighs, measured when it was made.

    packages: number of files downloaded · download, disk: bytes · seconds: of the processor,
    to install · lock: digest of the lock that was measured.
    """

    lock: str
    packages: int
    download: int
    disk: int
    seconds: int

    @property
    def needed(self) -> int:
        """Bytes of disk that an installation takes while the downloads are still there."""
        return self.disk + self.download

    def minutes(self, megabits: float, slowness: float) -> int:
        """Estimate for a connection (Mbit/s) and a computer so many times slower than measured."""
        return math.ceil((self.seconds * slowness + self.download * 8e-6 / megabits) / 60)


def read_figures(root: Path, lock: str) -> Figures:
    """Read the figures recorded beside the locks by the program that makes them."""
    recorded = json.loads((root / "requirements" / "sizes.json").read_text("utf-8"))
    return Figures(**recorded[lock])


def megabytes(count: int) -> str:
    """Round a number of bytes up to readable megabytes."""
    return f"{math.ceil(count / 1e6)} MB"
