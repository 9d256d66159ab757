"""Tell messages apart by the words in them, and count how often that is right."""

import csv
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

UNSURE = "사람에게 넘김"
WORDS: Mapping[str, Sequence[str]] = {
    "후원": ("후원", "기부", "영수증"),
    "자원봉사": ("봉사", "도울 일"),
    "서비스 이용": ("반찬", "도시락", "냉장고", "교실"),
    "긴급 도움": ("급하", "끊겨", "도와주세요", "다쳤"),
}
URGENT = "긴급 도움"
ALARMS = (*WORDS[URGENT], "며칠째", "떨어졌", "혼자", "쓰러")


@dataclass(frozen=True)
class Message:
    """One message and the kind that the person in charge gave it."""

    number: int
    text: str
    kind: str


def read_messages(path: str) -> tuple[Message, ...]:
    with Path(path).open(encoding="utf-8", newline="") as file:
        return tuple(
            Message(int(row["번호"]), row["글"], row["담당자가 정한 갈래"])
            for row in csv.DictReader(file)
        )


def sort_message(text: str, words: Mapping[str, Sequence[str]] = WORDS) -> str:
    """Return the kind with most of its words in the text; a tie or nothing goes to a person."""
    hits = {kind: sum(word in text for word in known) for kind, known in words.items()}
    most = max(hits.values())
    best = [kind for kind, count in hits.items() if count == most]
    return best[0] if most and len(best) == 1 else UNSURE


def verdict(message: Message) -> str:
    sorted_as = sort_message(message.text)
    if sorted_as == UNSURE:
        return UNSURE
    return "맞음" if sorted_as == message.kind else "틀림"


def count_verdicts(messages: Sequence[Message]) -> dict[str, Counter[str]]:
    """Count 맞음, 틀림 and 사람에게 넘김 for each kind, in the order of the kinds."""
    counts: dict[str, Counter[str]] = {kind: Counter() for kind in WORDS}
    for message in messages:
        counts[message.kind][verdict(message)] += 1
    return counts


def missed(messages: Sequence[Message], alarms: Sequence[str] = ()) -> list[Message]:
    """Return the urgent messages that no person would look at in time."""
    return [
        message
        for message in messages
        if message.kind == URGENT and verdict(message) == "틀림" and not rings(message, alarms)
    ]


def false_alarms(messages: Sequence[Message], alarms: Sequence[str]) -> list[Message]:
    """Return the messages that ring although nothing is urgent."""
    return [message for message in messages if message.kind != URGENT and rings(message, alarms)]


def rings(message: Message, alarms: Sequence[str]) -> bool:
    return any(word in message.text for word in alarms)
