"""What the YAML parser says, and the same for people."""

from __future__ import annotations

from typing import Final

from seodang.problems import say

# A pattern in what the parser says, whether the mistake is where it began to read (not where it
# gave up), what is wrong and what mends it. The first that fits counts.
SENTENCES: Final = (
    (
        "mapping values are not allowed",
        False,
        say("a colon followed by a space stands where no key can begin"),
        say('put the text after the first colon in quotes: title: "one: two"'),
    ),
    (
        "cannot start any token",
        False,
        say("a text cannot begin with this character"),
        say("put the text in quotes"),
    ),
    (
        "scanning an (alias|anchor)",
        True,
        say("a text cannot begin with * or &"),
        say("put the text in quotes"),
    ),
    (
        "are not allowed",
        False,
        say("a list or a key cannot begin here, after a key on the same line"),
        say("begin it on the next line, indented by two spaces, or put a text in quotes"),
    ),
    (
        "another document",
        False,
        say("a second document begins here; a file holds one"),
        say("remove the line '---', or move what follows into a file of its own"),
    ),
    (
        "document start",
        False,
        say("a second document begins here; a file holds one"),
        say("remove the line '...' above, or move what follows into a file of its own"),
    ),
    (
        "quoted scalar",
        True,
        say("the quote that opens here is never closed"),
        say("close it, or put the whole text in quotes of the other kind"),
    ),
    (
        "flow node",
        False,
        say("the file ends inside a bracket that is not closed"),
        say("close the last '[' or '{'"),
    ),
    (
        "flow sequence",
        True,
        say("the bracket '[' that opens here is never closed, or a comma is missing"),
        say("close it with ']' and put commas between the entries"),
    ),
    (
        "flow mapping",
        True,
        say("the brace '{' that opens here is never closed, or a comma is missing"),
        say("close it with '}' and put commas between the entries"),
    ),
    (
        "could not find expected ':'",
        True,
        say("this line should begin with a key and a colon, but has no colon"),
        say("write a colon and a space after the key, or put a text of several lines in quotes"),
    ),
    (
        "block scalar",
        False,
        say("nothing but a comment may stand on the line of | or >"),
        say("begin the text on the next line, indented by two spaces"),
    ),
    (
        "block mapping",
        False,
        say("the lines from here on are not all indented alike"),
        say("begin keys of the same level in the same column"),
    ),
    (
        "block (collection|sequence)",
        False,
        say("the lines of this list are not all indented alike"),
        say("begin each '-' of a list in the same column"),
    ),
)
