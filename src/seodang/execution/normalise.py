"""Taking out of outputs what differs from run to run though nothing changed."""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping, Sequence
from typing import Any, Final

_COLOUR: Final = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")
# As `repr` writes it; fewer digits may be a number that a lesson is about.
_ADDRESS: Final = re.compile(r"\bat 0x[0-9a-fA-F]{6,}")


def strip_ansi(text: str) -> str:
    """Return text without the escape sequences that colour it on a terminal."""
    return _COLOUR.sub("", text)


def folder_names(workspace: str, scratch: str) -> dict[str, str]:
    """Return the names under which folders of this machine appear in outputs.

    `~` is what IPython itself calls the workspace. Where Python is installed is no reader's
    business, and would make pages of the same course differ from machine to machine.
    """
    names = {workspace: "~", scratch: "/tmp", sys.prefix: "…", sys.base_prefix: "…"}  # noqa: S108
    # The longest first: the workspace may lie below the folder of another name.
    return dict(sorted(names.items(), key=lambda place: -len(place[0])))


def normalised(outputs: Sequence[Any], names: Mapping[str, str]) -> list[dict[str, Any]]:
    """Return outputs in which memory addresses are hidden and folders have other names.

    Addresses and private folders are new at every run. `names` maps folders to their names.
    """
    return [_clean(output, names) for output in outputs]


def _clean(value: Any, names: Mapping[str, str]) -> Any:
    if isinstance(value, str):
        for folder, name in names.items():
            value = value.replace(folder, name)
        return _ADDRESS.sub("at 0x…", value)
    # A picture is base64, in which the name of a folder, /usr say, may stand by chance.
    if isinstance(value, dict):
        return {
            key: item if _is_picture(key) else _clean(item, names) for key, item in value.items()
        }
    return [_clean(item, names) for item in value] if isinstance(value, list) else value


def _is_picture(key: object) -> bool:
    return isinstance(key, str) and key.startswith("image/") and key != "image/svg+xml"
