"""How exercises are written: forms that work on paper, and answer back once the script runs."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Final

from markupsafe import Markup

from seodang.exercises.kinds import KINDS
from seodang.problems import Pointer, Step, Where
from seodang.rendering.fragment import Heading
from seodang.rendering.highlighting import highlighted
from seodang.rendering.prompts import with_variables
from seodang.rendering.templating import filled, safe
from seodang.rendering.writer import Writer

_LOWEST: Final = 6
"""Level of HTML's lowest headings."""
_TAG: Final = re.compile(r"<[^>]*>")


@dataclass(frozen=True, slots=True)
class _Sheet:
    """An exercise being written: its texts are Markdown and stand in its own file."""

    writer: Writer
    file: str
    anchor: str
    lines: dict[tuple[Step, ...], Markup] = field(default_factory=dict)
    """What `line` wrote, by its keys."""

    def text(self, text: str | None, *keys: Step) -> Markup:
        return safe(self.writer.write_text(text or "", self._at(keys), self._prefix(*keys)))

    def line(self, text: str | None, *keys: Step) -> Markup:
        self.lines[keys] = safe(
            self.writer.write_line(text or "", self._at(keys), self._prefix(*keys))
        )
        return self.lines[keys]

    def line_again(self, text: str | None, *keys: Step) -> Markup:
        first = self.lines.get(keys)
        if first is not None and ' id="' not in first:  # the same HTML may stand there twice
            return first
        problems = self.writer.builder.problems
        told = len(problems)
        prefix = self._prefix(*keys, "again")
        written = self.writer.write_line(text or "", self._at(keys), prefix)
        del problems[told:]  # they were told of the first place
        return safe(written)

    def prompt(self, text: str, language: str = "") -> Markup:
        return with_variables(text, language, self.writer.context.words.language)

    def code(self, text: str) -> Markup:
        return safe(highlighted(text, "python" if self.writer.context.is_shown else ""))

    def _prefix(self, *keys: Step) -> str:
        return "-".join([self.anchor, *map(str, keys), ""])

    def _at(self, keys: tuple[Step, ...]) -> Callable[[int], Where]:
        return lambda line: Pointer(self.file, keys, line=line)


def exercise(writer: Writer, name: str) -> str:
    """Write the exercise of this name, or nothing where there is none (a problem by then)."""
    found = writer.context.dependencies.exercise(name)
    if found is None:
        return ""
    # An exercise may stand in a page twice, and its ids may not.
    seen = writer.builder.exercises
    seen[name] += 1
    again = f"-{seen[name]}" if seen[name] > 1 else ""
    anchor = f"exercise-{name}{again}"
    label = writer.context.words("Exercise {number}", number=seen.total())
    writer.builder.say(f"\n{label} ")
    sheet = _Sheet(_in_file(writer, found.file), found.file, anchor)
    title = sheet.line(found.title, "title") if found.title else ""
    level = _level(writer, anchor, f"{label} {_plain(title)}".strip())
    writer.builder.say("\n")
    question = sheet.text(found.question, "question")
    kind = KINDS[found.kind]
    until = writer.context.dependencies.answers_until(name) if kind.answers else None
    with writer.builder.silence():  # who looks for something is not to meet the answer
        values = kind.values(found, sheet)
        answers = kind.answers(found, sheet) if kind.answers and not until else None
    return filled(
        f"exercises/{found.kind}",
        writer.context.words,
        name=found.id,
        anchor=anchor,
        label=label,
        level=level,
        title=title,
        question=question,
        answers=answers,
        later=_later(writer, until) if until else "",
        **values,
    )


def _later(writer: Writer, until: str) -> Markup:
    """Return what stands in place of answers that are not published."""
    words = writer.context.words
    if until == "never":
        told = words("The answers of this course are not published.")
    else:
        year, month, day = map(int, until.split("-"))
        told = words(
            "The answers will be here from {year}-{month}-{day} on.",
            year=year,
            month=month,
            day=day,
        )
    return safe(f'<p class="sd-exercise__later">{html.escape(told)}</p>\n')


def _level(writer: Writer, anchor: str, title: str) -> int:
    """Return the level of an exercise's heading, which stands below the one before it."""
    headings = writer.builder.headings
    above = next((one.level for one in reversed(headings) if not one.is_exercise), 1)
    level = min(above + 1, _LOWEST)
    headings.append(Heading(level, anchor, title, is_exercise=True))
    return level


def _plain(written: str) -> str:
    """Return what is to be read of a line of HTML."""
    return " ".join(html.unescape(_TAG.sub("", written)).split())


def _in_file(writer: Writer, file: str) -> Writer:
    """Return a writer whose links begin where the exercise stands."""
    context = replace(writer.context, dependencies=writer.context.dependencies.seen_from(file))
    return Writer(context, writer.rules, writer.builder, lambda _: Pointer(file))
