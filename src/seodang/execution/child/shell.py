"""IPython as it stands in a Jupyter kernel, without the kernel's sockets and threads."""

from __future__ import annotations

import sys
import tempfile
from typing import Any

from IPython.core.autocall import ZMQExitAutocall
from IPython.core.displayhook import DisplayHook
from IPython.core.displaypub import DisplayPublisher
from IPython.core.error import StdinNotImplementedError, UsageError
from IPython.core.interactiveshell import InteractiveShell, InteractiveShellABC
from IPython.utils.process import system  # type: ignore[attr-defined]
from traitlets import Instance, Type, default
from traitlets.config import Config

from seodang.execution.child import dense_figures
from seodang.execution.child.cell_names import CellCompiler
from seodang.execution.child.frame_channel import FrameChannel
from seodang.execution.child.no_kernel import NoKernel
from seodang.execution.child.resource_limits import MemoryHeadroom, is_memory_error

_NO_INPUT = "a lesson runs with nobody at the keyboard, so nothing answers input()"


class FramePublisher(DisplayPublisher):
    """Sends what `display` shows."""

    def publish(
        self,
        data: Any,
        metadata: Any = None,
        source: Any = None,  # noqa: ARG002 - IPython's signature, long without meaning
        *,
        transient: Any = None,
        update: bool = False,
        **_: Any,
    ) -> None:
        """Send display data, new or in place of what has the same display id."""
        _flush()
        self._validate_data(data, metadata or {})  # type: ignore[no-untyped-call]
        self.shell.channel.send(
            display={"data": data, "metadata": metadata or {}},
            display_id=(transient or {}).get("display_id"),
            update=update,
        )

    def clear_output(self, wait: bool = False) -> None:  # noqa: FBT001, FBT002 - IPython's signature
        """Ask for the cell's outputs to be removed, at once or when the next one comes."""
        _flush()
        self.shell.channel.send(clear=True, wait=wait)


class FrameDisplayHook(DisplayHook):
    """Sends the value of a cell's last expression."""

    result: dict[str, Any] | None = None

    def start_displayhook(self) -> None:
        """Begin a result."""
        self.result = {"data": {}, "metadata": {}}

    def write_output_prompt(self) -> None:
        """Give the result its number."""
        if self.result is not None:
            self.result["execution_count"] = self.prompt_count

    def write_format_data(self, format_dict: Any, md_dict: Any = None) -> None:
        """Take the result's representations."""
        if self.result is not None:
            self.result.update(data=format_dict, metadata=md_dict or {})

    def finish_displayhook(self) -> None:
        """Send the result."""
        _flush()
        result, self.result = self.result, None
        shell: Any = self.shell
        # An object whose `_ipython_display_` showed it has nothing left to show.
        if result is not None and result["data"]:
            shell.channel.send(result=result)


class LessonShell(InteractiveShell):
    """A shell whose outputs go to its `channel`, in the forms a Jupyter kernel gives them."""

    channel: FrameChannel
    headroom = MemoryHeadroom()
    displayhook_class = Type(FrameDisplayHook)
    display_pub_class = Type(FramePublisher)
    compiler_class = Type(CellCompiler)
    exiter = Instance(ZMQExitAutocall)
    keepkernel_on_exit: bool | None = None
    last_traceback_in_displayhook = False

    @default("exiter")
    def _default_exiter(self) -> ZMQExitAutocall:
        return ZMQExitAutocall(self)  # type: ignore[no-untyped-call]

    @property
    def kernel(self) -> NoKernel:
        """Be there, as pandas asks; what wants something of it gets a real one."""
        return NoKernel(self.channel)

    def init_environment(self) -> None:
        """Leave the environment alone; it comes with the notebook."""

    def init_virtualenv(self) -> None:
        """Leave the module path alone."""

    def init_hooks(self) -> None:
        """Show nothing in a pager, as a notebook's page has none."""
        super().init_hooks()  # type: ignore[no-untyped-call]
        self.set_hook("show_in_pager", _show_nothing, 99)  # type: ignore[no-untyped-call]

    def enable_matplotlib(self, gui: Any = None) -> Any:  # noqa: ARG002 - a lesson has no other
        """Draw inline, whatever `%matplotlib` asks for: pages show pictures, not windows."""
        return super().enable_matplotlib("inline")  # type: ignore[no-untyped-call]

    def enable_gui(self, gui: Any = None) -> None:
        """Refuse windows; inline figures need none."""
        if gui not in {None, "inline"}:
            raise UsageError(
                f"a lesson runs without a screen, so it cannot open windows of {gui!r}"
            )

    def ask_exit(self) -> None:
        """Note that the notebook wants to end."""
        # `exit(keep_kernel=True)` ends a frontend only, and there is none.
        self.exit_now = not self.keepkernel_on_exit

    def system_piped(self, cmd: str) -> None:
        """Run a command line, as ipykernel does (`zmqshell.py`)."""
        if cmd.rstrip().endswith("&"):
            raise OSError("Background processes not supported.")
        expanded = self.var_expand(cmd, depth=1)  # type: ignore[no-untyped-call]
        self.user_ns["_exit_code"] = system(expanded)

    system = system_piped

    def showtraceback(
        self,
        exc_tuple: Any = None,
        filename: str | None = None,
        tb_offset: int | None = None,
        exception_only: bool = False,  # noqa: FBT001, FBT002 - IPython's signature
        running_compiled_code: bool = False,  # noqa: FBT001, FBT002 - likewise
    ) -> None:
        """Show an exception, even one that came because there was no memory left."""
        self.headroom.raise_limit()
        is_short = is_memory_error(sys.exception())
        if is_short:
            # Before the traceback is made: there may be too little memory even for that.
            self.channel.send_out_of_memory()
        super().showtraceback(exc_tuple, filename, tb_offset, exception_only, running_compiled_code)
        # A forked child never reports the end of its cell (`send_as_owner`).
        if is_short and not self.channel.is_owner():
            self.channel.send(memory=True)
        self.headroom.restore_limit()

    def _showtraceback(self, etype: Any, evalue: Any, stb: Any) -> None:
        _flush()
        self.last_traceback_in_displayhook = getattr(self.displayhook, "result", None) is not None
        self.channel.send(
            error={"ename": etype.__name__, "evalue": str(evalue), "traceback": list(stb)}
        )


# Libraries ask for this name to know that they are shown in a notebook (rich, tqdm, plotly).
LessonShell.__name__ = LessonShell.__qualname__ = "ZMQInteractiveShell"
InteractiveShellABC.register(LessonShell)


def make_shell() -> LessonShell:
    """Make the one shell of this process; it keeps no history and reads no profile."""
    config = Config()
    config.HistoryManager.enabled = False  # SQLite would open a file, and start a thread
    # tqdm, for one, looks for this section to know whether it is in a notebook.
    config.IPKernelApp.parent_appname = "seodang"
    dense_figures.install(config)
    with tempfile.TemporaryDirectory(prefix="seodang-") as folder:
        shell: LessonShell = LessonShell.instance(config=config, ipython_dir=folder)
    return shell


def refuse_input() -> None:
    """Let `input` and `getpass` say that nobody is there."""
    import builtins
    import getpass

    builtins.input = _no_input
    getpass.getpass = _no_input


def _no_input(*_: object, **__: object) -> str:
    raise StdinNotImplementedError(_NO_INPUT)


def _show_nothing(*_: object, **__: object) -> None:
    """Be the pager of a page that has none."""


def _flush() -> None:
    sys.stdout.flush()
    sys.stderr.flush()
