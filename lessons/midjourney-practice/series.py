"""One look for several pictures: the look stays, the scene changes."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Look:
    """What every picture of a series shares."""

    medium: str
    colour: str
    mood: str
    empty: str
    ratio: str

    def prompt(self, scene: str) -> str:
        words = ", ".join((scene, self.medium, self.colour, self.mood, self.empty))
        return f"{words} --ar {self.ratio}"


def prompts(look: Look, scenes: Mapping[str, str]) -> list[tuple[str, str]]:
    return [(name, look.prompt(scene)) for name, scene in scenes.items()]
