"""Where the engine starts: Ctrl-C ends it with one word, also while its modules are imported."""

import os
import signal
import sys

INTERRUPTED = 130


def main() -> int:
    """Run the command line and return the exit code."""
    try:
        if hasattr(signal, "pthread_sigmask"):  # build.py held it back until somebody listens
            signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
        from seodang.cli import main as run

        return run()
    except KeyboardInterrupt:
        # A second one has nothing left to end, and would only write over the first one's word.
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        return _interrupted()


def _interrupted() -> int:
    from seodang.commands.speech import terminal_speech

    sys.stderr.write(terminal_speech(os.environ)("Interrupted.") + "\n")
    return INTERRUPTED


if __name__ == "__main__":
    sys.exit(main())
