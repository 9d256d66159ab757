"""One lesson with a little of everything, as a whole.

Refresh the golden with `pytest tests/rendering --update-goldens`, and read the difference.
"""

from __future__ import annotations

from collections.abc import Callable

from showing import Show

LESSON = """\
앞글에 {term}`환각 <hallucination>`과 출처{source}`x`, **‘강조’**와 `코드`가 있습니다.[^1]

## 표와 식

| 이름 | 수 |
|:---|---:|
| 가 | $x^2$ |

$$
\\frac{1}{2}
$$

### 할 일

- [ ] 전화하기
- [x] 적기

:::{tip} 살펴보기
[다음 수업](../b/notebook.md#표와-식)을 봅니다.
:::

```{code-cell} ipython3
:tags: [hide-input]
:alt: 막대 하나

draw()
```

```{prompt} 편지
[이름]에게 편지를 써 주세요.
```

:::{exercise} one
:::

<details>
<summary>더 보기</summary>

접힌 글

</details>

[^1]: 각주입니다.
"""
FILES = {
    "lessons/a/lesson.yml": (
        "title: 가\nsummary: 나\nformat: class\nminutes: 5\nlevel: beginner\n"
        "objectives: [다]\nsources: [x]\n"
    ),
    "curriculum/sources.yml": "x: {title: 엑스, url: 'https://example.org/', checked: 2026-11-21}\n",
    "curriculum/glossary.yml": "hallucination: {term: 환각, definition: 지어낸 말}\n",
    "exercises/one.yml": (
        "kind: choice\ntitle: 고르기\nquestion: 무엇입니까?\nexplanation: 까닭입니다.\noptions:\n"
        "  - {text: 가, correct: true, feedback: 맞습니다.}\n  - {text: 나, feedback: 아닙니다.}\n"
    ),
}
OUTPUTS = [
    {"output_type": "stream", "name": "stdout", "text": "그렸습니다.\n"},
    {
        "output_type": "display_data",
        "metadata": {},
        "data": {
            "image/svg+xml": (
                '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 4">'
                '<rect width="4" height="4" fill="currentColor"/></svg>'
            )
        },
    },
]


def test_a_lesson_with_a_little_of_everything(
    show: Show, golden: Callable[[str, str], None]
) -> None:
    shown = show(LESSON, {1: OUTPUTS}, FILES)
    assert shown.problems == []
    toc = "".join(f"{'#' * one.level} {one.title} -> {one.id}\n" for one in shown.fragment.toc)
    golden("lesson.html", shown.html)
    golden("lesson.txt", f"{toc}---\n{shown.fragment.text}\n")
