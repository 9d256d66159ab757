"""A course without a mistake, into which the table puts one mistake at a time."""

from __future__ import annotations

from collections.abc import Mapping

WHOLE_COURSE: Mapping[str, str] = {
    "curriculum/programme.yml": """\
seodang: 1
title: 작은 과정
language: ko
url: https://seodang.test/ai/
licence: CC-BY-4.0
tracks: [first]
""",
    "curriculum/tracks/first.yml": """\
title: 첫 과정
summary: 시험에 쓰는 과정입니다.
format: class
audience: 누구나
outcomes: [한 가지를 배웁니다]
modules:
  - title: 하나
    lessons: [brief, draft]
""",
    "curriculum/people.yml": "kim:\n  name: 김서당\n",
    "curriculum/tools.yml": "chatbot:\n  name: 대화형 AI\n",
    "curriculum/sources.yml": """\
unesco:
  title: 인공지능 윤리 권고
  url: https://www.unesco.org/ethics
  checked: 2026-11-21
""",
    "curriculum/glossary.yml": """\
hallucination:
  term: 환각
  definition: AI가 사실이 아닌 것을 지어내는 일입니다.
""",
    "curriculum/pages/about.md": "# 안내\n\n## 만든 사람들\n\n함께 만들었습니다.\n",
    "exercises/right-answer.yml": """\
kind: choice
question: 맞는 것을 고르십시오.
options:
  - text: 이것
    correct: true
  - text: 저것
""",
    "lessons/brief/lesson.yml": """\
title: 첫 수업
summary: 시험에 쓰는 수업입니다.
format: class
minutes: 30
level: beginner
objectives:
  - 한 가지를 배웁니다.
authors: [kim]
tools: [chatbot]
sources: [unesco]
execution: {data: [data/reviews.csv]}
images:
  - file: images/a.svg
    credit: 김서당
    licence: CC-BY-4.0
""",
    "lessons/brief/data/reviews.csv": "하나,둘\n",
    "lessons/brief/images/a.svg": "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 1 1'/>\n",
    "lessons/brief/notebook.md": """\
---
kernelspec:
  display_name: Python 3
  language: python
  name: python3
---

## 시작

{term}`환각 <hallucination>`을 [다음 수업](../draft/notebook.ipynb#다음)에서 봅니다. {source}`unesco`

![빈 그림](images/a.svg)

```{code-cell} ipython3
:tags: [hide-input]

print(1 + 1)
```

### 연습

:::{exercise} right-answer
:::
""",
    "lessons/draft/lesson.yml": """\
title: 다음 수업
summary: 시험에 쓰는 수업입니다.
format: class
minutes: 30
level: beginner
objectives: [한 가지를 배웁니다]
requires: [brief]
""",
    "lessons/draft/notebook.ipynb": """\
{
 "cells": [
  {
   "cell_type": "markdown",
   "id": "a1",
   "metadata": {},
   "source": [
    "## 다음\\n",
    "\\n",
    "[앞 수업](../brief/notebook.md)을 이어 갑니다."
   ]
  },
  {
   "cell_type": "code",
   "execution_count": null,
   "id": "a2",
   "metadata": {},
   "outputs": [],
   "source": [
    "print(2)"
   ]
  }
 ],
 "metadata": {
  "kernelspec": {
   "display_name": "Python 3",
   "language": "python",
   "name": "python3"
  }
 },
 "nbformat": 4,
 "nbformat_minor": 5
}
""",
}
