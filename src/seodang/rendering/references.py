"""Links that show what they lead to: a title, a heading's words, the number of a figure or formula."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple
from urllib.parse import unquote

from seodang.documents.headings import text_and_target
from seodang.documents.targets import Target
from seodang.rendering.writer import Writer


class Reference(NamedTuple):
    """What a reference shows, and where it leads; "" where that is not there, as the checks tell."""

    words: str
    address: str


def reference(writer: Writer, role: str, content: str) -> Reference:
    """Return what a role shows that refers to another place of the course."""
    words, name = text_and_target(content)
    given = words if words != name else ""
    if role == "doc":
        found = writer.context.dependencies.document(name)
        return Reference(given or (found[0] if found else name), found[1] if found else "")
    found_target = writer.context.dependencies.target(name)
    if found_target is None:
        return Reference(given or name, "")
    target, address = found_target
    if role == "numref" and given:
        return Reference(_filled(given, target), address)
    if role == "ref":
        return Reference(given or target.title or numbered(writer, target), address)
    return Reference(numbered(writer, target) if role != "eq" or not given else given, address)


def _filled(text: str, target: Target) -> str:
    """Put number and title into a text such as `Figure %s` or `{number}: {name}`."""
    number = str(target.number)
    return text.replace("%s", number).replace("{number}", number).replace("{name}", target.title)


def numbered(writer: Writer, target: Target) -> str:
    """Return what a figure, table or formula is called by its number, or else its own words."""
    if not target.number:
        return target.title or target.name
    if target.kind == "equation":
        return f"({target.number})"
    words = writer.context.words
    if target.kind == "table":
        return words("Table {number}", number=target.number)
    return words("Figure {number}", number=target.number)


def words_of(writer: Writer, href: str) -> str:
    """Return what a link without words shows, or "" where that is nothing of the course."""
    dependencies = writer.context.dependencies
    path, _, anchor = href.partition("#")
    if path:
        return dependencies.words_at(path, unquote(anchor))
    found = dependencies.target(unquote(anchor))
    if found is None:
        return dependencies.words_at("", unquote(anchor))
    return found[0].title or numbered(writer, found[0])


def own_targets(writer: Writer, names: Iterable[str]) -> list[Target]:
    """Return the targets of these names in the text being written."""
    own = writer.context.dependencies.own_targets
    return [own[name] for name in names if name in own]
