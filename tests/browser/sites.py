"""Courses to open in a browser."""

from __future__ import annotations

import shutil
from pathlib import Path

from pages.quiet_courses import lesson, quiet_course, track

PROSE = """\
## 읽기

{term}`환각 <hallucination>`을 줄이는 법을 봅니다. {source}`law` [다음 수업](../b/notebook.md)에 이어집니다.

:::{note} 알아 두기
개인정보는 지우고 나서 건넵니다.
:::

| 가려내는 일 | 지어내는 일 |
|---|---|
| 들어온 문의를 담당자별로 나누기, 영수증에서 날짜와 금액 찾기, 후기에서 불편한 점 골라내기 | 후원 편지 초안 쓰기 |

넓이는 $a \\times b$입니다. 아주 긴 주소도 넘치지 않습니다. `https://example.org/a/very/long/address/without/any/hyphen`

```python
def length(text):
    return len(text.split()) + 1  # 낱말의 수
```

## 부탁하기

```{prompt} 안내문을 부탁하는 프롬프트
당신은 [역할]입니다. [읽는 사람]이 읽을 안내문을 써 주세요. 모르면 [역할]에게 묻겠다고 적어 주세요.
```

```{prompt} 칸이 많은 프롬프트
- 읽고 나서 할 일: [한 가지]
의견: [줄마다 하나]
```

## 해 보기

```{exercise} one
```

```{exercise} many
```

```{exercise} write
```

```{exercise} think
```
"""

ARRANGING = """\
## 시작

안녕하세요.

## 해 보기

```{exercise} steps
```

```{exercise} pairs
```

```{exercise} deciding
```

```{exercise} adding
```
"""

FILES = {
    **lesson(
        "a",
        "첫 수업",
        "was: [old-name]\ntools: [chatbot]\nsources: [law]\nauthors: [kim]\n"
        "ai_use: {note: 초안을 AI로 썼습니다., tools: [대화형 AI]}\n",
        PROSE,
    ),
    **lesson("b", "둘째 수업", "requires: [a]\n", ARRANGING),
    **lesson("c", "거둔 수업", "status: retired\n"),
    **track("first", "첫 과정", "a", "b"),
    "curriculum/glossary.yml": (
        "hallucination: {term: 환각, also: [hallucination],"
        " definition: '지어낸 답입니다. {term}`prompt`로 줄입니다.'}\n"
        "prompt: {term: 프롬프트, definition: 부탁하는 글입니다.}\n"
    ),
    "curriculum/pages/about.md": "# 이 사이트\n\n글입니다.\n",
    "curriculum/people.yml": "kim: {name: 김서당, role: 편집}\n",
    "curriculum/sources.yml": (
        "law: {title: 법, publisher: 국가, url: 'https://example.org/', checked: 2026-11-21}\n"
    ),
    "curriculum/tools.yml": "chatbot: {name: 대화형 AI, cost: 없음, checked: 2026-11-20}\n",
    "exercises/one.yml": (
        "kind: choice\ntitle: 하나 고르기\nquestion: 어느 답이 맞습니까?\noptions:\n"
        "  - {text: 지어낸 답, feedback: 근거가 없습니다.}\n"
        "  - {text: 모른다는 답, correct: true, feedback: 모르는 것을 모른다고 했습니다.}\n"
        "explanation: 자료 안에서만 답합니다.\n"
    ),
    "exercises/many.yml": (
        "kind: choice\ntitle: 모두 고르기\nquestion: 가려내는 일을 모두 고르십시오.\noptions:\n"
        "  - {text: 나누기, correct: true}\n"
        "  - {text: 쓰기, feedback: 새로 만드는 일입니다.}\n"
        "  - {text: 찾기, correct: true}\n"
    ),
    "exercises/write.yml": (
        "kind: prompt\nquestion: 프롬프트를 써 보십시오.\n"
        "rubric: [읽는 사람을 적었습니다., 길이를 적었습니다.]\n"
        "model_answer: 처음 오는 사람이 읽을 글을 써 주세요.\n"
    ),
    "exercises/steps.yml": (
        "kind: order\ntitle: 차례 찾기\nquestion: 글을 맡기기까지의 차례를 찾아 보십시오.\n"
        "steps:\n  - 이름을 지웁니다.\n  - 읽는 사람을 정합니다.\n  - 프롬프트를 씁니다.\n"
        "  - 사실을 확인합니다.\nexplanation: 지우기가 먼저입니다.\n"
    ),
    "exercises/pairs.yml": (
        "kind: match\ntitle: 짝 찾기\nquestion: 일과 그 이름을 이어 보십시오.\npairs:\n"
        "  - {left: 긴 글을 줄입니다., right: 요약}\n"
        "  - {left: 다른 말로 옮깁니다., right: 번역}\n"
        "  - {left: 회의록을 간추립니다., right: 요약}\n"
        "explanation: 줄이는 일은 모두 요약입니다.\n"
    ),
    "exercises/deciding.yml": (
        "kind: scenario\ntitle: 답하기 전에\nquestion: 이용자가 물었습니다.\nsteps:\n"
        "  - name: begin\n    text: 무엇을 하겠습니까?\n    decisions:\n"
        "      - {text: 바로 답합니다., consequence: 안내문에 없는 말이었습니다., to: wrong}\n"
        "      - {text: '안내문을 **찾아봅니다**.', consequence: 안내문을 펼쳤습니다., to: read}\n"
        "  - name: wrong\n    text: 이용자가 헛걸음을 했습니다.\n    decisions:\n"
        "      - {text: 처음으로 돌아갑니다., to: begin}\n"
        "      - {text: 사과하고 찾아봅니다., to: read}\n"
        "  - {name: read, text: 담당자에게 확인하고 답했습니다.}\n"
    ),
    "exercises/adding.yml": (
        "kind: code\ntitle: 모두 더하기\nquestion: 값을 모두 더하는 함수를 써 보십시오.\n"
        "starter: |\n  def total(prices):\n      return 0\n"
        "solution: |\n  def total(prices):\n      return sum(prices)\n"
        "checks: |\n  assert total([1, 2]) == 3\n"
    ),
    "exercises/think.yml": "kind: reflect\nquestion: 무엇을 지키고 싶습니까?\nhints: [말투입니까?, 사람입니까?, 약속입니까?]\n",
}


def learners_course(root: Path) -> Path:
    """Write a course with everything a learner can meet, but no code to run."""
    return quiet_course(root, FILES)


def own_course(root: Path) -> Path:
    """Copy this repository's own course."""
    here = Path(__file__).parents[2]
    for name in ("curriculum", "lessons", "exercises"):
        shutil.copytree(here / name, root / name)
    shutil.copy(here / "mkdocs.yml", root)
    return root
