"""Rules about prose: headings, roles, directives and pictures."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from typing import Final

from seodang.checks.context import TextContext
from seodang.checks.myst_elsewhere import instead_of_directive, instead_of_role
from seodang.course.layout import PAGES
from seodang.documents.badges import is_badge
from seodang.documents.contents import Heading, Use
from seodang.documents.markdown import DIRECTIVES, ROLES
from seodang.ids import nearest
from seodang.problems import Message, Problem, did_you_mean, say


def heading_order(text: TextContext) -> Iterator[Problem]:
    """See that headings go down one level at a time below the one title."""
    is_page = text.path.startswith(f"{PAGES}/")
    if not is_page and text.lesson is None:
        return
    above = 0 if is_page else 1
    for number, heading in enumerate(text.contents.headings):
        if heading.level == 1 and number > 0:
            second = say("a heading with one # is the page's title, which it has already")
            yield _out_of_order(heading, second, 2)
        elif heading.level > above + 1:
            jump = say(
                "this heading has level {level}, where level {expected} comes next",
                level=heading.level,
                expected=above + 1,
            )
            yield _out_of_order(heading, jump, above + 1)
        above = heading.level


def title_agrees(text: TextContext) -> Iterator[Problem]:
    """See that a notebook which begins with a title has that of its lesson, which is shown."""
    first = next(iter(text.contents.headings), None)
    if text.lesson is None or first is None or first.level > 1:
        return
    given, shown = first.title, text.lesson.title
    if given.split() != shown.split():
        yield Problem(
            "title-agrees",
            first.where,
            say(
                "the page's title is '{shown}', from lesson.yml; '{given}' is not shown",
                shown=shown,
                given=given,
            ),
            say("write one of them in both places, or delete this line"),
        )


def _out_of_order(heading: Heading, message: Message, level: int) -> Problem:
    fix = say("write {signs} {title}", signs="#" * level, title=heading.title)
    return Problem("heading-order", heading.where, message, fix)


def role_known(text: TextContext) -> Iterator[Problem]:
    """See that every role is one that is read here."""
    message = say("the role '{name}' is not known here")
    return _unknown("role-known", text.contents.roles, ROLES, message, instead_of_role)


def directive_known(text: TextContext) -> Iterator[Problem]:
    """See that every directive is one that is read here, in MyST's notation."""
    message = say("the directive '{name}' is not known here")
    cells = [use for use in text.contents.directives if use.name == "code-cell"]
    directives = [use for use in text.contents.directives if use.name != "code-cell"]
    yield from _unknown("directive-known", directives, DIRECTIVES, message, instead_of_directive)
    for use in cells:
        yield Problem("directive-known", use.where, *(_INDENTED if text.lesson else _OUTSIDE))
    for use in text.contents.foreign:
        yield _foreign(use)


_INDENTED: Final = (
    say("a code cell within a list, a quotation or a box does not run"),
    say("begin its ``` at the left edge, below an empty line"),
)
_OUTSIDE: Final = (
    say("code cells run in the notebooks of lessons only"),
    say("write ```python in its place: it shows the code"),
)


def _foreign(use: Use) -> Problem:
    if not use.name:
        return Problem(
            "directive-closed",
            use.where,
            say("this ':::' closes nothing"),
            say("remove it, or write what it closes: '{written}'", written=":::{note}"),
        )
    return Problem(
        "directive-known",
        use.where,
        say("'{written}' is not read here; it would show as plain text", written=use.given),
        say(
            "write '{written}', the text below it, and ':::' to close it",
            written=_as_directive(use.name),
        ),
    )


def _as_directive(written: str) -> str:
    """Return what `exercise voice`, `{exercise} voice` or `warning "Title"` would be in MyST."""
    name, _, argument = (
        written.lstrip(":").replace("{", " ").replace("}", " ").strip().partition(" ")
    )
    known = name if name in DIRECTIVES else nearest(name, DIRECTIVES) or "note"
    title = argument.strip(' "')
    return f":::{{{known}}} {title}".rstrip()


def _unknown(
    rule: str,
    uses: Iterable[Use],
    known: Collection[str],
    message: Message,
    instead: Callable[[str], Message | None],
) -> Iterator[Problem]:
    for use in uses:
        if use.name not in known:
            meant = nearest(use.name, known)
            fix = say("use one of these: {known}", known=", ".join(sorted(known)))
            named = say(message.msgid, name=f"{{{use.name}}}")
            fix = instead(use.name) or did_you_mean(meant and f"{{{meant}}}", fix)
            yield Problem(rule, use.where, named, fix)


def directive_closed(text: TextContext) -> Iterator[Problem]:
    """See that every directive and block of code is closed by a line of the signs that opened it."""
    for use in text.contents.directives:
        if not use.is_closed:
            yield Problem(
                "directive-closed",
                use.where,
                say("the directive that opens here is never closed", name=use.name),
                say("put the signs that open it, ::: or ```, alone on a line below its text"),
            )
    for use in text.contents.fences:
        if not use.is_closed:
            unclosed = Problem(
                "directive-closed",
                use.where,
                say("the block of code that opens here is never closed"),
                say("put the signs that open it, ``` or ~~~, alone on a line below the code"),
            )
            # In an .ipynb it ends with its cell, as it does in Jupyter.
            yield unclosed.as_warning() if text.path.endswith(".ipynb") else unclosed


def badge_shown(text: TextContext) -> Iterator[Problem]:
    """See that a text needs no badge of another host; pages ask none, and leave it out."""
    badges = [picture for picture in text.contents.pictures if is_badge(picture.target)]
    if badges:
        yield Problem(
            "badge-shown",
            badges[0].where,
            say("badges of other hosts are left out (pictures: {count})", count=len(badges)),
            say("write the link in words, or delete it: [open in Colab](https://…)"),
        )


def picture_has_alt(text: TextContext) -> Iterator[Problem]:
    """See that every picture says in words what it shows (those of cells are known after a run)."""
    for picture in text.contents.pictures:
        if not picture.alt and not is_badge(picture.target):
            yield Problem(
                "picture-has-alt",
                picture.where,
                say("the picture '{file}' has no alternative text", file=picture.target),
                say("say in one sentence what it shows: {written}", written=picture.with_alt),
            )
