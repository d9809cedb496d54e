"""What may be wrong where a parser has failed: quotes, indentation, texts that need quotes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ...diagnostics.codes import Code
from ...languages import LANGS
from .line import NAME, Candidate, Line, Slip, outside, quotations, quoted
from .signs import QUOTES
from .signs_of_lines import signs_on

_VALUE = re.compile(rf"^ *(?:- +)*(?:[\"']?{NAME}[\"']?: +)?(?=\S)")
_FIELD = re.compile(rf"^ *(?:- +)*[\"']?({NAME})[\"']?:(?: |$)")
_ENTRY = re.compile(r"^ *- ")
_AFTER_QUOTES = re.compile(rf" *(?:$|#|[}}\]]|, *(?:$|[\"'{{\[]|{NAME}:)|:(?: |$))")
_IN_BRACES = re.compile(rf"[{{,] *{NAME}: +(?=[^\"'\[{{\s])(.*?)(?=, *{NAME}: |\}}+[\s,]*$)")
_NO_COMMA = re.compile(
    rf"(?<=[^\s,{{\[])(?: +(?=(?:{'|'.join(LANGS)}): )|(?<=[\"'}}\]]) +(?={NAME}: ))"
)
_NEXT_FIELD = re.compile(rf",? +{NAME}: ")


def tabs(lines: Sequence[Line], blocks: set[int]) -> Iterator[Candidate]:
    """Tabs in the indentation of any lines: one slip, at the first of them."""
    found: dict[int, Line] = {}
    for number, line in enumerate(lines):
        end = len(line.text) - len(line.text.lstrip(" \t"))
        if number not in blocks and "\t" in line.text[:end]:
            found[number] = line.replaced(0, end, line.text[:end].expandtabs(2))
    if found:
        first = min(found)
        slip = _slip(first, lines[first], lines[first].text.index("\t"), Code.TAB)
        yield Candidate((slip,), found)


def on_line(number: int, line: Line) -> Iterator[Candidate]:
    """What may be wrong within a line, the likeliest first."""
    if found := signs_on(number, line):
        yield found
    yield from _comma_missing(number, line)
    yield from _quote_not_closed(number, line)
    yield from _quote_within(number, line)
    yield from _sign_first(number, line)
    yield from _text_without_quotes(number, line)
    yield from _text_in_braces(number, line)
    yield from _bracket_not_closed(number, line)
    yield from _bracket_too_many(number, line)


def _slip(number: int, line: Line, at: int, code: Code, **details: str | int) -> Slip:
    return Slip(number + 1, line.columns[at] + 1, code, None, tuple(details.items()))


def _comma_missing(number: int, line: Line) -> Iterator[Candidate]:
    is_outside = outside(line.text)
    for match in _NO_COMMA.finditer(line.text) if "{" in line.text else ():
        if is_outside(match.end()) and is_outside(match.start()):
            slip = _slip(number, line, match.end(), Code.UNCLOSED)
            yield Candidate((slip,), {number: line.replaced(match.start(), match.start(), ",")})


def _quote_not_closed(number: int, line: Line) -> Iterator[Candidate]:
    text = line.text
    for quotation in quotations(text):
        if quotation.end is None:
            slip = _slip(number, line, quotation.start, Code.QUOTE_NOT_CLOSED, sign=quotation.mark)
        elif not _AFTER_QUOTES.match(text, quotation.end + 1):
            # The next text's opening quote was taken for the end of this one.
            slip = _slip(number, line, quotation.start, Code.QUOTE_NOT_CLOSED, sign=quotation.mark)
        else:
            continue
        ends = [m.start() for m in _NEXT_FIELD.finditer(text, quotation.start + 1)][:1]
        bare = text.rstrip()
        ends += [len(bare.rstrip("}] ")), len(bare)]
        for end in dict.fromkeys(ends):
            if quotation.mark not in text[quotation.start + 1 : end]:
                yield Candidate((slip,), {number: line.replaced(end, end, quotation.mark)})


def _quote_within(number: int, line: Line) -> Iterator[Candidate]:
    text = line.text
    for quotation in quotations(text):
        mark, inner = quotation.mark, quotation.end
        if inner is None or _AFTER_QUOTES.match(text, inner + 1):
            continue
        last = next(
            (
                at
                for at in range(inner + 1, len(text))
                if text[at] == mark and _AFTER_QUOTES.match(text, at + 1)
            ),
            None,
        )
        if last is None:
            continue
        body = text[quotation.start + 1 : last]
        doubled = re.sub(r'(?<!\\)"', '\\"', body) if mark == '"' else re.sub("'+", "''", body)
        slip = _slip(number, line, inner, Code.QUOTE_WITHIN, sign=mark)
        yield Candidate((slip,), {number: line.replaced(quotation.start + 1, last, doubled)})


def _sign_first(number: int, line: Line) -> Iterator[Candidate]:
    """Texts that begin with a sign that YAML keeps for itself."""
    text, is_outside = line.text, outside(line.text)
    spans = [match.span(1) for match in _IN_BRACES.finditer(text) if "{" in text]
    if (match := _VALUE.match(text)) is not None:
        spans.append((match.end(), len(text)))
    for start, end in spans:
        if re.match(r"[@`%](?![{\[])", text[start:]) and is_outside(start):
            value = text[start:end].rstrip()
            slip = _slip(number, line, start, Code.SIGN_FIRST, sign=value[0])
            new = line.replaced(start, start + len(value), quoted(value))
            yield Candidate((slip,), {number: new})


def _text_without_quotes(number: int, line: Line) -> Iterator[Candidate]:
    """A text with “: ” or “ #” in it, or between quotes that YAML does not know."""
    match = _VALUE.match(line.text)
    if match is None or line.text[match.end()] in "\"'[{|>&*!#@`%":
        return
    start, end = match.end(), len(line.text.rstrip())
    value = line.text[start:end]
    if value[0] in QUOTES and value[-1] in QUOTES and len(value) > 2:
        slip = _slip(number, line, start, Code.OTHER_QUOTES, sign=value[0])
        yield Candidate((slip,), {number: line.replaced(start, end, quoted(value[1:-1]))})
        return
    colon = re.search(r":(?: |$)", value)
    if colon is not None and value[: colon.start()].strip():
        slip = _slip(number, line, start + colon.start(), Code.UNQUOTED)
        yield Candidate((slip,), {number: line.replaced(start, end, quoted(value))})
    cut = re.search(r"\s+#", value)
    if cut is not None:
        at = start + cut.end() - 1
        lost = value[cut.end() - 1 :]
        slip = _slip(number, line, at, Code.TEXT_CUT, lost=lost)
        yield Candidate((slip,), {number: line.replaced(at, at + 1, "x")})


def _text_in_braces(number: int, line: Line) -> Iterator[Candidate]:
    """The same within ``{ }``."""
    is_outside = outside(line.text)
    for match in _IN_BRACES.finditer(line.text) if "{" in line.text else ():
        start, end = match.span(1)
        value = match[1].rstrip()
        sign = re.search(r":(?: |$)|\s#|[\[\]{}]", value)
        if sign is None or not is_outside(start):
            continue
        changed = {number: line.replaced(start, end, quoted(value))}
        if ":" in sign[0]:
            slip = _slip(number, line, start + sign.start(), Code.UNQUOTED)
        elif "#" not in sign[0]:
            slip = _slip(number, line, start, Code.COMMA_IN_BRACES, sign=sign[0])
        else:
            at = start + sign.end() - 1
            slip = _slip(number, line, at, Code.TEXT_CUT, lost=line.text[at:].rstrip())
        yield Candidate((slip,), changed)


def _bracket_not_closed(number: int, line: Line) -> Iterator[Candidate]:
    is_outside = outside(line.text)
    open_ones: list[int] = []
    for at, sign in enumerate(line.text):
        if sign in "{[" and is_outside(at):
            open_ones.append(at)
        elif sign in "}]" and is_outside(at) and open_ones:
            open_ones.pop()
    if open_ones:
        signs = "".join(line.text[at] for at in open_ones)
        closing = signs[::-1].translate(str.maketrans("{[", "}]"))
        slip = _slip(number, line, open_ones[0], Code.BRACKET_NOT_CLOSED, sign=signs[0])
        end = len(line.text.rstrip())
        yield Candidate((slip,), {number: line.replaced(end, end, closing)})


def _bracket_too_many(number: int, line: Line) -> Iterator[Candidate]:
    is_outside = outside(line.text)
    open_ones: list[str] = []
    for at, sign in enumerate(line.text):
        if sign in "{[" and is_outside(at):
            open_ones.append("}" if sign == "{" else "]")
        elif sign in "}]" and is_outside(at):
            if open_ones and open_ones[-1] == sign:
                open_ones.pop()
            elif re.search(r"[\]}]\s*$", line.text[:at]):
                slip = _slip(number, line, at, Code.EXTRA_BRACKET, sign=sign)
                yield Candidate((slip,), {number: line.replaced(at, at + 1, "")})
                return


def indentation(lines: Sequence[Line], at: int, blocks: set[int]) -> Iterator[Candidate]:
    """The line at the columns of the lines above: alone, with what is below it, and with all."""
    line = lines[at]
    if line.empty or at in blocks or not (_FIELD.match(line.text) or _ENTRY.match(line.text)):
        return
    for like, wanted in _columns(lines, at, blocks):
        slip = _slip(
            at, line, line.indent, Code.INDENTED_OTHERWISE,
            spaces=line.indent, like=like + 1, wanted=wanted,
        )  # fmt: skip
        own, every = list(_below(lines, at, True)), list(_below(lines, at, False))
        for numbers in dict.fromkeys([(at,), tuple(own), tuple(every)]):
            moved = {n: _moved(lines[n], wanted - line.indent) for n in numbers}
            yield Candidate((slip,), moved)


def _moved(line: Line, by: int) -> Line:
    if by > 0:
        return line.replaced(0, 0, " " * by)
    return line.replaced(0, min(-by, line.indent), "")


def _below(lines: Sequence[Line], at: int, own: bool) -> Iterator[int]:
    """The line and those deeper; where it is not alone, also those as deep as it is."""
    yield at
    for number in range(at + 1, len(lines)):
        line = lines[number]
        if line.empty:
            continue
        if line.indent < lines[at].indent or (own and line.indent == lines[at].indent):
            return
        yield number


def _columns(lines: Sequence[Line], at: int, blocks: set[int]) -> list[tuple[int, int]]:
    """Where the line may belong: the number of a line above, and the column; the likeliest first.

    A language belongs beside the other one, an entry of a list beside an entry.
    """
    line = lines[at]
    field = _FIELD.match(line.text)
    language = field is not None and field[1] in LANGS
    entry = _ENTRY.match(line.text) is not None
    ranked: list[tuple[bool, int, int, int]] = []
    limit = 10_000
    for number in range(at - 1, -1, -1):
        above = lines[number]
        if above.empty or number in blocks or above.indent >= limit:
            continue
        limit = above.indent
        name = _FIELD.match(above.text)
        inner = len(above.text) - len(re.sub(r"^ *(?:- +)*", "", above.text))
        columns = [(above.indent, _ENTRY.match(above.text) is not None), (inner, False)]
        if name is not None and above.text.rstrip().endswith(":"):
            columns.append((inner + 2, entry))
        for column, is_entry in dict.fromkeys(columns):
            if column == line.indent:
                continue
            alike = (name is not None and name[1] in LANGS) if language else is_entry == entry
            ranked.append((not alike, abs(column - line.indent), -column, number))
        if limit == 0:
            break
    return [(number, -column) for _, _, column, number in sorted(ranked)]


def line_of_text(lines: Sequence[Line], at: int, blocks: set[int]) -> Iterator[Candidate]:
    """A line that is neither a field nor an entry: more of the text above, or a field's name."""
    line = lines[at]
    if line.empty or at in blocks or _FIELD.match(line.text) or _ENTRY.match(line.text):
        return
    if re.match(r"[ \"'\[\]{}&*!|>%@`-]*$|^ *[\[\]{}\"']", line.text):
        return
    above = next((n for n in range(at - 1, -1, -1) if not lines[n].empty), None)
    if above is None:
        return
    slip = _slip(at, line, line.indent, Code.LINE_WITHOUT_FIELD, above=above + 1)
    yield Candidate((slip,), {at: Line("", ())})
