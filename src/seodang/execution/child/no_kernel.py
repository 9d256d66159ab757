"""What stands in the place of a Jupyter kernel until somebody wants something of it."""

from __future__ import annotations

from typing import NoReturn

from seodang.execution.child.frame_channel import FrameChannel

_ASKED = "get_ipython().kernel"


class NoKernel:
    """The kernel that a shell says it has.

    Libraries ask `hasattr(get_ipython(), "kernel")` to learn that they are shown in a notebook:
    pandas does, and with it whatever imports pandas. That much is true here. Whoever goes on to
    use the kernel, or to look at it, gets a real one.
    """

    __slots__ = ("_channel",)

    def __init__(self, channel: FrameChannel) -> None:
        object.__setattr__(self, "_channel", channel)

    def __getattribute__(self, name: str) -> NoReturn:
        _give_up(self)

    def __setattr__(self, name: str, value: object) -> NoReturn:
        _give_up(self)

    def __dir__(self) -> NoReturn:
        _give_up(self)

    def __repr__(self) -> NoReturn:
        _give_up(self)


def _give_up(kernel: NoKernel) -> NoReturn:
    channel: FrameChannel = object.__getattribute__(kernel, "_channel")
    channel.give_up(_ASKED)
