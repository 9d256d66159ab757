"""The course that is disturbed: the repository's own, and two lessons with one of each thing."""

from __future__ import annotations

import base64
import json
from pathlib import Path
from typing import Final

from fuzz.files import Files

_REPOSITORY: Final = Path(__file__).resolve().parents[2]
_PROGRAMME: Final = "curriculum/programme.yml"
_REAL: Final = ("curriculum", "lessons", "exercises")
_PNG: Final = "iVBORw0KGgoAAAANSUhEUgAAAAgAAAAGCAIAAABxZ0isAAAAEUlEQVR4nGM4IWeDFTEMpAQACeY2YR3cc9cAAAAASUVORK5CYII="
_LESSON: Final = """\
title: {title}
summary: 모든 것이 하나씩 있습니다.
format: class
status: published
minutes: 45
level: beginner
objectives: [하나를 배웁니다, '둘: 배웁니다']
requires: []
authors: [kim]
tools: [fuzzer]
sources: [fuzzed]
ai_use: {{tools: [대화형 AI], note: 초안을 썼습니다.}}
execution: {{kernel: python3, timeout: 30s, memory: 1GB, network: false, data: [data/a.csv]}}
slides: false
images:
  - {{file: images/a.svg, credit: 김서당, licence: CC-BY-4.0}}
was: [{was}]
notebook_was: [{was}.ipynb]
"""
_RICH: Final = """\
---
jupytext:
  text_representation: {extension: .md, format_name: myst}
kernelspec:
  display_name: Python 3
  language: python
  name: python3
---

## 시작

{term}`fuzzing`과 {term}`다른 말 <fuzzing>`, {source}`fuzzed`, {abbr}`가 (나다)`, H{sub}`2`O, x{sup}`2`,
{math}`a^2`, {index}`낱말`, $x_1 + \\frac{1}{2}$, [바깥](https://example.org/), <https://example.org>,
[앞](../brought/notebook.ipynb#둘째), [페이지](#끝), [자료](data/a.csv), `코드`, ~~지움~~, **굵게**.[^주]

[^주]: 각주입니다.

![네모](images/a.svg) ![격자](images/a.png){width=50%}

:::{note} 제목 **굵게**
글입니다.

- [ ] 하나
- [x] 둘
:::

:::{dropdown} 펼치기
안쪽
:::

> [!TIP]
> 도움말입니다.

:::{figure} images/a.png
:alt: 격자
:name: fig-a
:width: 50%

설명
:::

```{image} images/a.svg
:alt: 네모
```

```{prompt} 옮겨 쓰기
[글]을 [말투]로 옮겨 주세요.
```

```{math}
:label: mean
\\bar{x} = \\frac{1}{n}\\sum_{i=1}^n x_i
```

$$
\\begin{align} a &= 1 \\\\ b &= 2 \\end{align}
$$

```{code-block} python
:linenos:
print("보기")
```

| 가 | 나 |
|:---|---:|
| 하나 | [둘](#끝) |

<details><summary>더</summary>

글 <b>굵게</b> <img src="images/a.png" alt="격자">

</details>

:::{exercise} fuzz-choice
:::

:::{exercise} fuzz-prompt
:::

```{code-cell} ipython3
:tags: [hide-input]
:alt: 네모

print(open("data/a.csv").read())
```

### 끝

+++ {"tags": ["hide-cell"]}

1. 하나
   1. 둘
2. 셋
"""
_BROUGHT: Final = {
    "cells": [
        {"cell_type": "markdown", "id": "m0", "metadata": {}, "source": ["# 가져온 수업\n", "글"]},
        {
            "cell_type": "markdown",
            "id": "m1",
            "metadata": {"tags": ["hide-output"]},
            "source": "## 둘째\n\n![격자](attachment:격자.png) [앞](../rich/notebook.md)\n\n$x$",
            "attachments": {"격자.png": {"image/png": _PNG}},
        },
        {
            "cell_type": "code",
            "execution_count": 1,
            "id": "c1",
            "metadata": {"tags": ["hide-input"], "alt": "그림", "collapsed": False},
            "outputs": [
                {"output_type": "stream", "name": "stdout", "text": ["2\n"]},
                {
                    "output_type": "execute_result",
                    "execution_count": 1,
                    "metadata": {},
                    "data": {"text/plain": ["2"], "text/html": "<b>2</b>", "image/png": _PNG},
                },
                {"output_type": "error", "ename": "E", "evalue": "v", "traceback": ["\u001b[31mt"]},
            ],
            "source": ["1 + 1"],
        },
        {"cell_type": "raw", "id": "r1", "metadata": {"format": "text/html"}, "source": "<b>x</b>"},
    ],
    "metadata": {
        "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
        "language_info": {"name": "python", "version": "3.11"},
    },
    "nbformat": 4,
    "nbformat_minor": 5,
}
_SVG: Final = """\
<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="90" height="40"
  viewBox="0 0 90 40"><title>네모</title><defs><linearGradient id="g"><stop offset="0"/></linearGradient></defs>
<style>.a { fill: url(#g); stroke: red }</style>
<g transform="scale(1.5)" style="opacity: .5"><rect class="a" width="9" height="9"/>
<text x="1" y="20" font-family="sans-serif">글자</text><use xlink:href="#g"/></g>
<image width="8" height="6" xlink:href="data:image/png;base64,{png}"/></svg>
"""
_MADE: Final = {
    "lessons/rich/lesson.yml": _LESSON.format(title="모든 것", was="all-things"),
    "lessons/rich/notebook.md": _RICH,
    "lessons/rich/data/a.csv": "이름,수\n가,1\n",
    "lessons/rich/images/a.svg": _SVG.replace("{png}", _PNG),
    "lessons/brought/lesson.yml": _LESSON.format(title="가져온 수업", was="taken"),
    "lessons/brought/notebook.ipynb": json.dumps(_BROUGHT, ensure_ascii=False, indent=1),
    "lessons/brought/data/a.csv": "이름,수\n가,1\n",
    "lessons/brought/images/a.svg": _SVG.replace("{png}", _PNG),
    "curriculum/tracks/fuzzed.yml": (
        "title: 뒤섞기\nsummary: 요약\nformat: class\naudience: 누구나\noutcomes: [하나]\n"
        "modules:\n  - title: 하나\n    lessons: [rich, brought]\n"
    ),
    "exercises/fuzz-choice.yml": (
        "kind: choice\ntitle: 고르기\nquestion: 무엇입니까? $x$\noptions:\n"
        "  - {text: 하나, correct: true, feedback: 맞습니다.}\n  - {text: 둘, feedback: 아닙니다.}\n"
        "explanation: 설명 [링크](https://example.org/)\n"
    ),
    "exercises/fuzz-prompt.yml": (
        "kind: prompt\nquestion: 써 보십시오.\nrubric: [하나, 둘]\nmodel_answer: 답\n"
    ),
    "exercises/fuzz-reflect.yml": "kind: reflect\nquestion: 생각\nhints: [하나]\n",
    "curriculum/pages/other.md": "# 다른 글\n\n## 하나\n\n[안내](about.md) [수업](../../lessons/rich/notebook.md)\n",
    "mkdocs.yml": (
        "site_name: 이름\ndocs_dir: curriculum/pages\nsite_dir: site\ncopyright: 우리\n"
        "theme:\n  name: material\n  language: ko\n  features: [navigation.top]\n"
        "  palette: {primary: teal, accent: teal}\n  icon: {logo: material/school}\n  font: false\n"
        "extra_css: [own.css]\nextra: {social: [{icon: material/web, link: 'https://example.org/'}]}\n"
        "markdown_extensions: [admonition, {toc: {permalink: true}}]\nplugins: [seodang]\n"
    ),
    "theme/own.css": "p { margin: 0; background: url(a.png) }\n",
    "publish.yml": (
        "web: {to: 'git:origin#gh-pages', address: 'https://example.org/'}\nusb: {to: ../out}\n"
        "zip: {to: ../course.zip, headers: apache}\nfar: {to: 'sftp://kim@example.org:22/www'}\n"
    ),
}
_SOURCE: Final = (
    "fuzzed: {title: 뒤섞기, publisher: 누구, url: 'https://example.org/', published: 2024-02,"
    " checked: 2026-11-01, shelf_life: 6 months}\n"
)
_ADDED: Final = {
    "curriculum/sources.yml": _SOURCE,
    "curriculum/glossary.yml": "fuzzing: {term: 뒤섞기, definition: 흔드는 **일**, also: [fuzz]}\n",
    "curriculum/tools.yml": "fuzzer: {name: 도구, url: 'https://example.org/', cost: 없음}\n",
    "curriculum/people.yml": "kim: {name: 김서당, role: 글, organisation: 서당}\n",
}


def base_course() -> Files:
    """Return the files of the course without a mistake."""
    real = {
        file.relative_to(_REPOSITORY).as_posix(): file.read_bytes()
        for name in _REAL
        for file in (_REPOSITORY / name).rglob("*")
        if file.is_file() and "__pycache__" not in file.parts
    }
    picture = base64.b64decode(_PNG)
    made = {path: text.encode() for path, text in _MADE.items()}
    added = {path: real[path] + b"\n" + text.encode() for path, text in _ADDED.items()}
    pictures = {f"lessons/{name}/images/a.png": picture for name in ("rich", "brought")}
    programme = real[_PROGRAMME].replace(b"tracks: [", b"tracks: [fuzzed, ")
    # Stored outputs are no error here: they are among what is disturbed.
    programme = programme.replace(b"notebook-stripped, ", b"")
    return real | made | added | pictures | {"theme/a.png": picture, _PROGRAMME: programme}
