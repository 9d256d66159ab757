"""What happens to files: one edit at a time, as people, programs and other systems make them."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Any, Final

import yaml

from fuzz.files import Content, Files, Odd
from fuzz.words import CODE, NAMES, SIGNS, SVG, VALUES, YAML, soup

_SOUP: Final = soup()
_WORDS: Final = {
    ".md": (*_SOUP, *CODE),
    ".yml": (*YAML, *_SOUP),
    ".ipynb": (
        *SIGNS,
        '"cells"',
        '"source": [',
        '{"',
        "\\u",
        "\\ud83d",
        "1e999",
        "true",
        "null",
        "NaN",
    ),
    ".svg": (*SVG, *SIGNS),
    ".py": CODE,
}
_PLACEHOLDERS: Final = {
    "@@HUGE": "1e400",
    "@@DEEP": "[" * 400 + "]" * 400,
    "@@LONE": '"\\ud800"',
    "@@LONG": '"' + "가 " * 3000 + '"',
}
_MARKS: Final = "<<<<<<< HEAD\n{}=======\n{}>>>>>>> theirs\n"
_ENCODINGS: Final = ("cp949", "utf-16", "utf-8-sig", "latin-1", "utf-32", "utf-7")


def disturbed(files: Files, chance: random.Random) -> dict[str, Content]:
    """Return a course after one to four edits, most often of one file."""
    made: dict[str, Content] = dict(files)
    path = _chosen(made, chance)
    for _ in range(chance.choice((1, 1, 1, 2, 2, 3, 4))):
        if path not in made or chance.random() < 0.2:
            path = _chosen(made, chance)
        content = made[path]
        if isinstance(content, bytes) and chance.random() < 0.93:
            made[path] = _edited(path, content, chance)
        else:
            _moved(made, path, chance)
    return made


def _chosen(files: Files, chance: random.Random) -> str:
    """Choose a file: those with one of each thing as often as all the others."""
    paths = sorted(files)
    rich = [n for n in paths if "rich" in n or "brought" in n or "fuzz" in n or "/" not in n]
    notebooks = [n for n in rich if "notebook" in n]
    return chance.choice(chance.choice((paths, rich, notebooks)) or paths)


def _edited(path: str, content: bytes, chance: random.Random) -> bytes:
    suffix = PurePosixPath(path).suffix
    if chance.random() < 0.06:
        return _other_bytes(content, chance)
    try:
        text = content.decode()
    except UnicodeDecodeError:
        return _other_bytes(content, chance)
    if suffix in (".yml", ".ipynb") and chance.random() < 0.6:
        edited = _other_values(text, suffix, chance)
        if edited is not None:
            return edited.encode(errors="surrogatepass")
    if chance.random() < 0.6:
        words = _WORDS.get(suffix, SIGNS) if chance.random() < 0.8 else _SOUP
        return _with_word(text, chance.choice(words), chance).encode()
    return chance.choice((_cut, _lines, _lines, _signs))(text, chance).encode()


def _with_word(text: str, word: str, chance: random.Random) -> str:
    """Put a word somewhere, often at the beginning of a line, sometimes in place of what is there."""
    at = chance.randint(0, len(text))
    if chance.random() < 0.5:
        at = text.rfind("\n", 0, at) + 1
    return (
        text[:at]
        + word * chance.choice((1, 1, 1, 2, 40))
        + text[at + chance.choice((0, 0, 1, 9)) :]
    )


def _cut(text: str, chance: random.Random) -> str:
    at = chance.randint(0, len(text))
    return text[:at] + text[at + chance.choice((1, 1, 5, 30, len(text))) :]


def _lines(text: str, chance: random.Random) -> str:
    """Remove, repeat, swap or indent lines."""
    lines = text.splitlines(keepends=True) or [""]
    at, other = chance.randrange(len(lines)), chance.randrange(len(lines))
    what = chance.randrange(5)
    if what == 0:
        del lines[at : at + chance.choice((1, 1, 3))]
    elif what == 1:
        lines[at:at] = lines[other : other + chance.choice((1, 2, 5))] * chance.choice((1, 1, 30))
    elif what == 2:
        lines[at], lines[other] = lines[other], lines[at]
    elif what == 3:
        lines[at] = chance.choice((" ", "    ", "\t", "> ", "- ")) + lines[at]
    else:
        lines[at] = _MARKS.format(lines[at], lines[other])
    return "".join(lines)


def _signs(text: str, chance: random.Random) -> str:
    """Change the sign of one kind somewhere, or everywhere."""
    sign = chance.choice(text) if text else "x"
    return text.replace(sign, chance.choice(SIGNS), chance.choice((1, 1, -1)))


def _other_bytes(content: bytes, chance: random.Random) -> bytes:
    what = chance.randrange(5)
    if what == 0:
        return content[: chance.randint(0, len(content))]
    if what == 1:
        return content.decode(errors="replace").encode(chance.choice(_ENCODINGS), "replace")
    if what == 2:
        return b"" if chance.random() < 0.5 else b"\0" * 50
    changed = bytearray(content)
    for _ in range(chance.choice((1, 4))):
        if changed:
            changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


def _other_values(text: str, suffix: str, chance: random.Random) -> str | None:
    """Change a value, a key or an entry of what a YAML or JSON file holds."""
    try:
        data = yaml.safe_load(text) if suffix == ".yml" else json.loads(text)
    except (yaml.YAMLError, ValueError, RecursionError):
        return None
    holders = list(_holders(data))
    if not holders:
        return None
    _change(*chance.choice(holders), chance)
    try:
        if suffix == ".yml":
            text = yaml.safe_dump(data, allow_unicode=True, sort_keys=False)
        else:
            text = json.dumps(data, ensure_ascii=False, indent=1)
    except (yaml.YAMLError, ValueError, TypeError, RecursionError):
        return None
    for word, meant in _PLACEHOLDERS.items():
        text = text.replace(f'"{word}"', meant).replace(f"'{word}'", meant)
    return text


def _holders(data: Any) -> Iterator[tuple[Any, Any]]:
    """Yield every place at which a value stands: what holds it, and its key or number."""
    pairs = (
        data.items()
        if isinstance(data, dict)
        else enumerate(data)
        if isinstance(data, list)
        else ()
    )
    for key, value in pairs:
        yield data, key
        yield from _holders(value)


def _change(holder: Any, key: Any, chance: random.Random) -> None:
    what, value = chance.randrange(8), chance.choice((*VALUES, chance.choice(_SOUP)))
    if what == 0:
        del holder[key]
    elif what == 1 and isinstance(holder, list):
        holder[key:key] = [holder[key]] * chance.choice((1, 1, 200))
    elif what == 1:
        holder[str(chance.choice(VALUES))] = holder.pop(key)
    elif what == 2 and isinstance(holder, dict):
        holder[f"{key}{chance.choice('sx_-')}"] = holder[key]
    elif what == 3:
        holder[key] = chance.choice(([holder[key]], {"x": holder[key]}, [[holder[key]]]))
    elif what == 4 and isinstance(holder[key], str):
        holder[key] = _with_word(holder[key], chance.choice(_SOUP), chance)
    else:
        holder[key] = value


def _moved(files: dict[str, Content], path: str, chance: random.Random) -> None:
    """Remove a file, rename it, copy it, or let something else stand in its place."""
    content = files[path]
    what = chance.randrange(5)
    if what in (0, 1):
        del files[path]
    if what == 2:
        files[path] = chance.choice(list(Odd))
    if what in (1, 3, 4):
        files[str(PurePosixPath(path).with_name("x").parent / chance.choice(NAMES))] = content
