"""Read opinions, hide what names a person, and count what they speak of."""

import csv
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

TOPICS: Mapping[str, Sequence[str]] = {
    "곁에서 돕는 사람": ("옆자리", "옆에서", "도우미"),
    "집에 가면 막힘": ("집에", "복습", "잊어", "쪽지"),
    "가족과 이어짐": ("손주", "자식", "딸", "동생"),
    "가르치는 빠르기": ("빨라", "천천히", "속도"),
    "글씨 크기": ("글씨",),
    "오가는 길": ("계단", "버스"),
}
OTHER = "그 밖"
HIDDEN = (
    (re.compile(r"\d{6}-\d{7}"), "[주민등록번호]"),
    (re.compile(r"01\d-\d{3,4}-\d{4}"), "[전화번호]"),
    (re.compile(r"[\w.]+@[\w.]+"), "[전자우편]"),
)
DOUBTS: Mapping[str, re.Pattern[str]] = {
    "이름일 수 있음": re.compile(r"[가-힣]{3} (선생님|어르신|씨)"),
    "건강 정보일 수 있음": re.compile(r"당뇨|혈압|치매|장애|수술|우울"),
}


@dataclass(frozen=True)
class Opinion:
    """One opinion and the age group of who gave it."""

    number: int
    age: str
    text: str


def read_opinions(path: str) -> tuple[Opinion, ...]:
    with Path(path).open(encoding="utf-8", newline="") as file:
        return tuple(
            Opinion(int(row["번호"]), row["나이대"], row["의견"]) for row in csv.DictReader(file)
        )


def hide(text: str) -> str:
    """Replace what has the form of a number or address that belongs to one person."""
    for form, mark in HIDDEN:
        text = form.sub(mark, text)
    return text


def doubts(text: str) -> list[str]:
    """Return why a person should read this before it leaves the organisation."""
    found = [doubt for doubt, form in DOUBTS.items() if form.search(text)]
    return ["기계가 가림", *found] if hide(text) != text else found


def topics_of(text: str) -> list[str]:
    found = [topic for topic, words in TOPICS.items() if any(word in text for word in words)]
    return found or [OTHER]


def group(opinions: Sequence[Opinion]) -> dict[str, list[Opinion]]:
    """Return the opinions of each topic, most spoken of first; one opinion may be in several."""
    groups: dict[str, list[Opinion]] = {topic: [] for topic in (*TOPICS, OTHER)}
    for opinion in opinions:
        for topic in topics_of(opinion.text):
            groups[topic].append(opinion)
    return dict(sorted(groups.items(), key=lambda item: (item[0] == OTHER, -len(item[1]))))
