"""What an output consists of: files, each with the key of all it is made of and who makes it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from posixpath import splitext
from typing import Final, Protocol

from seodang.cache.file_states import State, states_of
from seodang.cache.store import Key, key_of
from seodang.course.variant import Variant
from seodang.parallel import parallel_map
from seodang.problems import Problem


class StandIn(StrEnum):
    """Why a page is made of something that only stands for its content."""

    FAILED = "failed"
    """It could not be made; who looks for it finds that out."""
    LEFT = "left"
    """It was not to be made: where it was published before, that stays."""


OTHERS: Final = "*"
"""Ends the address that stands for files of which only their producer knows how many there are."""


@dataclass(frozen=True, slots=True)
class Artefact:
    """A file of an output by its address, or files that are made together (`theme*`).

    `key` changes whenever the file would, but for its `content`, which a producer may put into
    the published file without making all of it anew. Without a key it is made by every build.
    `source` is the authors' file that problems of it are told at. Files of a page lie in the folder
    of its name.
    """

    address: str
    key: Key | None
    producer: str
    content: Key | None = None
    source: str = ""
    stand_in: StandIn | None = None

    def owns(self, address: str) -> bool:
        """Whether a file is this one, or lies in the folder of its name."""
        return address == self.address or address.startswith(f"{splitext(self.address)[0]}/")


@dataclass(frozen=True, slots=True)
class Stale:
    """An artefact to be made; `published` has its file, where only the content differs.

    `before` is the content of the published file. `output` is the folder in which the output lies:
    what nobody makes anew is there.
    """

    artefact: Artefact
    output: Path
    published: Path | None = None
    before: Key | None = None


class Producer(Protocol):
    """Makes files of an output."""

    @property
    def name(self) -> str:
        """What its artefacts call it."""

    def artefacts(self) -> Iterable[Artefact]:
        """Say what there is to make; asked in every build, so it opens nothing large."""

    def produce(self, stale: Sequence[Stale], folder: Path, jobs: int) -> list[Problem]:
        """Write what is stale into an empty folder, under its addresses."""


@dataclass(frozen=True, slots=True)
class FileProducer:
    """Makes files one by one from what they are named in."""

    name: str
    files: tuple[Artefact, ...]
    load: Callable[[Artefact], bytes]

    def artefacts(self) -> Iterable[Artefact]:
        """Return the files."""
        return self.files

    def produce(self, stale: Sequence[Stale], folder: Path, jobs: int) -> list[Problem]:
        """Write the files."""

        def share(some: Iterable[Stale]) -> None:
            for one in some:
                write_file(folder / one.artefact.address, self.load(one.artefact))

        parallel_map(share, stale, jobs)
        return []


def is_page(address: str) -> bool:
    """Whether readers see what lies at an address as a page."""
    return address.endswith(".html")


def write_file(file: Path, content: bytes) -> None:
    """Write a file and the folders above it."""
    try:
        file.write_bytes(content)
    except FileNotFoundError:  # seldom: to look first would take as long as to write
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)


@dataclass(frozen=True, slots=True)
class Output:
    """A folder that a build writes: its name in the store, what it is made as, and for whom.

    `edition` is a name in `editions.editions.EDITIONS`. `folders` are those of all the course's
    outputs, of which some may lie inside this one or around it. `place` tells it from the output of
    the same name in another folder.
    """

    name: str
    folder: Path
    variant: Variant
    edition: str
    folders: tuple[Path, ...] = ()
    place: str = ""

    def moved(self, root: Path, home: Path) -> Output:
        """Return the same output in another folder than the course's."""
        folder, *folders = (home / one.relative_to(root) for one in (self.folder, *self.folders))
        place = f"-in-{key_of(str(home))[:16]}"
        return replace(self, folder=folder, folders=tuple(folders), place=place)

    @property
    def label(self) -> str:
        """What it is called among all that one course's builds keep."""
        return f"{self.name}{self.place}"

    @property
    def home(self) -> Path:
        """The folder of the site it is a part of: its own, or that of the output around it."""
        around = (folder for folder in self.folders if folder in self.folder.parents)
        return min([self.folder, *around], key=lambda folder: len(folder.parts))

    def files(self, folder: Path | None = None) -> dict[str, State]:
        """Return the states of its files by address, in its folder or one that is to be like it."""
        return self.own(states_of(folder or self.folder))

    def own(self, found: Mapping[str, State]) -> dict[str, State]:
        """Leave out of the files in its folder what lies in that of an output inside it."""
        inner = (folder for folder in self.folders if self.folder in folder.parents)
        theirs = tuple(f"{folder.relative_to(self.folder).as_posix()}/" for folder in inner)
        # With its slash, a link in that folder's place is theirs, too.
        return {n: state for n, state in found.items() if not f"{n}/".startswith(theirs)}
