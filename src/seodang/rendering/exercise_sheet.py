"""How exercises are written: forms that work on paper, and answer back once the script runs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from markupsafe import Markup

from seodang.exercises.kinds import KINDS
from seodang.problems import Pointer, Step, Where
from seodang.rendering.prompts import with_variables
from seodang.rendering.templating import filled, safe
from seodang.rendering.writer import Writer


@dataclass(frozen=True, slots=True)
class _Sheet:
    """An exercise being written: its texts are Markdown and stand in its own file."""

    writer: Writer
    file: str
    anchor: str

    def text(self, text: str | None, *keys: Step) -> Markup:
        return safe(self.writer.write_text(text or "", self._at(keys), self._prefix(*keys)))

    def line(self, text: str | None, *keys: Step) -> Markup:
        return safe(self.writer.write_line(text or "", self._at(keys), self._prefix(*keys)))

    def line_again(self, written: str, text: str | None, *keys: Step) -> str:
        if ' id="' not in written:  # without ids the same HTML may stand in the page twice
            return written
        return safe(
            self.writer.write_line(text or "", self._at(keys), self._prefix(*keys, "again"))
        )

    def prompt(self, text: str, language: str = "") -> Markup:
        return with_variables(text, language, self.writer.context.words.language)

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
    number = seen.total()
    label = writer.context.words("Exercise {number}", number=number)
    writer.builder.say(f"\n{label} ")
    sheet = _Sheet(_in_file(writer, found.file), found.file, anchor)
    title = sheet.line(found.title, "title") if found.title else ""
    writer.builder.say("\n")
    question = sheet.text(found.question, "question")
    with writer.builder.silence():  # who looks for something is not to meet the answer
        values = KINDS[found.kind].values(found, sheet)
    return filled(
        f"exercises/{found.kind}",
        writer.context.words,
        exercise=found,
        anchor=anchor,
        label=label,
        title=title,
        question=question,
        **values,
    )


def _in_file(writer: Writer, file: str) -> Writer:
    """Return a writer whose links begin where the exercise stands."""
    context = replace(writer.context, dependencies=writer.context.dependencies.seen_from(file))
    return Writer(context, writer.rules, writer.builder, lambda _: Pointer(file))
