"""How exercises are written: forms that work on paper, and answer back once the script runs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from markupsafe import Markup

from seodang.course.model import Choice, Exercise, PromptExercise, Reflection
from seodang.problems import Key, Pointer, Where
from seodang.rendering.prompts import with_variables
from seodang.rendering.templating import filled, safe
from seodang.rendering.writer import Writer


@dataclass(frozen=True, slots=True)
class _Sheet:
    """An exercise being written: its texts are Markdown and stand in its own file."""

    writer: Writer
    name: str
    anchor: str

    def text(self, text: str | None, *keys: Key) -> Markup:
        """Write a text of several paragraphs."""
        return safe(self.writer.write_text(text or "", self._at(*keys), f"{self.anchor}-"))

    def line(self, text: str | None, *keys: Key) -> Markup:
        """Write a text that may stand within a line."""
        return safe(self.writer.write_line(text or "", self._at(*keys), f"{self.anchor}-"))

    def _at(self, *keys: Key) -> Callable[[int], Where]:
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
    sheet = _Sheet(writer, name, anchor)
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


def _choice(sheet: _Sheet, exercise: Choice) -> dict[str, Any]:
    options = [
        {
            "correct": option.correct,
            "text": sheet.line(option.text, "options", number, "text"),
            "feedback": sheet.line(option.feedback, "options", number, "feedback"),
        }
        for number, option in enumerate(exercise.options)
    ]
    return {"options": options, "explanation": sheet.text(exercise.explanation, "explanation")}


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
