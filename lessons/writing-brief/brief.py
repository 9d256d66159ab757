"""Put a prompt together from the six boxes of a brief."""

from collections.abc import Mapping

BOXES: Mapping[str, str] = {
    "읽는 사람": "비워 두면 누구에게나 하는 말이 됩니다.",
    "읽고 나서 할 일": "비워 두면 좋은 말만 하다 끝나는 글이 됩니다.",
    "핵심 한 문장": "비워 두면 문단마다 다른 이야기를 합니다.",
    "꼭 넣을 사실": "비워 두면 AI가 없는 사실을 지어낼 수 있습니다.",
    "모양": "비워 두면 길이와 말투가 제멋대로 나옵니다.",
    "넣지 말 것": "비워 두면 개인정보나 지키지 못할 약속이 섞일 수 있습니다.",
}


class EmptyBox(Exception):
    """A box of the brief is empty; the message says which and what that leads to."""

    def _render_traceback_(self) -> list[str]:
        # What a learner should read is this line, not the way through the code.
        return [f"{type(self).__name__}: {self}"]


def build_prompt(task: str, brief: Mapping[str, str]) -> str:
    for box, harm in BOXES.items():
        if not brief.get(box, "").strip():
            raise EmptyBox(f"'{box}' 칸이 비어 있습니다. {harm}")
    lines = [f"- {box}: {brief[box]}" for box in BOXES]
    rules = (
        "꼭 넣을 사실에 없는 숫자, 이름, 사례는 쓰지 마세요.",
        "모르는 것은 지어내지 말고 (확인 필요)라고 적어 주세요.",
    )
    return "\n".join([f"{task} 초안을 써 주세요.", "", *lines, "", *rules])
