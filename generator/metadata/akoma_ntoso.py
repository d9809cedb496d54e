"""Akoma Ntoso 3.0: a scheme's rules as the site restates them, for programs that read laws.

https://docs.oasis-open.org/legaldocml/akn-core/v1.0/. In: a version of a scheme. Out: one XML
document a language. The work is the rules, by their issuer; the expression is the site's, and not
authoritative. What the standard demands and the data do not tell has the standard's
own word for it: the country ``zz``, the day ``0001-01-01``.
"""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import partial

from .. import kinds
from ..content.catalogue import Entry, SchemeView
from ..languages import LANGS, LANGUAGES, SOURCE, Lang
from ..models.base import Text
from ..models.registry import Source
from ..models.scheme import Provision
from ..site.routes import address, page, path_of
from ..text import locators
from ..text.inline import plain

NAMESPACE = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
MEDIA_TYPE = "application/akn+xml"

_UNKNOWN_COUNTRY, _UNKNOWN_DAY = "zz", date.min
_LEVELS = ("point", "paragraph", "item", "subitem")
_OWN_ELEMENTS = {"point": "point", "paragraph": "paragraph"}
"""Levels of rules for which the standard has an element; others say what they are called."""
_SITE = "site"


def rules_file(scheme: str, lang: Lang) -> str:
    """The document of a scheme's rules in a language, by its name in the site."""
    return f"api/schemes/{scheme}/rules.{LANGUAGES[lang].tag}.akn.xml"


def rules_page(scheme: SchemeView, lang: Lang) -> str:
    """The page of a scheme's rules, relative to the site's root."""
    return page(f"{path_of(scheme.key)}rules/", lang)


def rules_iri(scheme: SchemeView, site_url: str) -> str:
    """What names a scheme's rules as such, whoever restates them in whatever language."""
    return f"{site_url}{rules_page(scheme, SOURCE)}#rules"


def sources_of(scheme: SchemeView) -> list[Entry[Source]]:
    """The documents that the rules restate, each once."""
    references = dict.fromkeys(source.document for source in scheme.model.sources)
    return [scheme.catalogue.get(kinds.SOURCE, id_) for id_ in references]


def rules_files(scheme: SchemeView, site_url: str) -> dict[str, str]:
    """The documents by their names, and their text; ``site_url`` ends with a slash."""
    return {rules_file(scheme.id, lang): _Writer(scheme, lang, site_url).text() for lang in LANGS}


@dataclass(frozen=True, slots=True)
class _Writer:
    """Writes a scheme's rules in one language."""

    scheme: SchemeView
    lang: Lang
    site_url: str

    def text(self) -> str:
        """The whole document."""
        root = ET.Element("akomaNtoso", xmlns=NAMESPACE)
        document = ET.SubElement(root, "doc", name="restatement", contains="singleVersion")
        self._meta(ET.SubElement(document, "meta"))
        preface = ET.SubElement(document, "preface")
        title = ET.SubElement(ET.SubElement(preface, "p"), "docTitle")
        title.text = self._say(self.scheme.model.title)
        self._paragraphs(preface, [self.scheme.catalogue.site.disclaimer])
        body = ET.SubElement(document, "mainBody")
        for point in self.scheme.points:
            self._clause(body, point)
        ET.indent(root, " ")
        return ET.tostring(root, encoding="unicode", xml_declaration=True) + "\n"

    # --- what it is ---------------------------------------------------------------------

    def _meta(self, meta: ET.Element) -> None:
        issuers = {
            f"issuer-{number}": source for number, source in enumerate(sources_of(self.scheme), 1)
        }
        restated = self.site_url + rules_page(self.scheme, self.lang)
        file = self.site_url + rules_file(self.scheme.id, self.lang)
        identification = ET.SubElement(meta, "identification", source=f"#{_SITE}")

        work = ET.SubElement(identification, "FRBRWork")
        days = [source.model.dated for source in issuers.values() if source.model.dated is not None]
        self._identified(
            work,
            rules_iri(self.scheme, self.site_url),
            min(days, default=self.scheme.first),
            "dated",
            issuers,
        )
        days_off = self.scheme.calculator.office_days
        country = _UNKNOWN_COUNTRY if days_off is None else days_off.country.lower()
        _value(work, "FRBRcountry", country)

        expression = ET.SubElement(identification, "FRBRExpression")
        self._identified(expression, restated, self.scheme.model.reviewed_on, "reviewed", [_SITE])
        _value(expression, "FRBRversionNumber", self.scheme.model.version)
        _value(expression, "FRBRauthoritative", "false")
        ET.SubElement(expression, "FRBRlanguage", language=LANGUAGES[self.lang].alpha3)
        if self.lang != SOURCE:
            original = self.site_url + rules_page(self.scheme, SOURCE)
            attributes = {"href": original, "by": f"#{_SITE}"}
            attributes["fromLanguage"] = LANGUAGES[SOURCE].alpha3
            ET.SubElement(expression, "FRBRtranslation", attributes)

        manifestation = ET.SubElement(identification, "FRBRManifestation")
        self._identified(manifestation, file, self.scheme.model.reviewed_on, "reviewed", [_SITE])
        _value(manifestation, "FRBRformat", MEDIA_TYPE)

        references = ET.SubElement(meta, "references", source=f"#{_SITE}")
        site = self.scheme.catalogue.site
        home = self.site_url + page("", self.lang)
        organisation = partial(ET.SubElement, references, "TLCOrganization")
        organisation(eId=_SITE, href=home, showAs=self._say(site.title))
        for id_, source in issuers.items():
            href = self.site_url + address(source.key, self.lang)
            organisation(eId=id_, href=href, showAs=self._say(source.model.issuer))

    def _identified(
        self, level: ET.Element, iri: str, day: date | None, name: str, authors: Iterable[str]
    ) -> None:
        _value(level, "FRBRthis", iri)
        _value(level, "FRBRuri", iri)
        known = day is not None
        day = day or _UNKNOWN_DAY
        ET.SubElement(level, "FRBRdate", date=day.isoformat(), name=name if known else "unknown")
        for author in authors:
            ET.SubElement(level, "FRBRauthor", href=f"#{author}")

    # --- what it says -------------------------------------------------------------------

    def _clause(self, parent: ET.Element, entry: Entry[Provision]) -> None:
        """A clause, and those below it."""
        locator, model = entry.key.name, entry.model
        numbers = locator.split(".")
        level = _LEVELS[len(numbers) - 1]
        id_ = "__".join(f"{of}_{number}" for of, number in zip(_LEVELS, numbers, strict=False))
        attributes = {"eId": id_} | ({} if level in _OWN_ELEMENTS else {"name": level})
        clause = ET.SubElement(parent, _OWN_ELEMENTS.get(level, "hcontainer"), attributes)
        ET.SubElement(clause, "num").text = locators.marker(locator, self.lang).strip()
        if model.heading is not None:
            ET.SubElement(clause, "heading").text = self._say(model.heading)
        below = [
            other
            for other in self.scheme.provisions
            if other.key.name.rpartition(".")[0] == locator
        ]
        if model.text is not None or not below:
            words = ET.SubElement(clause, "intro" if below else "content")
            self._paragraphs(words, [model.text or model.heading])
            if model.items:
                items = ET.SubElement(words, "ul")
                for item in model.items:
                    self._paragraphs(ET.SubElement(items, "li"), [item])
            self._paragraphs(words, model.details)
        for other in below:
            self._clause(clause, other)

    def _paragraphs(self, parent: ET.Element, texts: Iterable[Text | None]) -> None:
        for text in texts:
            if text is not None:
                ET.SubElement(parent, "p").text = self._say(text)

    def _say(self, text: Text) -> str:
        return plain(text[self.lang])


def _value(parent: ET.Element, name: str, value: str) -> None:
    ET.SubElement(parent, name, value=value)
