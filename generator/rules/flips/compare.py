"""Compare: every rule of either state, beside what it is in the other.

Rules are compared one by one. What differs for everybody, such as the stage of a requirement
or the share of an instalment, is told at once; all else are pairs to be searched.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from ..published import CalculatorData
from .amounts import BindingPair, CapPair, InstalmentPair, RequestedPair
from .deadlines import DeadlinePair, OfficeDayPair
from .model import Change, Kind, Shown
from .pairs import AnswerPair, AskedPair, LimitPair, NotePair, Pair, RequirementPair
from .published_form import Plain
from .states import Part, State, States

_ALWAYS = ["equal", 0, 0]
MOST_LIMITS = 6
"""Of an amount with more limits, which are the lowest is not compared."""
Rule = Mapping[str, Plain]


def pairs(states: States) -> Iterator[Pair]:
    """The rules of either state that are not the same in both."""
    for pair in _every(states):
        if not pair.same:
            yield pair


def _every(states: States) -> Iterator[Pair]:
    yield from _questions(states)
    yield from _requirements(states)
    yield from _limits(states)
    yield from _amount(states)
    yield from _instalments(states)
    yield from _deadlines(states)
    yield from _office_days(states)


def beside(before: Iterable[Plain], after: Iterable[Plain]) -> Iterator[tuple[Plain, Plain]]:
    """The entries of two lists by their ids, in the order of the later one."""
    old, new = ({one["id"]: one for one in some} for some in (before, after))
    for id_ in {**new, **old}:
        yield old.get(id_), new.get(id_)


def _listed(states: States, name: str) -> Iterator[tuple[Plain, Plain]]:
    before, after = (state.data[name] for state in states.both)  # type: ignore[literal-required]
    return beside(before, after)


def _questions(states: States) -> Iterator[Pair]:
    for before, after in _listed(states, "questions"):
        fact, clause = (after or before)["id"], (after or before)["clause"]
        ways = [
            _ALWAYS if one is None else one.get("asked_when", _ALWAYS) for one in (before, after)
        ]
        facts = states.closure(ways)
        parts = [
            None if one is None else state.part(facts, requirements=[{"id": fact, "met_when": way}])
            for state, one, way in zip(states.both, (before, after), ways, strict=True)
        ]
        yield AskedPair("asked", fact, clause, facts, parts[0], parts[1], ways)
        if before and after and ("no_more_than" in before or "no_more_than" in after):
            facts = states.closure([fact])
            bounds = [
                ["more_than", fact, one["no_more_than"]]
                for one in (before, after)
                if "no_more_than" in one
            ]
            yield AnswerPair(
                "answer",
                fact,
                clause,
                facts,
                states.before.part(facts),
                states.after.part(facts),
                bounds,
            )


def _requirements(states: States) -> Iterator[Pair]:
    for before, after in _listed(states, "requirements"):
        rules = [None if one is None else _requirement(one) for one in (before, after)]
        expressions = [way for rule in rules if rule for way in _conditions(rule)]
        facts = states.closure(expressions)
        parts = [
            None if rule is None else state.part(facts, requirements=[rule])
            for state, rule in zip(states.both, rules, strict=True)
        ]
        shown = after or before
        yield RequirementPair(
            "requirement", shown["id"], shown["clause"], facts, parts[0], parts[1], expressions
        )
        yield from _notes(states, before, after)


def _requirement(rule: Rule) -> dict[str, Plain]:
    found = {name: rule[name] for name in ("id", "applies_when", "met_when") if name in rule}
    if "readings" in rule:
        found["readings"] = [
            {name: one[name] for name in ("id", "met_when") if name in one}
            for one in rule["readings"]
        ]
    return found


def _conditions(rule: Rule) -> Iterator[Plain]:
    ways = [rule, *rule.get("readings", ())]
    yield from (rule["applies_when"],) if "applies_when" in rule else ()
    yield from (way["met_when"] for way in ways if "met_when" in way)


def _notes(states: States, before: Rule | None, after: Rule | None) -> Iterator[Pair]:
    old, new = ((one or {}).get("notes", ()) for one in (before, after))
    shown: Rule = after or before or {}
    for notes in beside(old, new):
        expressions = [note["when"] for note in notes if note is not None]
        facts = states.closure(expressions)
        parts = [
            state.part(facts, requirements=[{"id": "", "met_when": _ALWAYS, "notes": list(some)}])
            for state, some in (
                (state, [{"id": note["id"], "when": note["when"]}] if note else [])
                for state, note in zip(states.both, notes, strict=True)
            )
        ]
        id_ = (notes[1] or notes[0])["id"]
        yield NotePair(
            "note", f"{shown['id']}/{id_}", shown["clause"], facts, parts[0], parts[1], expressions
        )


def _limit(limit: Rule) -> dict[str, Plain]:
    names = ("id", "clause", "clauses", "applies_when", "value")
    return {name: limit[name] for name in names if name in limit}


def _of_limits(limits: Iterable[Rule]) -> list[Plain]:
    found = [limit[name] for limit in limits for name in ("applies_when", "value") if name in limit]
    return found


def _limits_of(state: State) -> list[dict[str, Plain]]:
    amount = state.data["amount"]
    return [] if amount is None else [_limit(limit) for limit in amount["limits"]]


def _limits(states: States) -> Iterator[Pair]:
    for limits in beside(*map(_limits_of, states.both)):
        expressions = _of_limits(limit for limit in limits if limit is not None)
        facts = states.closure(expressions)
        parts = [
            None if limit is None else state.part(facts, amount={"currency": "", "limits": [limit]})
            for state, limit in zip(states.both, limits, strict=True)
        ]
        shown = limits[1] or limits[0]
        yield LimitPair(
            "limit", shown["id"], shown["clause"], facts, parts[0], parts[1], expressions
        )


def _amount(states: States) -> Iterator[Pair]:
    amounts = [state.data["amount"] for state in states.both]
    shown = amounts[1] or amounts[0]
    if shown is None:
        return
    asked = [amount["requested"] for amount in amounts if amount and "requested" in amount]
    limits = list(map(_limits_of, states.both))
    values = _of_limits([*limits[0], *limits[1]])
    facts = states.closure(values)
    parts = [
        amount and state.part(facts, amount={"currency": "", "limits": of})
        for state, amount, of in zip(states.both, amounts, limits, strict=True)
    ]
    yield CapPair("amount", "amount", shown["clause"], facts, parts[0], parts[1], values)
    if None in amounts:
        return
    if not too_many_limits(states):
        yield BindingPair("binding", "binding", shown["clause"], facts, parts[0], parts[1], values)
    if len({amount.get("requested") for amount in amounts if amount}) > 1:
        facts = states.closure([*values, *asked])
        parts = [
            state.part(facts, amount={"currency": "", "limits": of, **_named(amount, "requested")})
            for state, amount, of in zip(states.both, amounts, limits, strict=True)
        ]
        yield RequestedPair(
            "requested", "requested", shown["clause"], facts, parts[0], parts[1], [*values, *asked]
        )


def too_many_limits(states: States) -> bool:
    """Whether an amount has so many limits that those that bind are not compared."""
    limits = list(map(_limits_of, states.both))
    return limits[0] != limits[1] and max(map(len, limits)) > MOST_LIMITS


def _named(amount: Plain, name: str) -> dict[str, Plain]:
    return {name: amount[name]} if amount and name in amount else {}


def _shares(state: State) -> list[Plain]:
    """What, beside the most that can be granted, decides what is paid when."""
    shares = [(one["id"], one["percent"]) for one in state.data["instalments"]]
    return [shares, _named(state.data["amount"], "approved")]


def _instalments(states: States) -> Iterator[Pair]:
    """What follows from the amount alone is not told again; the amount is."""
    if _shares(states.before) == _shares(states.after):
        return
    approved = [_named(state.data["amount"], "approved") for state in states.both]
    limits = list(map(_limits_of, states.both))
    values = [*_of_limits([*limits[0], *limits[1]]), *(f for one in approved for f in one.values())]
    facts = states.closure(values)
    parts: list[Part] = []
    for state, of, named in zip(states.both, limits, approved, strict=True):
        amount = state.data["amount"] and {"currency": "", "limits": of, **named}
        shares = [{"id": i["id"], "percent": i["percent"]} for i in state.data["instalments"]]
        parts.append(state.part(facts, amount=amount, instalments=shares))
    for before, after in _listed(states, "instalments"):
        if before and after and before["percent"] == after["percent"]:
            yield InstalmentPair(
                "instalment", after["id"], after["clause"], facts, parts[0], parts[1], values
            )


def _deadlines(states: States) -> Iterator[Pair]:
    for before, after in _listed(states, "deadlines"):
        dates = [one["date"] for one in (before, after) if one is not None]
        facts = states.closure(dates)
        parts = [
            None
            if one is None
            else state.part(facts, deadlines=[{"id": one["id"], "date": one["date"]}])
            for state, one in zip(states.both, (before, after), strict=True)
        ]
        shown = after or before
        yield DeadlinePair(
            "deadline", shown["id"], shown["clause"], facts, parts[0], parts[1], dates
        )


def _office_days(states: States) -> Iterator[Pair]:
    """Where a last day is the same, the next working day need not be."""
    known = [_decisive_days(state.data.get("office_days")) for state in states.both]
    for before, after in _listed(states, "deadlines"):
        if not before or not after:
            continue
        facts = states.closure([before["date"], after["date"]])
        parts = [
            {
                **state.part(facts, deadlines=[_deadline(one)]),
                "office_days": days if one.get("office_day") else None,
            }
            for state, one, days in zip(states.both, (before, after), known, strict=True)
        ]
        id_, clause = after["id"], after["clause"]
        if parts[0]["office_days"] != parts[1]["office_days"]:
            dates = [before["date"], after["date"]]
            yield OfficeDayPair("office_day", id_, clause, facts, parts[0], parts[1], dates)


def _deadline(deadline: Rule) -> dict[str, Plain]:
    return {name: deadline[name] for name in ("id", "date", "office_day") if name in deadline}


def _decisive_days(days: Plain) -> dict[str, Plain] | None:
    names = ("first_year", "last_year", "holidays")
    return None if days is None else {name: days[name] for name in names}


def for_everybody(before: CalculatorData, after: CalculatorData) -> Iterator[Change]:
    """What differs whatever anybody answers."""
    for old, new in beside(before["requirements"], after["requirements"]):
        if old and new and old["stage"] != new["stage"]:
            yield _everybody("stage", new, old["stage"], new["stage"])
    for old, new in beside(before["questions"], after["questions"]):
        ways = ["not_needed" if one.get("optional") else "needed" for one in (old, new) if one]
        if len(set(ways)) > 1:
            yield _everybody("needed", new, *ways)
    amounts = before["amount"], after["amount"]
    if amounts[0] and amounts[1] and amounts[0]["currency"] != amounts[1]["currency"]:
        currencies = [amount["currency"] for amount in amounts if amount]
        yield _everybody("currency", {"id": "amount", **amounts[1]}, *currencies)
    for old, new in beside(before["instalments"], after["instalments"]):
        shares = ["absent" if one is None else one["percent"] for one in (old, new)]
        if shares[0] != shares[1]:
            yield _everybody("share", new or old, *shares)


def _everybody(kind: Kind, rule: Rule, before: Shown, after: Shown) -> Change:
    return Change(kind, rule["id"], rule["clause"], {}, before, after)
