"""The rule about passages in another language, which a voice would read as those of the page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from seodang.checks.context import TextContext
from seodang.problems import Message, Problem, say

_IN_OTHER_LETTERS: Final = frozenset(
    "ar be bg bn el fa he hi hy ja ka km ko lo mn my ru ta th uk ur zh".split()
)
"""Languages that are not written in Latin letters: in others nobody sees where one ends."""
_SHOWN: Final = 3
"""Words of a passage by which an author knows it."""
_FIXES: Final[Mapping[str, Message]] = {
    "text": say("say its language: [{words} …]{braces}"),
    "code": say("say its language behind it: `{words} …`{braces}"),
    "prompt": say("say its language in a line below {opening}: ':lang: en'"),
    "answer": say("say its language in a line of its own: 'model_answer_lang: en'"),
}


def language_told(text: TextContext) -> Iterator[Problem]:
    """See that passages in Latin letters, within a text in others, name their language."""
    if text.course.programme.language.partition("-")[0] not in _IN_OTHER_LETTERS:
        return
    for passage in text.contents.foreign_words:
        words = " ".join(passage.given.split()[:_SHOWN])
        given = {"words": words, "braces": "{lang=en}", "opening": "```{prompt}"}
        message = say(
            "a voice reads these words in Latin letters as if they were of the page's language: "
            "'{words} …'",
            words=words,
        )
        fix = Message(_FIXES[passage.name].msgid, given)
        yield Problem("language-told", passage.where, message, fix)
