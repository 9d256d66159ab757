"""How the outputs of code cells are shown, richest harmless form first."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final

from seodang.documents.notebook import Cell
from seodang.documents.raw_html import elements
from seodang.execution.light_figures import LIGHT
from seodang.execution.outcomes import Output
from seodang.formulas.mathml import FormulaError, mathml
from seodang.pictures.media import decoded
from seodang.pictures.webp import as_webp
from seodang.problems import Problem, say
from seodang.rendering.images import Image, shown
from seodang.rendering.output_notes import (
    SAYS_THE_SAME,
    is_styled,
    not_shown,
    notes_on,
    only_text,
    without_style,
)
from seodang.rendering.publishable import Publishable
from seodang.rendering.sanitised import sanitised
from seodang.rendering.tables import with_labels
from seodang.rendering.templating import filled
from seodang.rendering.terminal_text import folded, shown_at_last
from seodang.rendering.writer import Writer

PRIORITY: Final = (
    "text/html",
    "text/markdown",
    "image/svg+xml",
    "text/latex",
    "image/png",
    "image/jpeg",
    "image/gif",
    "image/webp",
    "text/plain",
)
"""In the order of nbconvert's display_data_priority for HTML (a test compares)."""
# The text beside a form that a script would draw names an object, or lists what is in it.
_DRAWN_BY_SCRIPT: Final = re.compile(
    r"application/javascript|text/vnd\.mermaid"
    r"|application/vnd\.(?:jupyter\.widget-view|plotly|vega|bokehjs|holoviews).*"
)
_REMOVED_BY: Final = {"stdout": "remove-stdout", "stderr": "remove-stderr"}
"""For each stream the tag with which MyST-NB leaves it out."""
_ESCAPE: Final = re.compile(r"\x1b\[[0-9;?]*[ -/]*[@-~]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)")
_TAG: Final = re.compile(r"<[^>]*>")
_LINE_END: Final = re.compile(r"</(?:tr|p|li|div|h\d|caption|thead)>|<br/?>", re.IGNORECASE)
_CELL_END: Final = re.compile(r"</t[dh]>", re.IGNORECASE)
_STYLE: Final = re.compile(r' style="[^"]*"')
_OBJECT: Final = re.compile(r"<[^<>\n]*>|[\w.]+\(\.\.\.\)")
_SEEN: Final = re.compile(r"<(?:img|hr)\b")
# What stands in the place of an output until a script takes it away.
_NOTICES: Final = (
    "Make this Notebook Trusted",
    SAYS_THE_SAME,
    "Loading BokehJS",
    "Loading ITables",
)
_EQUATION: Final = re.compile(
    r"\\begin\{(equation\*?|displaymath|math)\}(.*)\\end\{\1\}", re.DOTALL
)
_FRAME: Final = re.compile(r"Cell In\[\d+\], line (\d+)")
_CHAINED: Final = re.compile(
    r"\n(?:During handling of the above exception|The above exception was the direct cause)"
)


def outputs(writer: Writer, cell: Cell) -> str:
    """Write a cell's outputs in order."""
    found = _merged(writer.context.outputs.get(cell.id, ()))
    found = [one for one in found if _REMOVED_BY.get(one.get("name", "")) not in cell.tags]
    for note in notes_on(cell, found):
        writer.note(note)
    return "".join(_KINDS[one["output_type"]](writer, cell, one) for one in found)


def _merged(found: Iterable[Output]) -> list[Output]:
    """Join neighbouring pieces of one stream, which break where a buffer was full."""
    merged: list[Output] = []
    for one in found:
        last = merged[-1] if merged else {}
        if one["output_type"] == "stream" and last.get("name") == one["name"]:
            merged[-1] = {**one, "text": _joined(last["text"]) + _joined(one["text"])}
        else:
            merged.append(one)
    return merged


def _stream(writer: Writer, _: Cell, output: Output) -> str:
    text = shown_at_last(_joined(output["text"]))
    if output["name"] != "stderr":
        return _preformatted(writer, text, "sd-stream")
    body = _preformatted(writer, folded(text), "sd-stream")
    label = html.escape(writer.context.words("Messages beside the result"))
    return f'<div class="sd-stderr"><p class="sd-stderr__label">{label}</p>{body}</div>\n'


def _error(writer: Writer, cell: Cell, output: Output) -> str:
    """Write what a learner needs of a traceback: what was wrong, and in which line of the cell."""
    traceback = _plain("\n".join(output["traceback"]))
    # Of exceptions that caused each other the last is the one that stopped the cell.
    frame = _FRAME.search(_CHAINED.split(traceback)[-1])
    line = int(frame[1]) if frame else 0
    lines = cell.source.split("\n")
    message = f"{output['ename']}: {_plain(output['evalue'])}".removesuffix(": ")
    writer.builder.say(f"\n{message}\n")
    return filled(
        "error",
        writer.context.words,
        message=message,
        line=line if line <= len(lines) else 0,
        source=lines[line - 1].strip() if 0 < line <= len(lines) else "",
    )


def _display(writer: Writer, cell: Cell, output: Output) -> str:
    forms = _forms(output)
    written = ((kind, _MEDIA[kind](writer, cell, output)) for kind in forms)
    # Where a form gives nothing, the next poorer one.
    kind, shown = next((one for one in written if one[1]), ("", ""))
    found = writer.context.outputs.get(cell.id, ())
    if shown:
        untold = only_text(cell, output, found) if kind == "text/plain" else None
    else:
        untold = not_shown(cell, found) if forms != ["text/plain"] else None
    # Once a cell: a library may put out a dozen scripts for one chart.
    if untold is not None and untold not in writer.builder.problems:
        writer.note(untold)
    return shown


def _forms(output: Output) -> list[str]:
    """Return the forms that can be shown; plain text beside others may only name an object."""
    data = output["data"]
    forms = [kind for kind in PRIORITY if kind in data]
    is_name = len(data) > 1 and _OBJECT.fullmatch(_joined(data.get("text/plain", "")))
    is_plain = not is_name and not any(map(_DRAWN_BY_SCRIPT.fullmatch, data))
    return [kind for kind in forms if kind != "text/plain" or is_plain]


def _html(writer: Writer, cell: Cell, output: Output) -> str:
    written = _data(output, "text/html")
    clean = sanitised(written, writer.decide)
    if not _is_seen(clean) or any(notice in clean for notice in _NOTICES):
        return ""
    if is_styled(written):
        writer.note(without_style(cell))
    if "<img" in clean and any(
        one.name == "img" and "alt" not in one.attributes for one in elements(written)
    ):
        writer.note(_no_alt(cell))
    writer.builder.say(f"\n{_lines(clean)}\n")
    return f'<div class="sd-table">{with_labels(clean)}</div>\n'


def _is_seen(clean: str) -> bool:
    """Whether a reader sees anything of HTML: boxes that a script would fill are empty."""
    return bool(_SEEN.search(clean)) or bool(html.unescape(_TAG.sub("", clean)).strip())


def _lines(clean: str) -> str:
    """Return the plain text of HTML: a line for each row, in which a tab follows each cell."""
    marked = _CELL_END.sub("\t", _LINE_END.sub("\n", " ".join(clean.split())))
    return html.unescape(_TAG.sub(" ", marked))


def _markdown(writer: Writer, cell: Cell, output: Output) -> str:
    prefix = f"{writer.prefix}{next(writer.builder.parts)}-"
    return writer.write_text(_data(output, "text/markdown"), lambda _: cell.at(), prefix)


def _latex(writer: Writer, cell: Cell, output: Output) -> str:
    latex = _data(output, "text/latex").strip()
    body = latex.strip("$").removeprefix("\\displaystyle").strip()
    equation = _EQUATION.fullmatch(body)
    body = equation[2].strip() if equation else body
    try:
        written = mathml(body, block=True)
    except FormulaError as error:
        # What a library puts out an author can hardly mend: the LaTeX is shown, the page is made.
        fix = say("readers see the LaTeX itself; show the formula in a text, or as a picture")
        writer.note(Problem("formula-readable", cell.at(), error.message, fix).as_warning())
        return _preformatted(writer, latex, "sd-text")
    writer.builder.say(body)
    return f'<div class="sd-math">{written}</div>\n'


def _picture(kind: str) -> Callable[[Writer, Cell, Output], str]:
    def write(writer: Writer, cell: Cell, output: Output) -> str:
        file = _file(writer, kind, output)
        svg = None if isinstance(file, Problem) else file.svg
        alt = cell.alt or (svg.title if svg else "")
        if not alt:
            writer.note(_no_alt(cell))
        writer.builder.say(f"\n{alt}\n")
        # A figure drawn for dense screens says in which width it is meant to be seen.
        meant = output.get("metadata", {}).get(kind)
        width = meant.get("width", "") if isinstance(meant, dict) else ""
        image = Image("", alt, width="" if svg else str(width))
        return f'<p class="sd-figure">{shown(writer, image, file)}</p>\n'

    return write


def _file(writer: Writer, kind: str, output: Output) -> Publishable | Problem:
    """Return the picture's file: of a PNG the WebP that was made when it was kept, or is made now."""
    data = _data(output, kind)
    file = writer.made(kind, data.encode() if kind == "image/svg+xml" else decoded(data))
    if kind != "image/png" or isinstance(file, Problem):
        return file
    kept = output["data"].get(LIGHT)
    webp = decoded(kept) if kept else as_webp(file.content)
    return file._replace(content=webp, ending="webp") if webp else file


def _no_alt(cell: Cell) -> Problem:
    return Problem(
        "picture-has-alt",
        cell.at(),
        say("this cell shows a picture without alternative text"),
        say(
            "describe it in the cell's options: ':alt: 막대그래프 …' (in Jupyter: metadata \"alt\")"
        ),
    )


def _plain_text(writer: Writer, _: Cell, output: Output) -> str:
    return _preformatted(writer, shown_at_last(_data(output, "text/plain")), "sd-text")


def _preformatted(writer: Writer, text: str, kind: str) -> str:
    writer.builder.say(f"\n{_plain(text)}\n")
    return f'<pre class="{kind}">{_coloured(text)}</pre>\n' if text.strip() else ""


def _coloured(text: str) -> str:
    if "\x1b" not in text:
        return html.escape(text.rstrip("\n"), quote=False)
    from nbconvert.filters.ansi import ansi2html

    # Colours beyond the sixteen of a terminal come as style attributes, which a strict
    # Content-Security-Policy blocks.
    coloured: str = ansi2html(text.rstrip("\n"))  # type: ignore[no-untyped-call]
    return _STYLE.sub("", coloured)


def _plain(text: str) -> str:
    return _ESCAPE.sub("", text)


def _data(output: Output, kind: str) -> str:
    return _joined(output["data"][kind])


def _joined(text: Any) -> str:
    """Join a text that nbformat allows to be a list of lines."""
    if isinstance(text, str):
        return text
    return "".join(text) if isinstance(text, list) else json.dumps(text, ensure_ascii=False)


_KINDS: Final[Mapping[str, Callable[[Writer, Cell, Output], str]]] = {
    "stream": _stream,
    "display_data": _display,
    "execute_result": _display,
    "error": _error,
}
_MEDIA: Final[Mapping[str, Callable[[Writer, Cell, Output], str]]] = {
    "text/html": _html,
    "text/markdown": _markdown,
    "image/svg+xml": _picture("image/svg+xml"),
    "text/latex": _latex,
    "image/png": _picture("image/png"),
    **{kind: _picture(kind) for kind in ("image/jpeg", "image/gif", "image/webp")},
    "text/plain": _plain_text,
}
