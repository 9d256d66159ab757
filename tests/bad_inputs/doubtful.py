"""What can be built and would look wrong, or not last: a warning each, and what an author is told."""

from __future__ import annotations

from typing import Final

from bad_inputs.mistakes import BRIEF, BRIEF_TEXT, DRAFT, Mistake, swap, write

PROGRAMME: Final = "curriculum/programme.yml"
SECOND: Final = "curriculum/tracks/second.yml"
TRACK: Final = """\
title: 둘째 과정
summary: 시험에 쓰는 과정입니다.
format: class
audience: 누구나
outcomes: [한 가지를 배웁니다]
modules: [{title: 하나, lessons: [brief]}]
"""

DOUBTFUL: Final[tuple[Mistake, ...]] = (
    Mistake(
        "a heading without a space",
        swap(BRIEF_TEXT, "### 연습", "글\n##연습"),
        "lessons/brief/notebook.md:21:1: warning [markup-read] this is no heading: a space is missing after the signs #",
        "write ## 연습",
    ),
    Mistake(
        "a sentence in English",
        swap(
            BRIEF_TEXT,
            "### 연습",
            "안내: Short and simple prompts typically yield the best results here",
        ),
        "lessons/brief/notebook.md:20:5: warning [language-told] a voice reads these words in Latin letters as if they were of the page's language: 'Short and simple …'",
        "say its language: [Short and simple …]{lang=en}",
    ),
    Mistake(
        "a film put in",
        swap(BRIEF_TEXT, "### 연습", '<iframe src="https://example.org/v"></iframe>'),
        "lessons/brief/notebook.md:20:1: warning [prose-shown] the element <iframe> is left out of pages",
        "write its address as a link: [title](https://example.org/v)",
    ),
    Mistake(
        "an empty page",
        write("curriculum/pages/later.md", "\n"),
        "curriculum/pages/later.md:1:1: warning [page-has-text] there is nothing on this page",
        "write something, or put 'status: draft' into lesson.yml until you do",
    ),
    Mistake(
        "a hashtag in a title",
        swap(BRIEF, "title: 첫 수업", "title: 첫 #수업"),
        "lessons/brief/lesson.yml:1:10: warning [yaml-text-whole] to YAML the text ends before this #, and the rest of the line is a remark",
        "put the whole text in quotes: '첫 #수업'",
    ),
    Mistake(
        "a source named twice",
        swap(BRIEF, "sources: [unesco]", "sources: [unesco, unesco]"),
        "lessons/brief/lesson.yml:10:19: warning [reference-once] 'unesco' is named here for the second time",
        "keep one of the two",
    ),
    Mistake(
        "an example for an address",
        swap(PROGRAMME, "https://seodang.test/ai/", "https://ai.example.com/"),
        "curriculum/programme.yml:4:6: warning [url-public] https://ai.example.com/ is an example or this machine: links and previews lead nowhere",
        "write the address at which learners will read the site; to publish before there is one, add --example-url",
    ),
    Mistake(
        "this machine for an address",
        swap(PROGRAMME, "https://seodang.test/ai/", "http://127.0.0.1:8000/"),
        "curriculum/programme.yml:4:6: warning [url-public] http://127.0.0.1:8000/ is an example or this machine: links and previews lead nowhere",
        "write the address at which learners will read the site; to publish before there is one, add --example-url",
    ),
    Mistake(
        "a source past its life",
        swap("curriculum/sources.yml", "2026-11-21", "2020-01-31\n  shelf_life: 6 months"),
        "curriculum/sources.yml:4:12: warning [source-current] what was checked on 2020-01-31 was to hold for 6 months; readers are told",
        "read https://www.unesco.org/ethics again, correct what has changed, and write the day here",
    ),
    Mistake(
        "a copied lesson with its old title",
        swap(DRAFT, "title: 다음 수업", "title: 첫  수업"),
        "lessons/draft/lesson.yml:1:8: warning [title-unique] 'brief' has the same title",
        "give one of them another title; menus and lists show both",
    ),
    Mistake(
        "a track left out",
        write(SECOND, TRACK),
        "curriculum/programme.yml:6:1: warning [track-listed] the track 'second' is missing here; it is shown after the others",
        "name it in its place, or delete curriculum/tracks/second.yml",
    ),
    Mistake(
        "a colour of Material",
        write(
            "mkdocs.yml",
            "site_name: x\ndocs_dir: curriculum/pages\nplugins: [seodang]\n"
            "theme:\n  name: material\n  palette:\n    primary: blue\n",
        ),
        "mkdocs.yml:7:5: warning [setting-used] 'primary' has no effect here",
        "remove it; set the colours in theme/ by a style sheet: --sd-accent",
    ),
)
