"""The command line: ``python -m generator COMMAND``; ``commands`` has them.

What was asked for goes to standard output: results, explanations, and with ``--format json``
or ``github`` the mistakes, too. Mistakes as text and bad input go to standard error.
Exit 0 when all is well, 1 for mistakes in the data or queries that are not answered, 2 for bad
input, 3 for a fault of the program itself: then TRACE=1 before the command prints where in the
program it happened.
Messages are in Traditional Chinese or in English: ``--lang``, or else as the locale says
(``LC_ALL``, ``LC_MESSAGES``, ``LANG``).
"""

from __future__ import annotations

import argparse
import io
import os
import sys

from .authoring.new_record import CannotStart
from .commands import COMMANDS
from .commands.given import BadInput
from .diagnostics import messages
from .diagnostics.errors import DataErrors, GeneratorError, Unexpected
from .diagnostics.messages import phrase
from .languages import LANGS
from .staff.built_site import CannotSearch


def main(arguments: list[str] | None = None) -> int:
    """Run a command; its exit code. Whatever happens, nobody is shown a traceback unasked."""
    for stream in (sys.stdout, sys.stderr):
        # A terminal that lacks a character is shown its escape, so no message fails.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        code = _run(arguments)
        if sys.stdout is not None:
            sys.stdout.flush()
        return code
    except KeyboardInterrupt:
        return _INTERRUPTED
    except BrokenPipeError:  # whoever reads has read enough, as in  … | head
        _write_no_more()
        return _BROKEN_PIPE
    except OSError as error:
        if error.filename is None:
            _write_no_more()
        file = "-" if error.filename is None else str(error.filename)
        words = phrase("unwritable", file=file, reason=error.strerror or "?")
        print(words, file=sys.stderr)
        return 2


# Exit codes by which a shell tells that SIGINT or SIGPIPE has ended a program.
_INTERRUPTED = 128 + 2
_BROKEN_PIPE = 128 + 13


def _write_no_more() -> None:
    """Send what is still unwritten nowhere, so that the interpreter's last flush cannot fail."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _run(arguments: list[str] | None) -> int:
    options = _parser().parse_args(arguments)
    messages.speak(options.lang)
    try:
        return COMMANDS[options.command].run(options)
    except DataErrors as errors:
        print(errors, file=sys.stderr)
        return 1
    except (BadInput, CannotStart, CannotSearch) as error:
        print(error, file=sys.stderr)
        return 2
    except OSError:
        raise
    except Exception as error:
        known = isinstance(error, GeneratorError)
        print(error if known else Unexpected(error), file=sys.stderr)
        return 2 if known and not isinstance(error, Unexpected) else 3


def _parser() -> argparse.ArgumentParser:
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("--lang", choices=LANGS, help="language of messages")
    parser = argparse.ArgumentParser(
        prog="python -m generator",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    commands = parser.add_subparsers(dest="command", required=True)
    for name, command in COMMANDS.items():
        own = commands.add_parser(name, parents=[common], help=command.HELP)
        command.add_arguments(own)
    return parser
