"""Put a picture prompt together from its parts; parameters come last."""

import re
from collections.abc import Mapping, Sequence

PARTS: Mapping[str, str] = {
    "대상": "누가, 무엇이 나옵니까?",
    "표현 방식": "사진입니까, 수채화입니까?",
    "장소": "어디입니까?",
    "빛": "어떤 빛이 비칩니까?",
    "색": "어떤 빛깔입니까?",
    "분위기": "어떤 느낌입니까?",
    "구도": "어디서 어떻게 봅니까?",
}


class WrongRatio(Exception):
    """A ratio that is not two whole numbers; the message shows how to write it."""

    def _render_traceback_(self) -> list[str]:
        # What a learner should read is this line, not the way through the code.
        return [f"{type(self).__name__}: {self}"]


def build(parts: Mapping[str, str], ratio: str = "1:1", without: Sequence[str] = ()) -> str:
    """Return the parts that are there in their order, then `--ar`, then `--no`."""
    if not re.fullmatch(r"[1-9]\d*:[1-9]\d*", ratio):
        raise WrongRatio(
            f"'{ratio}' 비율은 쓸 수 없습니다. 소수점 없이 정수로 적습니다. 보기: 1:1.41 → 100:141"
        )
    words = ", ".join(parts[part] for part in PARTS if part in parts)
    tail = f" --no {', '.join(without)}" if without else ""
    return f"{words} --ar {ratio}{tail}"


def steps(parts: Mapping[str, str], counts: Sequence[int]) -> list[tuple[str, str]]:
    """Return the prompt as it grows, once for each count of parts."""
    words = [parts[part] for part in PARTS if part in parts]
    return [(f"{count}칸", ", ".join(words[:count])) for count in counts]
