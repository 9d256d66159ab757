"""Ask the published questions of a built site: `python3 -m benchmarks.search SITE [--frozen]`.

`questions.yml` was written from the lessons by somebody who did not know how the search works; half
of it was frozen before anything was tuned. A question counts as answered at n where one of its
places is among the first n that a reader is shown; a question that is refused shows places, too.
The questions are put to the site's own scripts in Chromium.
"""

from __future__ import annotations

import argparse
import gzip
import shutil
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from statistics import median
from typing import Any, Final

import yaml

from benchmarks.tools import ROOT

QUESTIONS: Final = ROOT / "benchmarks/questions.yml"
OFF_TOPIC: Final = "off-topic"
DEPTHS: Final = (1, 3, 5)
_ASK: Final = """
async (query) => {
  // Files are kept from question to question, but each question begins with an engine that has none.
  const kept = (globalThis.kept ??= new Map());
  globalThis.seodangSearch = (name, value) => kept.set(name, value);
  const script = (src) => new Promise((done, failed) => document.head.append(
    Object.assign(document.createElement("script"), { src, onload: done, onerror: failed })));
  if (!globalThis.seodangEngine) await script("assets/seodang/search-engine.js");
  const names = new Set();
  const load = async (name) => {
    names.add(name);
    if (!kept.has(name)) await script(`search/${name}.js`);
    return kept.get(name);
  };
  const engine = await seodangEngine.open(load);
  const answer = await engine.ask(query);
  const again = performance.now();
  await engine.ask(query);
  const milliseconds = performance.now() - again;
  return {
    places: answer.near.map(({ address, anchor }) => address + (anchor ? `#${anchor}` : "")),
    refused: answer.isRefused,
    quotes: answer.shown().quotes.map(({ sentence }) => sentence.text),
    files: ["assets/seodang/search-engine.js", ...[...names].map((name) => `search/${name}.js`)],
    milliseconds,
  };
}
"""


@dataclass(frozen=True)
class Asked:
    """A question and what came of it; `bytes` are those of the first query, compressed."""

    kind: str
    rank: int | None
    refused: bool
    quoted: bool
    bytes: int
    milliseconds: float


def main() -> None:
    """Ask, and print a line for each kind of question."""
    parser = argparse.ArgumentParser(prog="python3 -m benchmarks.search", description=main.__doc__)
    parser.add_argument("site", type=Path, help="the folder of this repository's built site")
    parser.add_argument("--frozen", action="store_true", help="ask the half that nobody tunes on")
    parser.add_argument("--chromium", default="chromium", help="a browser's program")
    asked = parser.parse_args()
    rows = yaml.safe_load(QUESTIONS.read_text("utf-8"))
    wanted = [row for row in rows if row["set"] == ("frozen" if asked.frozen else "open")]
    print("\n".join(told(list(answers(wanted, asked.site, asked.chromium)))))


def answers(rows: Sequence[dict[str, Any]], site: Path, program: str) -> Iterator[Asked]:
    """Put each question to the site as a reader does who has fetched nothing yet."""
    from playwright.sync_api import sync_playwright

    with served(site) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=_found(program), args=["--no-sandbox"])
        page = browser.new_page()
        page.goto(f"{address}glossary.html")
        for row in rows:
            said = page.evaluate(_ASK, row["query"])
            yield _asked(row, said, sum(_weight(site / file) for file in said["files"]))
        browser.close()


def told(asked: Sequence[Asked]) -> Iterator[str]:
    """Yield the lines of a table."""
    kinds = dict.fromkeys(one.kind for one in asked if one.kind != OFF_TOPIC)
    yield "| | asked | at 1 | at 3 | at 5 | refused |"
    yield "| --- | ---: | ---: | ---: | ---: | ---: |"
    groups = {kind: [one for one in asked if one.kind == kind] for kind in kinds}
    groups["all of these"] = [one for one in asked if one.kind != OFF_TOPIC]
    for name, some in groups.items():
        hits = (sum(one.rank is not None and one.rank < n for one in some) for n in DEPTHS)
        cells = " | ".join(f"{hit / len(some):.2f}" for hit in hits)
        yield f"| {name} | {len(some)} | {cells} | {_share(one.refused for one in some)} |"
    off = [one for one in asked if one.kind == OFF_TOPIC]
    yield f"| off-topic | {len(off)} | | | | {_share(one.refused for one in off)} |"
    questions = groups.get("question", [])
    yield f"\nThe very sentence was quoted: {_share(one.quoted for one in questions)}"
    sizes, times = sorted(one.bytes for one in asked), sorted(one.milliseconds for one in asked)
    yield f"First query, gzip: median {median(sizes) / 1000:.0f} KB, most {sizes[-1] / 1000:.0f} KB"
    yield f"Asked again: median {median(times):.0f} ms, nine in ten {times[len(times) * 9 // 10]:.0f} ms"


def _share(some: Iterator[bool]) -> str:
    values = list(some)
    return f"{sum(values) / len(values):.2f}" if values else ""


def _asked(row: dict[str, Any], said: dict[str, Any], weight: int) -> Asked:
    ranks = (n for n, place in enumerate(said["places"]) if place in row["places"])
    quoted = any(_same(row.get("answer", ""), one) for one in said["quotes"])
    rank, kind = next(ranks, None), row["kind"]
    return Asked(kind, rank, said["refused"], quoted, weight, said["milliseconds"])


def _same(answer: str, quote: str) -> bool:
    """Whether one of both holds the other."""
    return bool(answer) and (answer in quote or quote in answer)


def _weight(file: Path) -> int:
    return len(gzip.compress(file.read_bytes(), 6))


@contextmanager
def served(site: Path) -> Iterator[str]:
    """Serve a folder on loopback."""
    handler = partial(_Quiet, directory=str(site))
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Keep the output to the table."""


def _found(program: str) -> str:
    return shutil.which(program) or program


if __name__ == "__main__":
    main()
