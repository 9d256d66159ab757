"""Writes a course of any size, always the same for the same size: python benchmarks/corpus.py FOLDER N.

A lesson has 15 Korean prose cells (10 KB) and 6 code cells; every fourth draws a figure. Twenty
lessons make a track. The words are common ones, put together by chance: the text means nothing.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

LESSONS_A_TRACK: Final = 20
LESSONS_A_MODULE: Final = 5
PROSE_CELLS: Final = 15
CODE_CELLS: Final = 6

_SUBJECTS: Final = (
    "우리는 이웃이 담당자는 동료가 활동가는 기록이 문서는 모둠이 이용자는 봉사자가 지역은".split()
)
_OBJECTS: Final = (
    "자료를 질문을 후기를 초안을 답변을 일정을 안내문을 사진을 회의록을 예산을 신청서를 보고서를 통계를 "
    "목록을 표를 기준을 이야기를 설문을 원고를 공지를"
).split()
_MANNERS: Final = (
    "천천히 함께 다시 먼저 꼼꼼히 간단히 미리 매주 자주 나란히 조심스럽게 정확하게 솔직하게 차례로 따로"
).split()
_VERBS: Final = (
    "읽습니다 고칩니다 나눕니다 적습니다 비교합니다 살펴봅니다 묻습니다 모읍니다 줄입니다 확인합니다 "
    "정리합니다 바꿉니다 보냅니다 설명합니다 기억합니다"
).split()
_SYLLABLES: Final = (
    "가나다라마바사아자차고노도로모보소오조초구누두루무부수우주추기니디리미비시이지치"
)

_PROGRAMME: Final = """\
seodang: 1
title: 크기를 재는 과정
summary: 글은 낱말을 우연히 이어 붙인 것으로, 아무 뜻이 없습니다.
language: ko
url: https://example.org/corpus/
licence: CC-BY-4.0
"""
_HEAD: Final = """\
---
kernelspec:
  display_name: Python 3
  language: python
  name: python3
---
"""


def write_corpus(root: Path, lessons: int) -> None:
    """Write a course of this many lessons into a folder."""
    for path, text in corpus(lessons).items():
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text.encode())


def corpus(lessons: int) -> Mapping[str, str]:
    """Return the files of a course of this many lessons, by path."""
    files = {"curriculum/programme.yml": _PROGRAMME}
    for first in range(0, lessons, LESSONS_A_TRACK):
        numbers = range(first, min(first + LESSONS_A_TRACK, lessons))
        track = first // LESSONS_A_TRACK
        files[f"curriculum/tracks/track-{track:03}.yml"] = _track(track, numbers)
    for number in range(lessons):
        chance = random.Random(number)  # noqa: S311 (nothing secret; the same text every time)
        files[f"lessons/{lesson_id(number)}/lesson.yml"] = _lesson(number, chance)
        files[f"lessons/{lesson_id(number)}/notebook.md"] = _notebook(number, chance)
    return files


def lesson_id(number: int) -> str:
    """Return the id of the lesson with this number."""
    return f"lesson-{number:04}"


def _track(track: int, numbers: range) -> str:
    modules = "".join(
        f"  - title: 단원 {track}-{n // LESSONS_A_MODULE}\n"
        f"    lessons: [{', '.join(map(lesson_id, numbers[n : n + LESSONS_A_MODULE]))}]\n"
        for n in range(0, len(numbers), LESSONS_A_MODULE)
    )
    return (
        f"title: 과정 {track}\nsummary: 크기를 재는 과정입니다.\nformat: class\naudience: 누구나\n"
        f"outcomes: [한 가지를 배웁니다]\nmodules:\n{modules}"
    )


def _lesson(number: int, chance: random.Random) -> str:
    return (
        f"title: 수업 {number} {_words(chance, 2)}\nsummary: {_sentence(chance)}\nformat: class\n"
        f"minutes: {chance.randrange(20, 90, 10)}\nlevel: beginner\n"
        f"objectives: [{_sentence(chance)}, {_sentence(chance)}]\n"
    )


def _notebook(number: int, chance: random.Random) -> str:
    cells = [_HEAD]
    for cell in range(PROSE_CELLS):
        cells.append(_prose(number, cell, chance))
        if cell < CODE_CELLS:
            cells.append(_code(number, cell))
        elif cell < PROSE_CELLS - 1:
            cells.append("+++\n")
    return "\n".join(cells)


def _prose(number: int, cell: int, chance: random.Random) -> str:
    parts = [f"## {_words(chance, 2)} {cell}", _paragraph(chance), *_more(number, cell, chance)]
    return "\n\n".join(parts) + "\n"


def _more(number: int, cell: int, chance: random.Random) -> Iterator[str]:
    if cell % 3 == 0:
        yield "\n".join(f"- {_sentence(chance)}" for _ in range(3))
    if cell % 5 == 1:
        rows = "\n".join(f"| {_words(chance, 1)} | {chance.randrange(900)} |" for _ in range(4))
        yield f"| 이름 | 수 |\n| --- | ---: |\n{rows}"
    if cell % 5 == 2:  # noqa: PLR2004 (every fifth cell)
        yield f":::{{note}}\n{_sentence(chance)}\n:::"
    if cell % 7 == 3 and number % LESSONS_A_TRACK:  # noqa: PLR2004 (every seventh cell)
        yield f"[앞 수업](../{lesson_id(number - 1)}/notebook.md)도 봅니다."
    yield _paragraph(chance)


def _paragraph(chance: random.Random) -> str:
    return f"{_sentence(chance)} **{_words(chance, 2)}** {_sentence(chance)} {_sentence(chance)}"


def _sentence(chance: random.Random) -> str:
    name = "".join(chance.choice(_SYLLABLES) for _ in range(3))
    return (
        f"{chance.choice(_SUBJECTS)} {chance.choice(_MANNERS)} {name}의 "
        f"{chance.choice(_OBJECTS)} {chance.choice(_MANNERS)} {chance.choice(_VERBS)}."
    )


def _words(chance: random.Random, count: int) -> str:
    return " ".join("".join(chance.choice(_SYLLABLES) for _ in range(3)) for _ in range(count))


def _code(number: int, cell: int) -> str:
    return f"```{{code-cell}} ipython3\n{_source(number, cell)}\n```\n"


def _source(number: int, cell: int) -> str:
    if cell == CODE_CELLS - 1 and number % 4 == 0:
        return (
            ":alt: 오르내리는 선\n\nimport matplotlib.pyplot as plt\n\n"
            f"plt.figure(figsize=(4, 2))\nplt.plot([row * {number % 9 + 1} % 7 for row in rows])\n"
            "plt.show()"
        )
    return (
        f"rows = [n * {number + 1} % {cell + 11} for n in range({cell + 5})]  # 자료 {number}\n"
        "for row in sorted(rows):\n"
        f'    print("값", row, row * {cell + 2})\n'
        "sum(rows)"
    )


if __name__ == "__main__":
    write_corpus(Path(sys.argv[1]), int(sys.argv[2]))
