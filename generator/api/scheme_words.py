"""What a label says of one scheme once it is filled in from the scheme's own data.

Pages, the component, its files and the search say the same.
"""

from __future__ import annotations

from .. import kinds
from ..content.catalogue import SchemeView
from ..labels import Label
from ..languages import LANGS, LANGUAGES, Lang
from ..models.base import Text
from ..models.calculator import ChoiceQuestion, Question
from ..models.grant import Limit
from ..models.operators import Condition, OneOf
from ..rules.ceilings import Ceiling
from ..rules.conditions import conditions
from ..rules.formulas import names_of
from ..text.dates import format_day
from ..text.inline import plain
from .page_table import Words


def aid(scheme: SchemeView) -> Words:
    """That a result is an aid, and which agency decides; on the amount where there is one."""
    form = scheme.catalogue.interface["aid" if scheme.calculator.amount else "aid_no_amount"]
    agency = scheme.catalogue.get(kinds.ORGANISATION, scheme.model.agency)
    name = agency.model.name
    return Words.of(**{lang: form[lang].replace("{agency}", plain(name[lang])) for lang in LANGS})


def payment(scheme: SchemeView) -> Text:
    """The heading over what is paid when: of one payment it says that."""
    label: Label = "paid_at_once" if len(scheme.calculator.instalments) == 1 else "instalments"
    return scheme.catalogue.interface[label]


def period(scheme: SchemeView, lang: Lang) -> str:
    """From when to when a version is in force, as far as its source tells."""
    first, last = scheme.first, scheme.last
    interface = scheme.catalogue.interface
    if first is None:
        text = interface["period_unknown"] if last is None else interface["period_to"]
    else:
        text = interface["period_from"] if last is None else interface["period_both"]
    words = text[lang]
    for name, day in (("{from}", first), ("{to}", last)):
        words = words.replace(name, "" if day is None else format_day(day, lang))
    return words


def answer_name(scheme: SchemeView, question: Question, answer: str) -> Text:
    """What an answer is called by itself: an option, or what is asked with yes or no."""
    if isinstance(question, ChoiceQuestion):
        return next(option.label for option in question.options if option.id == answer)
    t = scheme.catalogue.interface
    asked = {lang: names_of(scheme.calculator, lang, t.in_language(lang)) for lang in LANGS}
    return Words.of(
        **{
            lang: LANGUAGES[lang].labelled(
                asked[lang].questions[question.id], asked[lang].options[question.id][answer]
            )
            for lang in LANGS
        }
    )


def for_whom(scheme: SchemeView, row: Ceiling) -> Text | None:
    """For which answer, and on which condition, a limit comes to this; nothing where for all."""
    words = []
    if row.limit.applies_when is not None:
        words.append(_condition(scheme, row.limit.applies_when))
    if row.question is not None and row.answer is not None:
        words.append(answer_name(scheme, row.question, row.answer))
    joint = scheme.catalogue.interface["condition_and"]
    joined = {lang: joint[lang].join(name[lang] for name in words) for lang in LANGS}
    return Text.of(**joined) if words else None


def _condition(scheme: SchemeView, condition: Condition) -> Text:
    """A condition in words; one that asks for categories says what they are called."""
    t, calculator = scheme.catalogue.interface, scheme.calculator
    if isinstance(condition, OneOf) and condition.one_of.fact == calculator.category:
        question = next(q for q in calculator.questions if q.id == calculator.category)
        names = [answer_name(scheme, question, option) for option in condition.one_of.options]
        return Text.of(**{lang: LANGUAGES[lang].listed(n[lang] for n in names) for lang in LANGS})
    words = {lang: conditions(calculator, lang, t.in_language(lang)) for lang in LANGS}
    return Text.of(**{lang: words[lang](condition) for lang in LANGS})


def limit_name(scheme: SchemeView, limit: Limit) -> Text:
    """What a limit is called; of one that the rules give in principle, that they do."""
    if not limit.in_principle:
        return limit.label
    form = scheme.catalogue.interface["in_principle"]
    return Text.of(**{lang: form[lang].replace("{label}", limit.label[lang]) for lang in LANGS})
