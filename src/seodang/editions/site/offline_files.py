"""Who makes the lists of what readers save, once all files of a track are made."""

from __future__ import annotations

import json
from collections import ChainMap
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from seodang.cache.fingerprint import engine_key, tools_key
from seodang.cache.store import Key, key_of
from seodang.editions.site.offline_list import (
    WORDS,
    Entry,
    Savable,
    list_address,
    read_from,
)
from seodang.editions.site.publication import Publication
from seodang.editions.site.search_files import SearchFiles
from seodang.editions.site.theme_defaults import SCRIPT, STYLE
from seodang.output.artefact import (
    OTHERS,
    Artefact,
    FileProducer,
    Producer,
    Stale,
    StandIn,
    write_file,
)
from seodang.problems import Problem

_NAME: Final = "offline"


class OfflineFiles:
    """Makes a list for each track, after the `others` have made what it names."""

    name: Final = _NAME

    def __init__(
        self, publication: Publication, search: SearchFiles, others: Sequence[Producer]
    ) -> None:
        self._savable = Savable(publication, search)
        self._others = others

    def artefacts(self) -> Iterator[Artefact]:
        """Yield the lists; each changes with all that goes into the files it names."""
        every = {one.address: one for producer in self._others for one in producer.artefacts()}
        frame = [every[address].key for address in (OTHERS, STYLE, SCRIPT)]
        tools = tools_key()
        for track in self._savable.tracks:
            files = self._savable.files(track)
            named = [every[address] for address in files if address in every]
            # Of a page that stays as it was published nobody knows what it shows.
            is_known = all(frame) and all(
                one.key and one.stand_in is not StandIn.LEFT for one in named
            )
            content: Key | None = key_of(
                frame, [[one.address, one.key, one.content] for one in named]
            )
            key, content = (tools, content) if is_known else (None, None)
            yield Artefact(list_address(track), key, _NAME, content)

    def produce(self, stale: Sequence[Stale], folder: Path, jobs: int) -> list[Problem]:  # noqa: ARG002
        """Write lists; of files that nobody makes anew, the last list knows what to say."""
        tracks = {list_address(track): track for track in self._savable.tracks}
        seen: dict[str, Entry] = {}
        for one in stale:
            track = tracks[one.artefact.address]
            read = read_from(folder, one.output)
            known = ChainMap(seen, _unchanged(one, folder))
            content = self._savable.listed(track, read, known)
            write_file(folder / one.artefact.address, content)
        return []


def _unchanged(stale: Stale, folder: Path) -> dict[str, Entry]:
    if stale.published is None:
        return {}
    files = json.loads(stale.published.read_bytes())["files"]
    return {name: tuple(one) for name, one in files.items() if not (folder / name).exists()}


def offline_words(publication: Publication) -> FileProducer:
    """Make what the script says that saves courses; no page holds it."""
    files = (Artefact(WORDS, key_of(engine_key(), publication.words.language), "offline words"),)
    return FileProducer("offline words", files, lambda _: _words(publication))


def _words(publication: Publication) -> bytes:
    words = publication.words
    said = {
        "language": words.language,
        "title": words("Without the internet"),
        "what": words(
            "This course can be kept on this device, to be read, practised and searched without the internet."
        ),
        "save": words("Save it offline ({size})", size="%1"),
        "saving": words("Saving the course. Leave this page open."),
        "stop": words("Stop"),
        "saved": words("This course is saved on this device. It opens without the internet, too."),
        "remove": words("Remove what was saved"),
        "removed": words("What was saved of this course was removed from this device."),
        "news": words("Something has changed in this course since you saved it."),
        "update": words("Fetch what changed ({size})", size="%1"),
        "full": words(
            "There is not enough room on this device: the course needs {size}. Make room, then press again.",
            size="%1",
        ),
        "changed": words("The site is just being renewed. Press again in a few minutes."),
        "cut": words(
            "The connection broke. What arrived is kept: press again to go on from there."
        ),
        "refused": words(
            "This browser does not allow it. Open the page in a usual window of your browser, not in a private one or within a messenger."
        ),
        "unsaved": words("This page is not saved on this device"),
        "unsavedWhy": words("It opens again when there is a connection."),
        "home": words("Go to the home page"),
    }
    return json.dumps(said, ensure_ascii=False, sort_keys=True).encode() + b"\n"
