"""Let a picture out only when every question about it has an answer."""

from collections.abc import Mapping

QUESTIONS: Mapping[str, str] = {
    "동의": "사진을 올렸다면 찍힌 사람이 그 쓰임을 알고 동의했습니까?",
    "닮음": "실제 사람, 상표, 특정 작가의 작품을 닮지 않았습니까?",
    "고정관념": "누가 돕고 누가 도움받는 모습으로만 그려졌습니까?",
    "사실": "일어나지 않은 일을 일어난 일처럼 보이게 하지 않습니까?",
    "저작권": "남이 똑같은 그림을 써도 괜찮은 자리입니까?",
    "표시": "AI로 만든 그림이라고 어디에 적었습니까?",
    "대체 텍스트": "그림을 볼 수 없는 사람에게 무엇이라고 읽어 줍니까?",
}


class NotReady(Exception):
    """A question is still open; the message says which."""

    def _render_traceback_(self) -> list[str]:
        # What a learner should read is this line, not the way through the code.
        return [f"{type(self).__name__}: {self}"]


def release(answers: Mapping[str, str]) -> list[tuple[str, str, str]]:
    """Return the record to keep beside the picture: question by question, with its answer."""
    for name, question in QUESTIONS.items():
        if not answers.get(name, "").strip():
            raise NotReady(f"아직 내보낼 수 없습니다. '{name}' 칸에 답이 없습니다. {question}")
    return [(name, question, answers[name]) for name, question in QUESTIONS.items()]
