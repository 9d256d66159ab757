"""Answer only from a few written notes, or say that the answer is not in them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

NOT_THERE = "자료에 없습니다."


@dataclass(frozen=True)
class Note:
    """A sentence of the handbook and where it stands."""

    place: str
    text: str


@dataclass(frozen=True)
class Answer:
    text: str
    source: str
    likeness: float


HANDBOOK = (
    Note("이용 안내 1쪽", "반찬 나눔은 화요일과 금요일 오후 두 시에 시작합니다."),
    Note("이용 안내 2쪽", "반찬 나눔 신청은 주민센터를 거쳐 받습니다."),
    Note("후원 안내 1쪽", "기부금 영수증은 해마다 1월에 전자우편으로 보냅니다."),
    Note("봉사 안내 1쪽", "자원봉사자는 만 14세부터 함께할 수 있습니다."),
    Note("봉사 안내 3쪽", "봉사 확인서는 활동한 다음 달 첫 주에 나옵니다."),
)


def pairs(text: str) -> set[str]:
    """Return every two letters that stand side by side in a word."""
    words = re.findall(r"[가-힣0-9]+", text)
    return {word[at : at + 2] for word in words for at in range(len(word) - 1)}


def likeness(question: str, note: Note) -> float:
    """Return how much of the question stands in the note, from 0 to 1."""
    asked = pairs(question)
    return len(asked & pairs(note.text)) / len(asked) if asked else 0.0


def answer(question: str, notes: Sequence[Note] = HANDBOOK, enough: float = 0.4) -> Answer:
    best = max(notes, key=lambda note: likeness(question, note))
    how_like = likeness(question, best)
    if how_like < enough:
        return Answer(NOT_THERE, "없음", how_like)
    return Answer(best.text, best.place, how_like)
