"""Putting together a notebook's outputs from the frames its process sends."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from seodang.execution.frames import number_of, text_of

_Outputs = list[dict[str, Any]]


@dataclass(slots=True)
class OutputCollector:
    """The outputs of each code cell so far, as nbformat 4 has them.

    Display ids, clearing and the order of outputs follow nbclient (`client.py`); text of the
    same stream that follows itself becomes one output, wherever it was cut on its way.
    """

    cells: list[_Outputs] = field(default_factory=list)
    _shown: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    _clear_next: bool = False

    def begin_cell(self) -> None:
        """Begin the next cell."""
        self.cells.append([])
        self._clear_next = False

    def add(self, frame: dict[str, Any]) -> None:
        """Add what a frame shows; one that shows nothing changes nothing.

        Raises `KeyError`, `TypeError` or `ValueError` for what no notebook's process sends:
        a notebook can reach its own channel.
        """
        if not self.cells:
            self.cells.append([])
        if "stream" in frame:
            self._stream(_name(frame["stream"]), text_of(frame["text"]))
        elif "display" in frame:
            self._display(_bundle(frame["display"]), frame["display_id"], frame["update"])
        elif "result" in frame:
            count = number_of(frame["result"]["execution_count"])
            result = {**_bundle(frame["result"]), "execution_count": count}
            self._add({"output_type": "execute_result", **result})
        elif "error" in frame:
            self._add({"output_type": "error", **_error(frame["error"])})
        elif "clear" in frame:
            # `wait=True` keeps the old output until there is something in its place.
            self._clear_next = frame["wait"]
            if not frame["wait"]:
                self.cells[-1].clear()

    def last_lines(self, most: int) -> tuple[str, ...]:
        """Return the last lines the current cell printed."""
        if not self.cells:
            return ()
        text = "".join(one["text"] for one in self.cells[-1] if one["output_type"] == "stream")
        return tuple(text.splitlines()[-most:])

    def _stream(self, name: str, text: str) -> None:
        outputs = self.cells[-1]
        last = outputs[-1] if outputs and not self._clear_next else {}
        if last.get("output_type") == "stream" and last["name"] == name:
            last["text"] += text
        else:
            self._add({"output_type": "stream", "name": name, "text": text})

    def _display(self, bundle: dict[str, Any], name: str | None, update: object) -> None:
        if name is not None:
            # Display ids hold for the whole notebook: outputs of cells above change, too.
            for output in self._shown.get(name, ()):
                output.update(bundle)
        if not update:
            output = {"output_type": "display_data", **bundle}
            if name is not None:
                self._shown.setdefault(name, []).append(output)
            self._add(output)

    def _add(self, output: dict[str, Any]) -> None:
        if self._clear_next:
            self.cells[-1].clear()
            self._clear_next = False
        self.cells[-1].append(output)


def _name(value: Any) -> str:
    if value not in {"stdout", "stderr"}:
        raise ValueError("no such stream")
    return text_of(value)


def _bundle(value: Any) -> dict[str, Any]:
    data, metadata = value["data"], value["metadata"]
    if not isinstance(data, dict) or not isinstance(metadata, dict):
        raise TypeError("not a bundle of representations")
    # Representations are text or, where their type says so, JSON: what renders pages relies on it.
    for kind, content in data.items():
        if not kind.endswith("json"):
            text_of(content)
    return {"data": data, "metadata": metadata}


def _error(value: Any) -> dict[str, Any]:
    traceback = [text_of(line) for line in value["traceback"]]
    return {
        "ename": text_of(value["ename"]),
        "evalue": text_of(value["evalue"]),
        "traceback": traceback,
    }
