"""What authors are told of the outputs of a cell: what readers will miss, or stumble over."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
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
SAYS_THE_SAME: Final = "please rerun this cell to show the HTML representation"
"""The notice of scikit-learn, whose text says what its drawing of a model says."""
_NEEDS_SCRIPT: Final = re.compile(r"<(?:script|iframe|object|embed|canvas)\b", re.IGNORECASE)
_SAVED: Final = say(
    "save the chart as a picture in images/ and show that, or draw it with matplotlib"
)
_LINKED: Final = say("write its address as a link in the text: [title](https://…)")
# By a sign of the library in what it puts out; the first that fits.
_INSTEAD: Final[Mapping[str, Message]] = {
    "vega": say(
        "let Altair draw a picture: alt.renderers.enable('png') ('{command}'), or use matplotlib",
        command=install_command("vl-convert-python"),
    ),
    "leaflet": say("show a picture of the map, and link to the map itself"),
    "plotly": _SAVED,
    "bokeh": _SAVED,
    **dict.fromkeys(("<iframe", "<video", "<audio"), _LINKED),
    "ITables": say("show the table itself: frame.head(20)"),
    "jupyter.widget-view": say(
        "nobody can move a widget on a page: call the function with a value or two, and show what comes out"
    ),
}
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


def not_shown(cell: Cell, found: Iterable[Output]) -> Problem:
    """Say that an output, or its richest form, cannot be shown."""
    return Problem(
        "output-shown",
        cell.at(),
        say("pages cannot show an output of this cell: it needs a script or another site"),
        _instead(found),
    )


def only_text(cell: Cell, output: Output, found: Iterable[Output]) -> Problem | None:
    """Say that of an output only its text is left, if there was more that a script would show."""
    data = output["data"]
    source = _joined(data.get("text/html", ""))
    is_lost = _NEEDS_SCRIPT.search(source) is not None and SAYS_THE_SAME not in source
    if not is_lost and not any(kind.startswith("application/") for kind in data):
        return None
    text = " ".join(_joined(data["text/plain"]).split())
    return Problem(
        "output-shown",
        cell.at(),
        say(
            "of an output of this cell readers see only the text '{text}': the rest needs a script or another site",
            text=text[:60],
        ),
        _instead(found),
    )


def without_style(cell: Cell) -> Problem:
    """Say that a table loses its colours."""
    return Problem(
        "output-shown",
        cell.at(),
        say("pages show this cell's table without its colours and widths"),
        say("say in words or signs what the colours say, or draw a picture"),
    )


def _instead(found: Iterable[Output]) -> Message:
    """Say what helps, for the library that put these outputs out together."""
    bundles = [one["data"] for one in found if "data" in one]
    known = " ".join(
        text for data in bundles for text in (*data, _joined(data.get("text/html", "")))
    )
    fixes = (fix for sign, fix in _INSTEAD.items() if sign in known)
    return next(fixes, say("put out a table, a picture or text instead"))


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
