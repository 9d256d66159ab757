"""The table of bad inputs: one mistake each, and exactly what an author is told about it."""

from __future__ import annotations

import posixpath
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypeAlias

from seodang.course.file_kinds import FILE_KINDS, FileKind
from seodang.exercises.kinds import KINDS

Change: TypeAlias = Callable[[Path], None]

BRIEF: Final = "lessons/brief/lesson.yml"
BRIEF_TEXT: Final = "lessons/brief/notebook.md"
DRAFT: Final = "lessons/draft/lesson.yml"
DRAFT_TEXT: Final = "lessons/draft/notebook.ipynb"
TRACK: Final = "curriculum/tracks/first.yml"
EXERCISE: Final = "exercises/right-answer.yml"


@dataclass(frozen=True)
class Mistake:
    """A change to the whole course, and the problem it causes."""

    name: str
    change: Change
    problem: str
    fix: str


def swap(path: str, old: str, new: str) -> Change:
    """Replace a text that stands in a file once."""

    def change(root: Path) -> None:
        text = (root / path).read_text("utf-8")
        assert text.count(old) == 1, (path, old)
        (root / path).write_bytes(text.replace(old, new).encode())

    return change


def write(path: str, content: str | bytes) -> Change:
    """Write a file anew."""

    def change(root: Path) -> None:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(content.encode() if isinstance(content, str) else content)

    return change


def rename(path: str, name: str) -> Change:
    """Give a file or folder another name."""

    def change(root: Path) -> None:
        (root / path).rename((root / path).with_name(name))

    return change


def remove(path: str) -> Change:
    """Delete a file."""
    return lambda root: (root / path).unlink()


def link(path: str, target: str) -> Change:
    """Put a symbolic link in a file's place; the target is relative to the link's folder."""

    def change(root: Path) -> None:
        (root / path).unlink()
        (root / path).symlink_to(target)

    return change


def _scenario(way: str, *steps: str) -> str:
    """Return an exercise whose first step leads a way, and whose other steps are given."""
    first = f"{{name: ask, text: 가, decisions: [{{text: 나, {way}}}]}}"
    lines = "".join(f"  - {step}\n" for step in (first, *steps))
    return f"kind: scenario\nquestion: 가\nsteps:\n{lines}"


def recode(path: str, encoding: str) -> Change:
    """Save a file in another encoding."""

    def change(root: Path) -> None:
        (root / path).write_bytes((root / path).read_text("utf-8").encode(encoding))

    return change


def both(first: Change, second: Change) -> Change:
    """Make two changes that together are one mistake."""

    def change(root: Path) -> None:
        first(root)
        second(root)

    return change


MISTAKES: Final[tuple[Mistake, ...]] = (
    Mistake(
        "a file in the old Korean encoding",
        recode(TRACK, "cp949"),
        "curriculum/tracks/first.yml:1:10: error [file-encoding] 'curriculum/tracks/first.yml' is not UTF-8 text, but probably CP949 (EUC-KR)",
        'open it in an editor and save it again with the encoding "UTF-8"',
    ),
    Mistake(
        "a file in UTF-16",
        recode(EXERCISE, "utf-16"),
        "exercises/right-answer.yml:1:1: error [file-encoding] 'exercises/right-answer.yml' is not UTF-8 text, but probably UTF-16",
        'open it in an editor and save it again with the encoding "UTF-8"',
    ),
    Mistake(
        "a file with a byte order mark",
        recode(DRAFT, "utf-8-sig"),
        "lessons/draft/lesson.yml:1:1: error [file-encoding] 'lessons/draft/lesson.yml' begins with a byte order mark (BOM)",
        'save the file again as "UTF-8", not "UTF-8 with BOM"',
    ),
    Mistake(
        "an empty file",
        write(DRAFT, ""),
        "lessons/draft/lesson.yml:1:1: error [yaml-not-empty] 'lessons/draft/lesson.yml' is empty",
        "fill it in, or delete the file",
    ),
    Mistake(
        "a file of comments only",
        write(EXERCISE, "# kind: choice\n"),
        "exercises/right-answer.yml:1:1: error [yaml-not-empty] 'exercises/right-answer.yml' is empty",
        "fill it in, or delete the file",
    ),
    Mistake(
        "a file of five megabytes",
        write("curriculum/glossary.yml", "#" * 6_000_000),
        "curriculum/glossary.yml:1:1: error [file-size] 'curriculum/glossary.yml' has 6.0 MB; at most 5 MB of it can be used",
        "remove outputs or embedded data, or move the data into the lesson's data/ folder",
    ),
    Mistake(
        "a NUL character",
        swap(BRIEF, "김서당", "김\0서당"),
        "lessons/brief/lesson.yml:14:14: error [file-encoding] no text has the character (NUL) that stands here",
        "delete it; if 'lessons/brief/lesson.yml' is a picture or a program, name it as one",
    ),
    Mistake(
        "a link out of the repository",
        link("curriculum/people.yml", "/etc/hostname"),
        "curriculum/people.yml:1:1: error [file-inside-repository] 'curriculum/people.yml' is a symbolic link that leads out of the repository",
        "copy what it leads to into the repository in its place",
    ),
    Mistake(
        "a link to itself",
        link("curriculum/tools.yml", "tools.yml"),
        "curriculum/tools.yml:1:1: error [file-readable] 'curriculum/tools.yml' is a symbolic link that leads to itself",
        "delete it, and put the file itself in its place",
    ),
    Mistake(
        "the other ending",
        rename(EXERCISE, "right-answer.yaml"),
        "exercises/right-answer.yaml:1:1: error [file-name] a file with the name 'right-answer.yaml' is not read here",
        "rename it to 'right-answer.yml'",
    ),
    Mistake(
        "a misspelled file name",
        rename("curriculum/sources.yml", "sorces.yml"),
        "curriculum/sorces.yml:1:1: error [file-known] nothing reads 'curriculum/sorces.yml'",
        "did you mean 'curriculum/sources.yml'?",
    ),
    Mistake(
        "a misspelled folder name",
        rename("curriculum/tracks", "track"),
        "curriculum/track:1:1: error [file-known] nothing reads 'curriculum/track/'",
        "did you mean 'curriculum/tracks/'?",
    ),
    Mistake(
        "a file in the wrong place",
        write("exercises/answers.xlsx", b"PK"),
        "exercises/answers.xlsx:1:1: error [file-known] nothing reads 'exercises/answers.xlsx'",
        "put it into a folder below 'exercises/', or move it elsewhere",
    ),
    Mistake(
        "an exercise in a folder of its own",
        write("exercises/2026/ethics.yml", "kind: reflect\n"),
        "exercises/2026/ethics.yml:1:1: error [file-known] files in 'exercises/2026' are not read",
        "move it one folder up",
    ),
    Mistake(
        "an unfinished merge",
        swap(
            TRACK,
            "audience: 누구나\n",
            "<<<<<<< HEAD\naudience: 누구나\n=======\naudience: 모두\n>>>>>>> theirs\n",
        ),
        "curriculum/tracks/first.yml:4:1: error [file-merged] an unfinished merge has left its marks in 'curriculum/tracks/first.yml'",
        "keep the lines you want, and remove those with <<<<<<<, ======= and >>>>>>>",
    ),
    Mistake(
        "an unfinished merge in a table",
        write(
            "lessons/brief/data/reviews.csv",
            "하나,둘\n<<<<<<< HEAD\n1,2\n=======\n3,4\n>>>>>>> theirs\n",
        ),
        "lessons/brief/data/reviews.csv:2:1: error [file-merged] an unfinished merge has left its marks in 'lessons/brief/data/reviews.csv'",
        "keep the lines you want, and remove those with <<<<<<<, ======= and >>>>>>>",
    ),
    Mistake(
        "a day that does not exist",
        swap("curriculum/sources.yml", "  checked:", "  published: 2024-02-30\n  checked:"),
        "curriculum/sources.yml:4:14: error [value-type] the calendar has no such day or month",
        "look it up again, for example 2026-11-21",
    ),
    Mistake(
        "feedback beside its option",
        swap(EXERCISE, "    correct: true\n", "    correct: true\n  feedback: 맞습니다.\n"),
        "exercises/right-answer.yml:6:3: error [yaml-syntax] 'feedback' stands outside the entry above it",
        "begin 'feedback' in the same column as 'text'",
    ),
    Mistake(
        "an exercise with two colons",
        swap(BRIEF_TEXT, ":::{exercise} right-answer", "::{exercise} right-answer"),
        "lessons/brief/notebook.md:22:1: error [directive-known] '::{exercise} right-answer' is not read here; it would show as plain text",
        "write ':::{exercise} right-answer', the text below it, and ':::' to close it",
    ),
    Mistake(
        "a block of code that is not closed",
        swap(BRIEF_TEXT, "### 연습", "```python\nx = 1\n\n### 연습"),
        "lessons/brief/notebook.md:20:1: error [directive-closed] the block of code that opens here is never closed",
        "put the signs that open it, ``` or ~~~, alone on a line below the code",
    ),
    Mistake(
        "a formula of another tool",
        swap(BRIEF_TEXT, "### 연습", "물은 $\\ce{H2O}$이다"),
        "lessons/brief/notebook.md:20:4: error [formula-readable] formulas do not know the command '\\ce'",
        "write the letters upright, and numbers with _ and ^: \\mathrm{H_2O}",
    ),
    Mistake(
        "a link with a space",
        swap(BRIEF_TEXT, "### 연습", "[표](data/내 표.csv)"),
        "lessons/brief/notebook.md:20:1: error [link-exists] this is no link: there are spaces in its address",
        "put the address in angle brackets: (<data/내 표.csv>)",
    ),
    Mistake(
        "no programme",
        remove("curriculum/programme.yml"),
        "curriculum/programme.yml:1:1: error [programme-exists] there is no 'curriculum/programme.yml', so this folder holds no course",
        "change to the course's folder, or name it with --root",
    ),
    Mistake(
        "a lesson without its file",
        remove(DRAFT),
        "lessons/draft/lesson.yml:1:1: error [lesson-file-exists] the folder 'lessons/draft' has no lesson.yml",
        "write one, or move the folder elsewhere",
    ),
    Mistake(
        "a tab",
        swap(TRACK, "    lessons:", "\tlessons:"),
        "curriculum/tracks/first.yml:8:1: error [yaml-no-tabs] YAML does not allow a tab here",
        "replace the tab by spaces",
    ),
    Mistake(
        "an unclosed quote",
        swap(BRIEF, "title: 첫 수업", 'title: "첫 수업'),
        "lessons/brief/lesson.yml:1:8: error [yaml-syntax] the quote that opens here is never closed",
        "close it, or put the whole text in quotes of the other kind",
    ),
    Mistake(
        "text after a quote",
        swap(BRIEF, "title: 첫 수업", 'title: "첫" 수업'),
        "lessons/brief/lesson.yml:1:8: error [yaml-syntax] the text goes on after the quote that closes it",
        "put the whole text in quotes: '\"첫\" 수업'",
    ),
    Mistake(
        "a second colon",
        swap(BRIEF, "title: 첫 수업", "title: 글쓰기: 첫 수업"),
        "lessons/brief/lesson.yml:1:11: error [yaml-syntax] a second colon with a space after it stands in this text",
        "put the whole text in quotes: '글쓰기: 첫 수업'",
    ),
    Mistake(
        "a full-width colon",
        swap(BRIEF, "minutes: 30", "minutes： 30"),
        "lessons/brief/lesson.yml:4:8: error [yaml-syntax] the colon after 'minutes' is a full-width one (：)",
        "type the colon in Latin mode, and a space after it: 'minutes: '",
    ),
    Mistake(
        "a colon without its space",
        swap(BRIEF, "minutes: 30", "minutes:30"),
        "lessons/brief/lesson.yml:4:9: error [yaml-syntax] a space is missing after 'minutes:'",
        "put a space after the colon: 'minutes: '",
    ),
    Mistake(
        "a no-break space after a colon",
        swap(DRAFT, "minutes: 30", "minutes:\u00a030"),
        "lessons/draft/lesson.yml:4:9: error [yaml-syntax] what stands after 'minutes:' looks like a space, but is another character",
        "delete it, and type a space",
    ),
    Mistake(
        "a zero-width space",
        swap(DRAFT, "[brief]", "[\u200bbrief]"),
        "lessons/draft/lesson.yml:7:12: error [yaml-no-invisible] an invisible character (U+200B) stands here",
        "delete it: place the cursor behind the next letter and press Backspace twice",
    ),
    Mistake(
        "an unclosed bracket",
        swap(DRAFT, "[brief]", "[brief"),
        "lessons/draft/lesson.yml:7:11: error [yaml-syntax] the bracket '[' that opens here is never closed, or a comma is missing",
        "close it with ']' and put commas between the entries",
    ),
    Mistake(
        "an anchor",
        swap(BRIEF, "[kim]", "&who [kim]"),
        "lessons/brief/lesson.yml:8:10: error [yaml-no-anchors] 'who' is a YAML anchor or alias, which is not used here",
        "write the value out in each place, or put a text that begins with & or * in quotes",
    ),
    Mistake(
        "a tag",
        swap(BRIEF, "minutes: 30", "minutes: !!int 30"),
        "lessons/brief/lesson.yml:4:10: error [yaml-no-tags] '!!int' is a YAML tag, which is not used here",
        "remove the tag, or put the text in quotes",
    ),
    Mistake(
        "a key twice",
        swap(BRIEF, "level: beginner\n", "level: beginner\nminutes: 40\n"),
        "lessons/brief/lesson.yml:6:1: error [yaml-unique-keys] the key 'minutes' stands here for the second time",
        "keep one of the two",
    ),
    Mistake(
        "a key too far in",
        swap(DRAFT, "format: class", "  format: class"),
        "lessons/draft/lesson.yml:3:3: error [yaml-syntax] this key is indented more than the line above it allows",
        "begin it in the same column as 'summary: 시험에 쓰는 수업입니다.'",
    ),
    Mistake(
        "an unknown key",
        swap(BRIEF, "minutes:", "minuts:"),
        "lessons/brief/lesson.yml:4:1: error [key-known] the key 'minuts' is not known here",
        "did you mean 'minutes'?",
    ),
    Mistake(
        "a missing key",
        swap(TRACK, "audience: 누구나\n", ""),
        "curriculum/tracks/first.yml:1:1: error [key-required] the key 'audience' is missing",
        "add a line that begins with 'audience:'",
    ),
    Mistake(
        "text for a number",
        swap(BRIEF, "minutes: 30", "minutes: 30분"),
        "lessons/brief/lesson.yml:4:10: error [value-type] this must be a whole number",
        "write digits only, for example 50",
    ),
    Mistake(
        "an unknown level",
        swap(BRIEF, "beginner", "begginer"),
        "lessons/brief/lesson.yml:5:8: error [value-known] 'begginer' is none of: beginner, intermediate, advanced",
        "did you mean 'beginner'?",
    ),
    Mistake(
        "a date that is none",
        swap("curriculum/sources.yml", "2026-11-21", "2026-11-31"),
        "curriculum/sources.yml:4:12: error [value-type] the calendar has no such day or month",
        "look it up again, for example 2026-11-21",
    ),
    Mistake(
        "an address without a scheme",
        swap("curriculum/programme.yml", "https://seodang.test/ai/", "seodang.test/ai"),
        "curriculum/programme.yml:4:6: error [value-type] this is not a web address",
        "write the whole address, beginning with https://",
    ),
    Mistake(
        "a time zone that is none",
        swap("curriculum/programme.yml", "language: ko\n", "language: ko\ntime_zone: 서울\n"),
        "curriculum/programme.yml:4:12: error [value-type] this is not a time zone",
        "write its name, for example Asia/Seoul, Asia/Ho_Chi_Minh or UTC",
    ),
    Mistake(
        "a colon within a list entry",
        swap(BRIEF, "한 가지를 배웁니다.", "목표: 한 가지"),
        "lessons/brief/lesson.yml:7:5: error [value-type] the colon in this text makes '목표' a key",
        'put the text in quotes: "목표: 한 가지"',
    ),
    Mistake(
        "an unknown kind of exercise",
        swap(EXERCISE, "kind: choice", "kind: choise"),
        f"exercises/right-answer.yml:1:7: error [value-known] 'choise' is none of: {', '.join(KINDS)}",
        "did you mean 'choice'?",
    ),
    Mistake(
        "an id with a capital letter",
        both(
            rename(EXERCISE, "Right-Answer.yml"), swap(BRIEF_TEXT, "right-answer", "Right-Answer")
        ),
        "exercises/Right-Answer.yml:1:1: error [id-well-formed] 'Right-Answer' cannot be an id",
        "use lower-case Latin letters, digits and single hyphens, for example 'right-answer'",
    ),
    Mistake(
        "a former id that is in use",
        swap(DRAFT, "requires: [brief]", "requires: [brief]\nwas: [brief]"),
        "lessons/draft/lesson.yml:8:7: error [id-unique] the former id 'brief' is the id of a lesson that exists",
        "remove it from 'was:'",
    ),
    Mistake(
        "an author nobody knows",
        swap(BRIEF, "[kim]", "[kin]"),
        "lessons/brief/lesson.yml:8:11: error [reference-exists] the author 'kin' is not in curriculum/people.yml",
        "did you mean 'kim'?",
    ),
    Mistake(
        "a lesson that does not exist in a track",
        swap(TRACK, "[brief, draft]", "[brief, draf, draft]"),
        "curriculum/tracks/first.yml:8:22: error [reference-exists] the lesson 'draf' does not exist",
        "did you mean 'draft'?",
    ),
    Mistake(
        "a prerequisite that does not exist",
        swap(DRAFT, "[brief]", "[breif]"),
        "lessons/draft/lesson.yml:7:12: error [prerequisite-exists] lesson 'draft' requires 'breif', which does not exist",
        "did you mean 'brief'?",
    ),
    Mistake(
        "prerequisites in a circle",
        swap(BRIEF, "authors: [kim]", "authors: [kim]\nrequires: [draft]"),
        "lessons/brief/lesson.yml:9:12: error [prerequisite-acyclic] these lessons require each other in a circle: brief → draft → brief",
        "remove one of these requirements",
    ),
    Mistake(
        "a prerequisite taught later",
        swap(TRACK, "[brief, draft]", "[draft, brief]"),
        "curriculum/tracks/first.yml:8:15: error [prerequisite-earlier] in the track 'first' the lesson 'draft' comes before 'brief', which it requires",
        "move 'brief' before 'draft'",
    ),
    Mistake(
        "a lesson taught twice",
        swap(TRACK, "[brief, draft]", "[brief, draft, brief]"),
        "curriculum/tracks/first.yml:8:29: error [lesson-once-in-track] this track names the lesson 'brief' twice",
        "keep it where it is taught first",
    ),
    Mistake(
        "too many minutes",
        swap(BRIEF, "minutes: 30", "minutes: 3000"),
        "lessons/brief/lesson.yml:4:10: error [minutes-plausible] 3000 minutes is not plausible for a lesson (5 to 480)",
        "write how long one learner needs; split a longer lesson into several",
    ),
    Mistake(
        "no right answer",
        swap(EXERCISE, "    correct: true\n", ""),
        "exercises/right-answer.yml:4:3: error [choice-has-answer] none of the 2 options is right",
        "add 'correct: true' to each right option",
    ),
    Mistake(
        "answers that come later, without a day",
        swap(TRACK, "audience:", "answers: later\naudience:"),
        "curriculum/tracks/first.yml:4:10: error [value-type] this is neither now, never nor a day",
        "write now, never, or the day from which it is so, for example 2027-01-10",
    ),
    Mistake(
        "a step that is said twice",
        write(EXERCISE, "kind: order\nquestion: 가\nsteps:\n  - 쓴다\n  - 읽는다\n  - ' 쓴다'\n"),
        "exercises/right-answer.yml:6:5: error [steps-differ] this step is the same as one above it",
        "say what is different about it, or take it out",
    ),
    Mistake(
        "a left that is said twice",
        write(
            EXERCISE,
            "kind: match\nquestion: 가\npairs:\n  - {left: 요약, right: 줄이기}\n"
            "  - {left: 요약, right: 옮기기}\n",
        ),
        "exercises/right-answer.yml:5:12: error [pairs-differ] this is the same as one above it",
        "say what is different about it, or take the pair out",
    ),
    Mistake(
        "pairs without a choice",
        write(
            EXERCISE,
            "kind: match\nquestion: 가\npairs:\n  - {left: 요약, right: 줄이기}\n"
            "  - {left: 번역, right: 줄이기}\n",
        ),
        "exercises/right-answer.yml:4:3: error [pairs-differ] all pairs have the same 'right': there is nothing to choose",
        "write at least two different texts behind 'right:'",
    ),
    Mistake(
        "a decision that leads nowhere",
        write(EXERCISE, _scenario("to: ennd", "{name: end, text: 끝}")),
        "exercises/right-answer.yml:4:52: error [step-exists] no step has the name 'ennd'",
        "did you mean 'end'?",
    ),
    Mistake(
        "two steps with one name",
        write(EXERCISE, _scenario("to: end", "{name: end, text: 끝}", "{name: end, text: 또}")),
        "exercises/right-answer.yml:6:12: error [step-unique] a step above has the name 'end', too",
        "give each step a name of its own",
    ),
    Mistake(
        "a step that nobody reaches",
        write(EXERCISE, _scenario("to: end", "{name: end, text: 끝}", "{name: lost, text: 끝}")),
        "exercises/right-answer.yml:6:12: error [step-reached] no decision leads to the step 'lost'",
        "write 'to: lost' where it follows, or take the step out",
    ),
    Mistake(
        "a circle that nobody leaves",
        write(
            EXERCISE,
            _scenario("to: b", "{name: b, text: 가, decisions: [{text: 나, to: ask}]}"),
        ),
        "exercises/right-answer.yml:4:12: error [step-ends] whoever comes to the step 'ask' goes round in a circle for ever",
        "let one of the decisions lead to an end, a step without 'decisions'",
    ),
    Mistake(
        "data that is not there",
        swap(BRIEF, "data/reviews.csv", "data/review.csv"),
        "lessons/brief/lesson.yml:11:20: error [data-exists] there is no file 'lessons/brief/data/review.csv'",
        "did you mean 'data/reviews.csv'?",
    ),
    Mistake(
        "data outside the lesson",
        swap(BRIEF, "data/reviews.csv", "../draft/lesson.yml"),
        "lessons/brief/lesson.yml:11:20: error [data-exists] '../draft/lesson.yml' is not inside the lesson's folder",
        "copy the file into the lesson's folder, and name it from there: data/people.csv",
    ),
    Mistake(
        "data that is hidden",
        swap(BRIEF, "data/reviews.csv", "data/.reviews.csv"),
        "lessons/brief/lesson.yml:11:20: error [data-exists] 'data/.reviews.csv' is a hidden file: programs keep such files for themselves",
        "give it a name without a dot in front, and not in '__pycache__'",
    ),
    Mistake(
        "data where Python keeps its own",
        both(
            write("lessons/brief/__pycache__/reviews.csv", "1\n"),
            swap(BRIEF, "data/reviews.csv", "__pycache__/reviews.csv"),
        ),
        "lessons/brief/lesson.yml:11:20: error [data-exists] '__pycache__/reviews.csv' is a hidden file: programs keep such files for themselves",
        "give it a name without a dot in front, and not in '__pycache__'",
    ),
    Mistake(
        "a credited picture that is not there",
        swap(BRIEF, "images/a.svg", "images/A.svg"),
        "lessons/brief/lesson.yml:13:11: error [image-exists] there is no 'images/A.svg', but there is 'images/a.svg'",
        "write 'images/a.svg': capital letters count on the web",
    ),
    Mistake(
        "no notebook",
        both(remove(DRAFT_TEXT), swap(BRIEF_TEXT, "](../draft/notebook.ipynb#다음)", "](#시작)")),
        "lessons/draft/notebook.md:1:1: error [notebook-exists] the lesson 'draft' has no notebook",
        "write notebook.md in its folder, or save notebook.ipynb there",
    ),
    Mistake(
        "two notebooks",
        write("lessons/brief/notebook.ipynb", "{}"),
        "lessons/brief/notebook.ipynb:1:1: error [notebook-unique] this lesson has two notebooks, notebook.md and notebook.ipynb",
        "keep one of them",
    ),
    Mistake(
        "a notebook that breaks off",
        swap(DRAFT_TEXT, '"nbformat": 4,', '"nbformat": 4'),
        "lessons/draft/notebook.ipynb:32:2: error [notebook-valid] 'lessons/draft/notebook.ipynb' is not a notebook: its JSON breaks off here",
        "restore the last version that opened in Jupyter",
    ),
    Mistake(
        "a notebook with a foreign key",
        swap(DRAFT_TEXT, '"id": "a2"', '"ids": "a2"'),
        "lessons/draft/notebook.ipynb:13:3: error [notebook-valid] code cell 1: this part of the notebook is not as Jupyter's format asks: Additional properties are not allowed ('ids' was unexpected)",
        "open the notebook in Jupyter and save it again",
    ),
    Mistake(
        "a notebook whose minor version is a word",
        swap(DRAFT_TEXT, '"nbformat_minor": 5', '"nbformat_minor": "five"'),
        "lessons/draft/notebook.ipynb:32:20: error [notebook-valid] this part of the notebook is not as Jupyter's format asks: five is no 'nbformat_minor'",
        "open the notebook in Jupyter and save it again",
    ),
    Mistake(
        "a kind of exercise that is a mapping",
        swap("exercises/right-answer.yml", "kind: choice", "kind: {choice: }"),
        "exercises/right-answer.yml:1:7: error [value-known] '{\"choice\": null}' is none of: "
        + ", ".join(KINDS),
        f"write one of: {', '.join(KINDS)}",
    ),
    Mistake(
        "a header that is never closed",
        swap(BRIEF_TEXT, "  name: python3\n---\n", "  name: python3\n"),
        "lessons/brief/notebook.md:1:1: error [front-matter-closed] the notebook's header that opens here is never closed",
        "put --- alone on the line below it, as jupytext writes it",
    ),
    Mistake(
        "a code cell that is never closed",
        swap(BRIEF_TEXT, "print(1 + 1)\n```\n", "print(1 + 1)\n"),
        "lessons/brief/notebook.md:14:1: error [directive-closed] the code cell that opens here is never closed",
        "put ``` alone on a line below its code",
    ),
    Mistake(
        "a misspelled tag",
        swap(BRIEF_TEXT, "hide-input", "hide_input"),
        "lessons/brief/notebook.md:15:1: error [tag-known] the tag 'hide_input' means nothing here",
        "did you mean 'hide-input'?",
    ),
    Mistake(
        "options that are not YAML",
        swap(BRIEF_TEXT, "[hide-input]", "[hide-input"),
        "lessons/brief/notebook.md:15:8: error [yaml-syntax] the bracket '[' that opens here is never closed, or a comma is missing",
        "close it with ']' and put commas between the entries",
    ),
    Mistake(
        "an option without a value",
        swap(BRIEF_TEXT, ":tags: [hide-input]", ":hide-input"),
        "lessons/brief/notebook.md:15:1: error [cell-metadata] these options are not keys with values",
        "write each option as ':key: value' on a line of its own",
    ),
    Mistake(
        "a link to a lesson that does not exist",
        swap(
            BRIEF_TEXT,
            "../draft/notebook.ipynb",
            "../drafts/notebook.ipynb",
        ),
        "lessons/brief/notebook.md:10:37: error [link-exists] there is no '../drafts/notebook.ipynb'",
        "did you mean '../draft/notebook.ipynb'?",
    ),
    Mistake(
        "a link to a heading that does not exist",
        swap(DRAFT_TEXT, "../brief/notebook.md", "../brief/notebook.md#시각"),
        "lessons/draft/notebook.ipynb:10:13: error [link-exists] text cell 1, line 3: 'lessons/brief/notebook.md' has no heading with the address '#시각'",
        "did you mean '#시작'?",
    ),
    Mistake(
        "a link that would start a program",
        swap(BRIEF_TEXT, "../draft/notebook.ipynb", "ms-msdt:/id"),
        "lessons/brief/notebook.md:10:37: error [link-scheme-known] links with 'ms-msdt:' are not published: they may start a program",
        "link to a web page, or write the address as text; links may begin with http:, https:, mailto:, sms:, tel:",
    ),
    Mistake(
        "a picture that is not there",
        swap(BRIEF_TEXT, "(images/a.svg)", "(images/b.svg)"),
        "lessons/brief/notebook.md:12:9: error [link-exists] there is no 'images/b.svg'",
        "did you mean 'images/a.svg'?",
    ),
    Mistake(
        "a picture that breaks off",
        write("lessons/brief/images/a.svg", "<svg xmlns='http://www.w3.org/2000/svg'><rect"),
        "lessons/brief/notebook.md:12:9: error [picture-readable] this picture in SVG cannot be read",
        "save it again from a drawing program as plain SVG, or as PNG",
    ),
    Mistake(
        "a picture of another host",
        swap(BRIEF_TEXT, "(images/a.svg)", "(https://example.org/a.svg)"),
        "lessons/brief/notebook.md:12:9: error [picture-in-course] the picture 'https://example.org/a.svg' does not stand in this text's own folder",
        "save it in an images/ folder beside the text, and name it as in images/map.png",
    ),
    Mistake(
        "an exercise that does not exist",
        swap(BRIEF_TEXT, "right-answer", "right-answers"),
        "lessons/brief/notebook.md:22:4: error [reference-exists] the exercise 'right-answers' does not exist",
        "did you mean 'right-answer'?",
    ),
    Mistake(
        "an exercise twice",
        swap(
            BRIEF_TEXT,
            "right-answer\n:::\n",
            "right-answer\n:::\n\n:::{exercise} right-answer\n:::\n",
        ),
        "lessons/brief/notebook.md:25:4: error [exercise-once] this page puts in the exercise 'right-answer' twice",
        "keep it in one place",
    ),
    Mistake(
        "a term that is not in the glossary",
        swap(BRIEF_TEXT, "{term}`환각 <hallucination>`", "{term}`환각`"),
        "lessons/brief/notebook.md:10:1: error [reference-exists] the term '환각' is not in curriculum/glossary.yml",
        "name it by its id: {term}`환각 <hallucination>`",
    ),
    Mistake(
        "a source the lesson does not list",
        swap(BRIEF, "sources: [unesco]\n", ""),
        "lessons/brief/notebook.md:10:72: error [reference-exists] the source 'unesco' is not among this lesson's sources",
        "add 'unesco' to 'sources:' in lessons/brief/lesson.yml",
    ),
    Mistake(
        "an unknown directive",
        swap(BRIEF_TEXT, ":::{exercise}", ":::{excercise}"),
        "lessons/brief/notebook.md:22:4: error [directive-known] the directive '{excercise}' is not known here",
        "did you mean '{exercise}'?",
    ),
    Mistake(
        "an unknown role",
        swap(BRIEF_TEXT, "{source}", "{sources}"),
        "lessons/brief/notebook.md:10:72: error [role-known] the role '{sources}' is not known here",
        "did you mean '{source}'?",
    ),
    Mistake(
        "an admonition of another tool",
        swap("curriculum/pages/about.md", "함께 만들었습니다.", '!!! note "알림"'),
        "curriculum/pages/about.md:5:1: error [directive-known] '!!! note \"알림\"' is not read here; it would show as plain text",
        "write ':::{note} 알림', the text below it, and ':::' to close it",
    ),
    Mistake(
        "a directive that is never closed",
        swap(BRIEF_TEXT, "right-answer\n:::\n", "right-answer\n"),
        "lessons/brief/notebook.md:22:4: error [directive-closed] the directive that opens here is never closed",
        "put the signs that open it, ::: or ```, alone on a line below its text",
    ),
    Mistake(
        "settings without a name of the site",
        write("mkdocs.yml", "theme: {name: material}\nplugins: [seodang]\n"),
        "mkdocs.yml:1:1: error [site-settings] there is no 'site_name', for which MkDocs asks",
        "add a line 'site_name: …'; the title in programme.yml takes its place",
    ),
    Mistake(
        "a setting with which pages ask another host",
        write(
            "mkdocs.yml",
            "theme: {name: material}\nplugins: [seodang]\nrepo_url: https://github.com/a/b\nsite_name: 가\n",
        ),
        "mkdocs.yml:3:1: error [site-asks-no-host] with 'repo_url' other hosts would be asked, who learn who reads what",
        "remove it; a link in a page or in 'extra: social' is followed only by who wants to",
    ),
    Mistake(
        "a template that nobody has agreed to",
        write("theme/lesson.html", "{{ cycler }}\n"),
        "theme/lesson.html:1:1: error [unconfined-code-agreed] the template 'theme/lesson.html' would run outside the notebooks' walls, with all your rights",
        "read it; if you agree to run it, build once with --trust",
    ),
)

LATER: Final = "you may leave it: a later version reads it"


def _early(kind: FileKind) -> Mistake:
    """Write a file that the table plans and nothing reads yet."""
    path = kind.path.replace("*", "brief")
    shown = f"{posixpath.dirname(path)}/" if posixpath.basename(kind.path)[0] == "*" else path
    return Mistake(
        f"a file that is planned: {kind.name}",
        write(path, "title: 봄\n"),
        f"{shown.rstrip('/')}:1:1: warning [feature-supported] '{shown}' is not read by this version yet",
        LATER,
    )


UNSUPPORTED: Final[tuple[Mistake, ...]] = (
    Mistake(
        "a second language",
        swap("curriculum/programme.yml", "language: ko\n", "language: ko\nlanguages: [ko, en]\n"),
        "curriculum/programme.yml:4:17: warning [feature-supported] pages in the language 'en' are not made yet",
        LATER,
    ),
    Mistake(
        "slides",
        swap(DRAFT, "requires: [brief]", "requires: [brief]\nslides: true"),
        "lessons/draft/lesson.yml:8:9: warning [feature-supported] slides of a lesson are not made yet",
        LATER,
    ),
    Mistake(
        "cells for instructors",
        swap(
            BRIEF_TEXT,
            "### 연습\n",
            '+++ {"tags": ["instructor"]}\n\n정답입니다.\n\n+++ {"tags": ["instructor", "notes"]}\n\n말할 것입니다.\n\n+++\n\n### 연습\n',
        ),
        "lessons/brief/notebook.md:22:1: warning [feature-supported] cells with the tag 'instructor' are shown to nobody yet",
        LATER,
    ),
    *(_early(kind) for kind in FILE_KINDS if kind.is_planned),
)
"""What the design knows and this version does not: right, but a warning says that it does nothing."""

WARNED: Final[tuple[Mistake, ...]] = (
    Mistake(
        "a notebook with outputs",
        swap(DRAFT_TEXT, '"execution_count": null', '"execution_count": 3'),
        "lessons/draft/notebook.ipynb:18:4: warning [notebook-stripped] this notebook holds outputs or execution counts (cells: 1)",
        "in Jupyter choose 'Edit > Clear Outputs of All Cells' and save",
    ),
    Mistake(
        "a picture without alternative text",
        swap(BRIEF_TEXT, "![빈 그림]", "![]"),
        "lessons/brief/notebook.md:12:1: warning [picture-has-alt] the picture 'images/a.svg' has no alternative text",
        "say in one sentence what it shows: ![…](images/a.svg)",
    ),
    Mistake(
        "a heading out of order",
        swap(BRIEF_TEXT, "### 연습", "#### 연습"),
        "lessons/brief/notebook.md:20:1: warning [heading-order] this heading has level 4, where level 3 comes next",
        "write ### 연습",
    ),
    Mistake(
        "a second title",
        swap(BRIEF_TEXT, "### 연습", "# 연습"),
        "lessons/brief/notebook.md:20:1: warning [heading-order] a heading with one # is the page's title, which it has already",
        "write ## 연습",
    ),
    Mistake(
        "another title than the lesson's",
        swap(DRAFT_TEXT, "## 다음", "# 다음"),
        "lessons/draft/notebook.ipynb:8:5: warning [title-agrees] text cell 1, line 1: the page's title is '다음 수업', from lesson.yml; '다음' is not shown",
        "write one of them in both places, or delete this line",
    ),
    Mistake(
        "a kernel of Python that is not here",
        swap(BRIEF_TEXT, "name: python3\n", "name: conda-env-class-py\n"),
        "lessons/brief/notebook.md:1:1: warning [kernel-known] the kernel 'conda-env-class-py' is not on this machine; python3 runs this notebook",
        "in Jupyter choose 'Kernel > Change Kernel > Python 3' and save, and it is the same everywhere",
    ),
    Mistake(
        "a badge",
        swap(
            BRIEF_TEXT,
            "## 시작\n",
            "## 시작\n\n[![코랩](https://colab.research.google.com/assets/colab-badge.svg)](https://example.org)\n",
        ),
        "lessons/brief/notebook.md:10:1: warning [badge-shown] badges of other hosts are left out (pictures: 1)",
        "write the link in words, or delete it: [open in Colab](https://…)",
    ),
)
"""What can be built, but makes a page less good: a warning, which a policy may count as an error."""
