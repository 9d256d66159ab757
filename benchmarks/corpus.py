"""The benchmark's own corpus: Korean lessons that are all different and always the same.

A lesson has 15 cells of prose and 6 of code; every fourth lesson draws a figure. The sentences
are put together from lists of words and mean little; what is measured is their handling.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

PROSE, CODE, FIGURE_EVERY = 15, 6, 4

_WHO: Final = "나눔터 도서관 복지관 청년회 마을학교 돌봄센터 협동조합 상담소 공방 텃밭모임 박물관 자활센터".split()
_WHAT: Final = "안내문 보고서 신청서 소식지 회의록 설문지 홍보글 감사편지 사업계획 모집공고 후기 질문집".split()
_HOW: Final = (
    "꼼꼼히 천천히 다시 함께 미리 짧게 정확히 따로 차례대로 번갈아 소리 내어 처음부터".split()
)
_DO: Final = "읽습니다 고칩니다 견줍니다 나눕니다 적습니다 살핍니다 줄입니다 묻습니다 모읍니다 옮깁니다".split()
_WHY: Final = "까닭 쓰임 순서 뜻 차이 갈래 기준 보기 물음 무게".split()


@dataclass(frozen=True)
class Lesson:
    """A lesson's title and its cells, as ("prose" or "code", source)."""

    name: str
    title: str
    cells: tuple[tuple[str, str], ...]


def lessons(count: int) -> Iterator[Lesson]:
    """Yield lessons; the first ones are the same for every count."""
    for number in range(count):
        words = random.Random(number)  # noqa: S311 - the same words every time are wanted
        title = f"{words.choice(_WHO)}의 {words.choice(_WHAT)} {number}"
        yield Lesson(f"lesson-{number:05d}", title, tuple(_cells(number, words)))


def _cells(number: int, words: random.Random) -> Iterator[tuple[str, str]]:
    code_after = {2 * n + 2: n for n in range(CODE)}
    for place in range(PROSE):
        yield "prose", _prose(number, place, words)
        if place in code_after:
            yield "code", _code(number, code_after[place], words)


def _prose(number: int, place: int, words: random.Random) -> str:
    sentences = [
        f"{words.choice(_WHO)}에서는 {words.choice(_WHAT)}의 {words.choice(_WHY)}을 "
        f"{words.choice(_HOW)} {words.choice(_DO)}"
        for _ in range(7)
    ]
    text = ". ".join(sentences) + "."
    if place % 3 == 0:
        return f"## {place + 1}. {words.choice(_WHAT)} {number}\n\n{text}"
    if place % 5 == 1:
        items = "\n".join(f"- **{words.choice(_WHO)}**: {words.choice(_WHAT)}" for _ in range(3))
        return f"{text}\n\n{items}"
    return text


def _code(number: int, place: int, words: random.Random) -> str:
    if place == CODE // 2 and number % FIGURE_EVERY == 0:
        names = words.sample(_WHO, 4)
        values = [words.randint(1, 40) for _ in names]
        return (
            "import matplotlib.pyplot as plt\n"
            f"_, axes = plt.subplots(figsize=(6, 3))\naxes.bar({names!r}, {values!r})\n"
            f"axes.set_title('{words.choice(_WHAT)} {number}')\nplt.show()"
        )
    rows = [(words.choice(_WHO), words.randint(1, 99)) for _ in range(6)]
    if place % 2:
        return f"rows = {rows!r}\nsorted(rows, key=lambda row: row[1])"
    return f"rows = {rows!r}\nfor name, count in rows:\n    print(f'{{name}}: {{count}}건')"
