"""How exercises are written: forms that work on paper, and answer back once the script runs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from markupsafe import Markup

from seodang.course.model import Choice, Exercise, Option, PromptExercise, Reflection
from seodang.problems import Pointer, Step, Where
from seodang.rendering.prompts import with_variables
from seodang.rendering.templating import filled, safe
from seodang.rendering.writer import Writer


@dataclass(frozen=True, slots=True)
class _Sheet:
    """An exercise being written: its texts are Markdown and stand in its own file."""

    writer: Writer
    name: str
    anchor: str

    def text(self, text: str | None, *keys: Step) -> Markup:
        """Write a text of several paragraphs."""
        return safe(self.writer.write_text(text or "", self._at(keys), self._prefix(*keys)))

    def line(self, text: str | None, *keys: Step) -> Markup:
        """Write a text that may stand within a line."""
        return safe(self.writer.write_line(text or "", self._at(keys), self._prefix(*keys)))

    def line_again(self, written: Markup, text: str | None, *keys: Step) -> Markup:
        """Return a line for a second place: the same, unless it holds ids of its own."""
        if ' id="' not in written:
            return written
        return safe(
            self.writer.write_line(text or "", self._at(keys), self._prefix(*keys, "again"))
        )

    def _prefix(self, *keys: Step) -> str:
        return "-".join([self.anchor, *map(str, keys), ""])

    def _at(self, keys: tuple[Step, ...]) -> Callable[[int], Where]:
        return lambda line: Pointer(f"exercises/{self.name}.yml", keys, line=line)


def exercise(writer: Writer, name: str) -> str:
    """Write the exercise of this name, or nothing where there is none (a problem by then)."""
    found = writer.scene.references.exercise(name)
    if found is None:
        return ""
    seen = writer.gathering.exercises
    seen[name] += 1
    again = f"-{seen[name]}" if seen[name] > 1 else ""
    anchor = f"exercise-{name}{again}"
    number = seen.total()
    label = writer.scene.words("Exercise {number}", number=number)
    writer.gathering.say(f"\n{label} ")
    sheet = _Sheet(_in_its_file(writer, name), name, anchor)
    return filled(
        f"exercise-{found.kind}",
        writer.scene.words,
        exercise=found,
        anchor=anchor,
        label=label,
        title=sheet.line(found.title, "title") if found.title else "",
        question=sheet.text(found.question, "question"),
        **_PARTS[type(found)](sheet, found),
    )


def _in_its_file(writer: Writer, name: str) -> Writer:
    """Return a writer whose links begin where the exercise stands."""
    path = f"exercises/{name}.yml"
    scene = replace(writer.scene, references=writer.scene.references.seen_from(path))
    return Writer(scene, writer.rules, writer.gathering, lambda _: Pointer(path))


def _choice(sheet: _Sheet, exercise: Choice) -> dict[str, Any]:
    options = [_option(sheet, option, number) for number, option in enumerate(exercise.options)]
    return {"options": options, "explanation": sheet.text(exercise.explanation, "explanation")}


def _option(sheet: _Sheet, option: Option, number: int) -> dict[str, Any]:
    text = sheet.line(option.text, "options", number, "text")
    feedback = sheet.line(option.feedback, "options", number, "feedback")
    return {
        "correct": option.correct,
        "text": text,
        "feedback": feedback,
        "text_again": sheet.line_again(text, option.text, "options", number, "text"),
        "feedback_again": sheet.line_again(
            feedback, option.feedback, "options", number, "feedback"
        ),
    }


def _prompt_exercise(sheet: _Sheet, exercise: PromptExercise) -> dict[str, Any]:
    rubric = [sheet.line(item, "rubric", n) for n, item in enumerate(exercise.rubric)]
    sheet.writer.gathering.say(f"\n{exercise.model_answer}\n")
    return {"rubric": rubric, "model_answer": with_variables(exercise.model_answer)}


def _reflection(sheet: _Sheet, exercise: Reflection) -> dict[str, Any]:
    return {"hints": [sheet.line(hint, "hints", n) for n, hint in enumerate(exercise.hints)]}


_PARTS: Final[Mapping[type[Exercise], Callable[[_Sheet, Any], dict[str, Any]]]] = {
    Choice: _choice,
    PromptExercise: _prompt_exercise,
    Reflection: _reflection,
}
