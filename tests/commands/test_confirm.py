"""What a terminal is asked, and what it may answer."""

from __future__ import annotations

import click
import pytest
from click.testing import CliRunner

from seodang.catalogue import Speaker
from seodang.commands.confirm import is_confirmed


@click.command()
@click.option("--language")
def _asking(language: str) -> None:
    click.echo(is_confirmed("?", Speaker(language, "messages")))


@pytest.mark.parametrize("language", ["ko", "en"])
@pytest.mark.parametrize(
    ("answer", "is_yes"),
    [
        *((word, True) for word in ("예", "네", "y", "YES", " 예 ")),
        *((word, False) for word in ("아니오", "아니요", "n", "", "글쎄\n아니오")),
    ],
)
def test_yes_and_no_are_understood_in_both_languages(
    language: str, answer: str, *, is_yes: bool
) -> None:
    done = CliRunner().invoke(_asking, ["--language", language], input=f"{answer}\n")
    assert done.output.splitlines()[-1].endswith(str(is_yes))
    asks = {"ko": "[예/아니오]", "en": "[y/N]"}
    assert asks[language] in done.output
