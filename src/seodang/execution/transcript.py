"""Putting together a notebook's outputs from the frames its process sends."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

_Outputs = list[dict[str, Any]]


@dataclass(slots=True)
class Transcript:
    """The outputs of each code cell so far, as nbformat 4 has them.

    Display ids, clearing and the order of outputs follow nbclient (`client.py`); text of the
    same stream that follows itself becomes one output, wherever it was cut on its way.
    """

    cells: list[_Outputs] = field(default_factory=list)
    _shown: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    _clear_next: bool = False

    def begin(self) -> None:
        """Begin the next cell."""
        self.cells.append([])
        self._clear_next = False

    def take(self, frame: dict[str, Any]) -> None:
        """Take a frame that shows something; others are not meant for the transcript."""
        if not self.cells:
            self.cells.append([])
        if "stream" in frame:
            self._stream(frame["stream"], frame["text"])
        elif "display" in frame:
            self._display(frame)
        elif "result" in frame:
            self._add({"output_type": "execute_result", **frame["result"]})
        elif "error" in frame:
            self._add({"output_type": "error", **frame["error"]})
        elif "clear" in frame:
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

    def _display(self, frame: dict[str, Any]) -> None:
        name = frame["display_id"]
        if name is not None:
            for output in self._shown.get(name, ()):
                output.update(frame["display"])
        if not frame["update"]:
            output = {"output_type": "display_data", **frame["display"]}
            if name is not None:
                self._shown.setdefault(name, []).append(output)
            self._add(output)

    def _add(self, output: dict[str, Any]) -> None:
        if self._clear_next:
            self.cells[-1].clear()
            self._clear_next = False
        self.cells[-1].append(output)
