"""The command line.

``python -m generator check`` reads the data and tells every mistake, and warns of what is overdue;
``python -m generator explain E103`` tells more about a kind of mistake, and without a code
lists them all; ``python -m generator evaluate SCHEME FACTS.json`` (``-`` for standard input)
prints what the calculator says; ``python -m generator new KIND ID`` starts a record;
``python -m generator new-version SCHEME 2027-01-01`` copies the files of the newest version for
one in force from that day; ``python -m generator translated PATH`` records that the English of a
file, a folder or a line (``FILE:LINE``) says what the Chinese says now; ``python -m generator
schemas`` writes the JSON Schemas that editors read; ``python -m generator search "QUERY"`` tells
what the search of the built site finds and why, and without a query which of the editors' own
list (``data/search.yml``) it does not answer.

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
import json
import os
import re
import sys
from collections.abc import Sequence
from datetime import date
from difflib import get_close_matches
from pathlib import Path

from .authoring.editor_schemas import write_schemas
from .authoring.new_record import STARTABLE, CannotStart, skeleton, write
from .authoring.new_version import new_version
from .build import check, make
from .content.catalogue import Catalogue, SchemeView
from .content.reviews import overdue
from .content.translations import State, Translation, confirm, warnings
from .diagnostics import formats as report
from .diagnostics import messages
from .diagnostics.codes import Code
from .diagnostics.errors import DataErrors, GeneratorError, Unexpected, in_file_order
from .diagnostics.messages import phrase, visible
from .kinds import KINDS
from .languages import LANGS, Lang
from .rules.engine import FactRefused, as_json, evaluate
from .staff import command as staff
from .staff.built_site import CannotSearch
from .staff.expected import expected

DATA = Path("data")
SITE = Path("site")
SCHEMAS = Path("schemas")


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
        return _command(options)
    except DataErrors as errors:
        print(errors, file=sys.stderr)
        return 1
    except (_BadInput, CannotStart, CannotSearch) as error:
        print(error, file=sys.stderr)
        return 2
    except OSError:
        raise
    except Exception as error:
        known = isinstance(error, GeneratorError)
        print(error if known else Unexpected(error), file=sys.stderr)
        return 2 if known and not isinstance(error, Unexpected) else 3


def _command(options: argparse.Namespace) -> int:
    if options.command == "check":
        return _check(options.format)
    if options.command == "explain":
        return _explain(options.code)
    if options.command == "schemas":
        write_schemas(SCHEMAS)
        return 0
    if options.command == "new-version":
        return _new_version(options.scheme, options.day)
    if options.command == "translated":
        return _translated(options.path)
    if options.command == "new":
        return _new(options.kind, options.id)
    if options.command == "search":
        return _search(options.query, options.lang, options.format)
    return _evaluate(options.scheme, options.facts)


def _parser() -> argparse.ArgumentParser:
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("--lang", choices=LANGS, help="language of messages")
    parser = argparse.ArgumentParser(
        prog="python -m generator",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    commands = parser.add_subparsers(dest="command", required=True)
    look = commands.add_parser(
        "check", parents=[common], help="read the data and tell every mistake"
    )
    look.add_argument("--format", choices=("text", "json", "github"), default="text")
    more = commands.add_parser("explain", parents=[common], help="more about a kind of mistake")
    more.add_argument("code", nargs="?", help="for example E103; without one, all are listed")
    run = commands.add_parser(
        "evaluate", parents=[common], help="decide facts by a scheme's calculator"
    )
    run.add_argument("scheme", help="for example virtual-production")
    run.add_argument("facts", help="a JSON file of facts, or - for standard input")
    new = commands.add_parser(
        "new-version", parents=[common], help="copy a scheme's files for a further version"
    )
    new.add_argument("scheme", help="for example virtual-production")
    new.add_argument("day", help="the first day in force, for example 2027-01-01")
    start = commands.add_parser(
        "new", parents=[common], help="start a record from a skeleton with comments"
    )
    start.add_argument("kind", choices=STARTABLE)
    start.add_argument("id", help="for example japan-2026; of a stop, usa-2024/city-hall")
    done = commands.add_parser(
        "translated", parents=[common], help="record that English says what the Chinese says now"
    )
    done.add_argument("path", nargs="+", help="a file or folder of data, or FILE:LINE")
    find = commands.add_parser(
        "search", parents=[common], help="what the search of the built site finds, and why"
    )
    find.add_argument("query", nargs="?", help="without one, the list in data/search.yml is tried")
    find.add_argument("--format", choices=("text", "json"), default="text")
    commands.add_parser("schemas", parents=[common], help="write the schemas that editors read")
    return parser


class _BadInput(Exception):
    """What was given on the command line cannot be used."""


def _check(form: str) -> int:
    try:
        catalogue, results = check(DATA)
    except DataErrors as found:
        if form == "text":
            raise
        print((report.as_json if form == "json" else report.as_annotations)(found.errors))
        return 1
    try:
        make(catalogue, results)
    except Unexpected:
        raise
    except GeneratorError as found:
        print(found, file=sys.stderr)
        return 1
    stale = warnings(catalogue.translations)
    diagnostics = in_file_order([*stale, *overdue(catalogue)], DATA.parent)
    if form == "json":
        print(report.as_json(diagnostics))
    elif form == "github":
        print(report.as_annotations(diagnostics), end="\n" if diagnostics else "")
    else:
        for item in diagnostics:
            print(item, file=sys.stderr)
        if diagnostics:
            counted = phrase("one_warning") if len(diagnostics) == 1 else None
            print(counted or phrase("warnings", count=len(diagnostics)), file=sys.stderr)
        count = sum(len(catalogue.all(kind)) for kind in KINDS.values() if kind.counted)
        print(phrase("well", records=count, examples=len(results.examples)))
        _tell_translations(catalogue, len(stale))
    return 0


def _tell_translations(catalogue: Catalogue, stale: int) -> None:
    if stale:
        print(phrase("stale", count=stale))
    new = [
        translation.raw.file
        for translation in catalogue.translations
        if translation.state is State.NEW
    ]
    if new:
        files = sorted(set(new))
        print(phrase("new", count=len(new), files=files[0] if len(files) == 1 else DATA.name))


def _translated(paths: list[str]) -> int:
    catalogue, _ = check(DATA)
    chosen = [item for path in paths for item in _texts_at(path, catalogue)]
    confirm(catalogue.translations, chosen, DATA)
    print(phrase("confirmed", count=len({item.place for item in chosen})))
    return 0


def _new(kind: str, id_: str) -> int:
    catalogue, _ = check(DATA)
    files = skeleton(catalogue, kind, id_, DATA)
    write(files)
    for path in files:
        print(phrase("written", file=path.as_posix()))
    return 0


def _texts_at(path: str, catalogue: Catalogue) -> list[Translation]:
    """The texts of a file or folder; of one line where ``:LINE`` follows, as ``check`` tells it."""
    name, line, _ = _PLACE.fullmatch(path).groups()  # type: ignore[union-attr]  # it always matches
    file = Path(os.path.relpath(name or ".", DATA.parent)).as_posix()
    found = [
        translation
        for translation in catalogue.translations
        if (translation.raw.file == file or translation.raw.file.startswith(f"{file}/"))
        and (line is None or translation.mark.line == int(line))
    ]
    if not found:
        raise _BadInput(phrase("nothing_there", path=path))
    return found


_PLACE = re.compile(r"(.*?)(?::(\d+)(:\d+)?)?:?", re.DOTALL)


def _explain(name: str | None) -> int:
    if name is None:
        for code in Code:
            print(f"{code}  {messages.title(code)}")
        return 0
    codes = [code.value for code in Code]
    if name.upper() not in codes:
        close = get_close_matches(name.upper()[:100], codes, n=1)
        nearest = [phrase("nearest") + close[0]] if close else []
        raise _BadInput("\n".join([phrase("no_such_code", code=name), *nearest]))
    print(messages.explain(Code(name.upper())))
    return 0


def _evaluate(scheme: str, facts: str) -> int:
    given = _read(facts)
    catalogue, results = check(DATA)
    version = _scheme(catalogue.versions(), scheme)
    try:
        result = evaluate(results.calculators[version.id].data, as_json(given))
    except FactRefused as error:
        raise _BadInput(visible(f"{error.code}: {error}")) from None
    print(json.dumps(result, ensure_ascii=False, indent=2))
    return 0


def _search(query: str | None, lang: Lang | None, form: str) -> int:
    if query is None:
        return staff.judge(SITE, expected(check(DATA)[0]), form)
    staff.explain(SITE, query, lang, form)
    return 0


def _new_version(scheme: str, given: str) -> int:
    try:
        day = date.fromisoformat(given)
    except ValueError:
        raise _BadInput(phrase("not_a_day", day=given)) from None
    newest = _scheme(check(DATA)[0].schemes(), scheme).all_versions[-1]
    try:
        folder = new_version(newest, day, DATA)
    except FileExistsError:
        raise _BadInput(phrase("version_exists", day=str(day))) from None
    print(phrase("version_made", folder=folder.as_posix()))
    return 0


def _scheme(views: Sequence[SchemeView], id_: str) -> SchemeView:
    view = next((view for view in views if view.id == id_), None)
    if view is None:
        known = tuple(view.id for view in views)
        raise _BadInput(phrase("no_such_scheme", scheme=id_, known=known))
    return view


def _read(name: str) -> object:
    """The JSON of a file or of standard input."""
    if name == "-" and sys.stdin is None:  # the shell has closed it, as in  … <&-
        raise _BadInput(phrase("no_input"))
    try:
        data = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
        text = data.decode("utf-8-sig")
        return json.loads(text, parse_int=_number, object_pairs_hook=_no_twins)
    except OSError as error:
        raise _BadInput(phrase("unreadable", file=name, reason=error.strerror or "?")) from None
    except UnicodeDecodeError:
        raise _BadInput(phrase("not_utf8", file=name)) from None
    except json.JSONDecodeError as error:
        place = f"{name}:{error.lineno}:{error.colno}"
        raise _BadInput(phrase("not_json", place=place, reason=error.msg)) from None
    except RecursionError:
        raise _BadInput(phrase("too_deep", file=name)) from None


def _number(digits: str) -> int | float:
    """A whole number, or infinity where the digits are too many to be read quickly."""
    return int(digits) if len(digits) < 400 else float("inf")


def _no_twins(pairs: list[tuple[str, object]]) -> dict[str, object]:
    names = [name for name, _ in pairs]
    for name in names:
        if names.count(name) > 1:
            raise _BadInput(phrase("given_twice", fact=name))
    return dict(pairs)
