"""What a notebook shows as HTML and a terminal as plain lines."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape


class English(str):
    """Words in English: a voice that reads the page aloud has to know."""

    __slots__ = ()


@dataclass(frozen=True)
class Table:
    """Rows under a head; the first cell of each row names the row."""

    caption: str
    head: Sequence[str]
    rows: Sequence[Sequence[object]]

    def _repr_html_(self) -> str:
        head = "".join(f'<th scope="col">{escape(cell)}</th>' for cell in self.head)
        body = "".join(f"<tr>{_row(row)}</tr>" for row in self.rows)
        return (
            f"<table><caption>{escape(self.caption)}</caption>"
            f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
        )

    def __repr__(self) -> str:
        lines = [self.caption, *(" | ".join(map(str, row)) for row in (self.head, *self.rows))]
        return "\n".join(lines)


def _row(row: Sequence[object]) -> str:
    first, *others = map(_written, row)
    return f'<th scope="row">{first}</th>' + "".join(f"<td>{cell}</td>" for cell in others)


def _written(value: object) -> str:
    text = escape(str(value))
    return f'<span lang="en">{text}</span>' if isinstance(value, English) else text


@dataclass(frozen=True)
class Quote:
    """A text to read as it stands; its lines wrap on a small screen."""

    text: str

    def _repr_html_(self) -> str:
        paragraphs = escape(self.text).split("\n\n")
        body = "".join(f"<p>{lines.replace(chr(10), '<br>')}</p>" for lines in paragraphs)
        language = ' lang="en"' if isinstance(self.text, English) else ""
        return f"<blockquote{language}>{body}</blockquote>"

    def __repr__(self) -> str:
        return self.text
