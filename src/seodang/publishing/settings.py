"""`publish.yml`: where the site goes. It is read when publishing and never by a build."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from seodang.files.reading import read_text
from seodang.files.schema import Model, Text, Url
from seodang.files.validation import validated
from seodang.files.yaml_reader import read_yaml
from seodang.ids import nearest
from seodang.problems import Message, Place, Pointer, Problem, did_you_mean, say
from seodang.publishing.headers import Host

FILE: Final = "publish.yml"
# An address, a path, or a file to be made; a word alone is a name.
_PLACE: Final = re.compile(r"[:/\\]|^[.~]|\.zip$", re.IGNORECASE)


class TargetSettings(Model):
    """One target: where it is, the address at which learners see it, whose headers it takes.

    `to` is read by the kinds of targets, as it is on the command line.
    """

    to: Text
    address: Url | None = None
    headers: Host | None = None


@dataclass(frozen=True, slots=True)
class ChosenTarget:
    """The target to publish to, and from which folder its paths count."""

    settings: TargetSettings
    relative_to: Path


def read_settings(root: Path) -> tuple[dict[str, TargetSettings], list[Problem]]:
    """Read the targets of a course by name, in their order; none where there is no file."""
    file = root / FILE
    if not file.exists():
        return {}, []
    text = read_text(root, FILE)
    if isinstance(text, Problem):
        return {}, [text]
    data, problems = read_yaml(text, FILE)
    if any(problem.is_error for problem in problems):
        return {}, problems
    if not isinstance(data, dict):
        message = say("publish.yml has to give every target a name")
        fix = say("write for example 'web: {to: \"git:origin#gh-pages\"}'")
        return {}, [_not_named(message, fix)]
    found = {n: validated(TargetSettings, value, FILE, (n,)) for n, value in data.items()}
    problems += [p for target in found.values() if isinstance(target, list) for p in target]
    return {n: t for n, t in found.items() if isinstance(t, TargetSettings)}, problems


def refuse_unclear(targets: Collection[str], wanted: str | None, here: Path) -> Problem | None:
    """Return a problem where a word may be a misspelt name: it would become a folder."""
    is_clear = wanted is None or wanted in targets or _PLACE.search(wanted) is not None
    if wanted is None or is_clear or (wanted and (here / wanted).exists()):
        return None
    new = say("for a new folder write './{name}'", name=wanted)
    message = say("there is no target '{name}' in publish.yml, and no such folder", name=wanted)
    return Problem(
        "target-named",
        Place(wanted or "--to"),
        message,
        did_you_mean(nearest(wanted, targets), new),
    )


def choose(
    targets: dict[str, TargetSettings], wanted: str | None, root: Path, here: Path
) -> ChosenTarget | Problem:
    """Return the target asked for by name or written out; without a wish the first one."""
    if wanted is None and not targets:
        message = say("nothing says where the site should go")
        fix = say("write --to FOLDER, or keep your targets in publish.yml (docs/publishing.md)")
        return _not_named(message, fix)
    if wanted is None or wanted in targets:
        return ChosenTarget(targets[next(iter(targets)) if wanted is None else wanted], root)
    return ChosenTarget(TargetSettings(to=wanted), here)


def _not_named(message: Message, fix: Message) -> Problem:
    return Problem("target-named", Pointer(FILE), message, fix)
