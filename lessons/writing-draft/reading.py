"""Read a draft the way an ear does: sentence by sentence, word by word, second by second."""

import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

LONG = 60
"""Letters from which a sentence is called long here; a choice of this lesson, not a rule."""
SYLLABLES_A_SECOND = 5
"""How fast someone reads aloud without haste; a rough figure chosen for this lesson."""
ENDINGS = re.compile(
    r"(에서|에게|으로|이는|들의|들이|들을|께|의|을|를|은|는|이|가|에|로|와|과|도)$"
)
CLAIMS = re.compile(r"\d|%|최고|최초|유일|모든|모두|가장|수많은|일곱|여덟|두 명|네 명|만 원")


@dataclass(frozen=True)
class Draft:
    """A draft under the name that tables and pictures give it."""

    name: str
    text: str

    @property
    def sentences(self) -> list[str]:
        found = re.findall(r"[^.!?]+[.!?]+[”’]?", self.text)
        return [" ".join(sentence.split()) for sentence in found]

    @property
    def lengths(self) -> list[int]:
        """Return the letters of each sentence, spaces left out."""
        return [len(sentence.replace(" ", "")) for sentence in self.sentences]


def read_draft(name: str, path: str) -> Draft:
    return Draft(name, Path(path).read_text(encoding="utf-8"))


def seconds_aloud(draft: Draft) -> int:
    return round(len(re.findall(r"[가-힣\d]", draft.text)) / SYLLABLES_A_SECOND)


def long_share(draft: Draft) -> int:
    """Return how many sentences of a hundred are long."""
    return round(100 * sum(length > LONG for length in draft.lengths) / len(draft.lengths))


def repeated(draft: Draft, times: int = 3) -> list[tuple[str, int]]:
    """Return the words that come back, without the particles at their ends."""
    words = (ENDINGS.sub("", word) for word in re.findall(r"[가-힣]+", draft.text))
    counts = Counter(word for word in words if len(word) > 1)
    return [(word, count) for word, count in counts.most_common() if count >= times]


def measures(draft: Draft) -> list[str]:
    often = ", ".join(f"{word} {count}번" for word, count in repeated(draft)) or "없음"
    return [
        f"{len(draft.sentences)}개",
        f"{round(sum(draft.lengths) / len(draft.lengths))}자",
        f"{max(draft.lengths)}자",
        f"{long_share(draft)}%",
        f"{seconds_aloud(draft)}초",
        often,
    ]


MEASURES = (
    "문장 수",
    "한 문장의 평균 길이",
    "가장 긴 문장",
    "긴 문장의 비율",
    "소리 내어 읽는 시간",
    "세 번 이상 나온 낱말",
)


def claims(draft: Draft) -> list[str]:
    """Return the sentences that state a number or a superlative, and so need a record."""
    return [sentence for sentence in draft.sentences if CLAIMS.search(sentence)]
