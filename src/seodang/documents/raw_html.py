"""The few things rules ask about raw HTML in prose."""

from __future__ import annotations

from dataclasses import dataclass
from html.parser import HTMLParser


@dataclass(frozen=True, slots=True)
class Element:
    """An opening tag and its attributes; one without a value has an empty one."""

    name: str
    attributes: dict[str, str]


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[Element] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append(Element(tag, {name: value or "" for name, value in attrs}))


def elements(html: str) -> list[Element]:
    """Return the opening tags of a piece of HTML in order."""
    reader = _Tags()
    reader.feed(html)
    reader.close()
    return reader.found
