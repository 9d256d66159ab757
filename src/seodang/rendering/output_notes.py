"""What authors are told of the outputs of a cell: what readers will miss, or stumble over."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from seodang.documents.notebook import Cell
from seodang.execution.missing_modules import install_command
from seodang.execution.outcomes import Output
from seodang.problems import Message, Problem, say

# What functions that draw return, as a notebook shows it.
_DRAWN: Final = re.compile(
    r"<(?:Axes|Axes3D|PolarAxes|Figure|BarContainer|matplotlib\.|mpl_toolkits\.|seaborn\.)"
    r"|^Text\(-?[\d.]+, "
)
_INSTALLS: Final = re.compile(
    r"^\s*[!%]+\s*(?:\S*python[\d.]*\s+-m\s+)?(?:pip3?|uv pip|conda|mamba)\s+install\b(.*)$",
    re.MULTILINE,
)
_NOT_INSTALLED: Final = re.compile(
    r"^(?:\x1b\[[0-9;]*m)*(?:ERROR|error|.*command not found|.*[nN]o module named pip)",
    re.MULTILINE,
)
_PACKAGE: Final = re.compile(r"(?<!\S)[A-Za-z][\w.\[\]-]*(?:[=<>~!]=?[\w.*]+)?(?!\S)")
_NO_LETTER: Final = re.compile(r"Glyph (\d{1,7}) .*missing from")
_HANGUL: Final = (range(0x1100, 0x1200), range(0x3130, 0x3190), range(0xAC00, 0xD7B0))
_STYLED: Final = re.compile(r"#T_\w*[^{}]*\{[^}]*\S[^}]*\}")


def notes_on(cell: Cell, found: Sequence[Output]) -> Iterator[Problem]:
    """Yield what is to be said of a cell's outputs together."""
    printed = "".join(_joined(one["text"]) for one in found if one["output_type"] == "stream")
    bundles = [one["data"] for one in found if "data" in one]
    if any(kind.startswith("image/") for data in bundles for kind in data):
        yield from _returned(cell, found)
    missing = {chr(int(number)) for number in _NO_LETTER.findall(printed)}
    hangul = sorted(sign for sign in missing if any(ord(sign) in one for one in _HANGUL))
    if hangul:
        yield _undrawn(cell, hangul)
    installs = _INSTALLS.search(cell.source)
    if installs and _NOT_INSTALLED.search(printed):
        yield _failed_install(cell, installs)


def is_styled(source: str) -> bool:
    """Whether HTML is a table of pandas' Styler whose cells have looks of their own."""
    return "<table" in source and bool(_STYLED.search(source))


def not_shown(cell: Cell, output: Output) -> Problem:
    """Say that an output, or its richest form, cannot be shown."""
    return Problem(
        "output-shown",
        cell.at(),
        say("pages cannot show an output of this cell: it needs a script or another site"),
        _instead(output),
    )


def without_style(cell: Cell) -> Problem:
    """Say that a table loses its colours."""
    return Problem(
        "output-shown",
        cell.at(),
        say("pages show this cell's table without its colours and widths"),
        say("say in words or signs what the colours say, or draw a picture"),
    )


def _instead(output: Output) -> Message:
    known = " ".join([*output["data"], _joined(output["data"].get("text/html", ""))])
    if "vega" in known:
        return say(
            "let Altair draw a picture: alt.renderers.enable('png') ('{command}'), or use matplotlib",
            command=install_command("vl-convert-python"),
        )
    if "leaflet" in known:
        return say("show a picture of the map, and link to the map itself")
    return say("put out a table, a picture or text instead")


def _returned(cell: Cell, found: Sequence[Output]) -> Iterator[Problem]:
    for one in found:
        text = _joined(one.get("data", {}).get("text/plain", ""))
        is_text = one["output_type"] == "execute_result" and set(one["data"]) == {"text/plain"}
        if is_text and _DRAWN.search(text):
            first = text.split("\n")[0]
            yield Problem(
                "output-meant",
                cell.at(cell.source.rstrip().count("\n")),
                say("above the picture readers see '{text}'", text=first[:60]),
                say("end the cell's last line with a semicolon (;)"),
            )


def _undrawn(cell: Cell, letters: list[str]) -> Problem:
    return Problem(
        "figure-letters",
        cell.at(),
        say("boxes stand in a picture of this cell for {letters}", letters="".join(letters[:20])),
        say("take the setting of the font out: Korean is drawn without one"),
    )


def _failed_install(cell: Cell, installs: re.Match[str]) -> Problem:
    wanted = " ".join(_PACKAGE.findall(installs[1].partition("#")[0])) or "…"
    return Problem(
        "install-succeeds",
        cell.at(cell.source.count("\n", 0, installs.start(1))),
        say("nothing was installed here, and readers see the complaint"),
        say(
            "take the line out, and install the package where lessons are run: '{command}'",
            command=install_command(wanted),
        ),
    )


def _joined(text: object) -> str:
    return "".join(map(str, text)) if isinstance(text, list) else str(text)
