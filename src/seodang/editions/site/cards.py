"""The pictures that messengers show of links, one for each track and one for all else.

Drawing one takes 25 to 60 ms: one for each lesson would make a cold build of a thousand lessons several
times as long, and the site ten megabytes larger, for a title that messengers write beside it anyway.
"""

from __future__ import annotations

from functools import cache, partial
from typing import Final

from seodang.cache.fingerprint import folder_key, tools_key
from seodang.cache.store import key_of
from seodang.editions.site.publication import Publication
from seodang.editions.site.theme_colours import colours_of
from seodang.ids import TrackId
from seodang.output.artefact import Artefact, FileProducer

_FOLDER: Final = "assets/seodang/cards"


def card_address(track: TrackId | None) -> str:
    """Return the address of the card of a track's pages, or of those of no track."""
    return f"{_FOLDER}/{f'tracks/{track}' if track else 'home'}.png"


def cards(publication: Publication) -> FileProducer:
    """Make the cards; each changes with its title, the colours and what draws it.

    A picture that a course's theme/ has at the address of a card is taken as it is.
    """
    root = publication.course.root
    basis = key_of(tools_key(), folder_key(root / "theme"))
    name = publication.course.programme.title
    titles: dict[TrackId | None, str] = {None: ""}
    titles |= {
        track: publication.course.tracks[track].title for track in publication.outline.tracks
    }
    shown = {card_address(track): (name, title) for track, title in titles.items()}
    files = tuple(
        Artefact(address, key_of(basis, card), "cards")
        for address, card in shown.items()
        if not (root / "theme" / address).is_file()
    )

    colours = cache(partial(colours_of, root))

    def load(one: Artefact) -> bytes:
        # Pillow and the font are needed by few builds.
        from seodang.editions.site.card_drawing import Card, drawn

        return drawn(Card(*shown[one.address]), colours())

    return FileProducer("cards", files, load)
