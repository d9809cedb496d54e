"""The site's data as a catalogue: DCAT for harvesters, a Dataset of schema.org for searches.

https://www.w3.org/TR/vocab-dcat-3/. In: the catalogue of records, and the tables of pages. Out:
``api/catalog.jsonld``, in which each scheme, visit, policy, list and table is a dataset, and a
node for the JSON-LD of the page on the data. Days and names are those of the records.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from .. import kinds
from ..api.export import LEDGER, QUESTIONS
from ..api.page_table import PageTable
from ..api.table_files import SCHEMA as TABLE_SCHEMA
from ..api.table_files import csv_file, json_file
from ..content.catalogue import Catalogue, SchemeView
from ..content.extent import has_page
from ..languages import LANGS, LANGUAGES, SOURCE, Lang
from ..models.base import Text
from ..site.routes import address, page
from ..text.inline import plain
from ..text.json_text import compact
from .akoma_ntoso import MEDIA_TYPE, rules_file

FILE = "api/catalog.jsonld"
DATA_PAGE = "data/"
"""The page on the data."""
_LICENCE = "about/#licence"
"""Where the site says on which terms its texts may be used."""
_INDEX = "api/index.json"

_JSON, _CSV = "application/json", "text/csv"
_CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
_LANGUAGE = "http://publications.europa.eu/resource/authority/language/"
_MEDIA = "https://www.iana.org/assignments/media-types/"

Node = dict[str, object]


def data_catalogue(catalogue: Catalogue, tables: Iterable[PageTable], site_url: str) -> str:
    """The catalogue as JSON-LD; ``site_url`` ends with a slash."""
    return compact(_Writer(catalogue, site_url).catalogue_of(tables)) + "\n"


def dataset(catalogue: Catalogue, title: str, lang: Lang, site_url: str) -> Node:
    """The data as a whole, in the words of schema.org; ``title`` is that of the page on them."""
    site = catalogue.site
    return {
        "@type": "Dataset",
        "@id": f"{site_url}{FILE}",
        "name": f"{site.title[lang]} - {title}",
        "description": plain(site.description[lang]),
        "url": site_url + page(DATA_PAGE, lang),
        "inLanguage": [LANGUAGES[one].tag for one in LANGS],
        "isAccessibleForFree": True,
        "license": site_url + page(_LICENCE, lang),
        "dateModified": _latest(catalogue).isoformat(),
        "publisher": {"@type": "Organization", "name": site.title[lang], "url": site_url},
        "distribution": {
            "@type": "DataDownload",
            "contentUrl": site_url + _INDEX,
            "encodingFormat": _JSON,
        },
    }


def _latest(catalogue: Catalogue) -> date:
    return catalogue.changes.newest_first()[0].date


class _Writer:
    def __init__(self, catalogue: Catalogue, site_url: str) -> None:
        self._catalogue, self._url = catalogue, site_url

    def catalogue_of(self, tables: Iterable[PageTable]) -> Node:
        """The whole catalogue."""
        site = self._catalogue.site
        return {
            "@context": _CONTEXT,
            "@id": f"{self._url}{FILE}",
            "@type": "dcat:Catalog",
            "dct:title": _in_both(site.title),
            "dct:description": _in_both(site.description),
            "dct:publisher": {
                "@id": self._url,
                "@type": "foaf:Agent",
                "foaf:name": _in_both(site.title),
            },
            "dct:language": _languages(*LANGS),
            "dct:modified": _day(_latest(self._catalogue)),
            "dct:license": {"@id": self._url + _LICENCE, "@type": "dct:LicenseDocument"},
            "foaf:homepage": {"@id": self._url, "@type": "foaf:Document"},
            "dcat:dataset": [*self._records(), *self._lists(), *map(self._table, tables)],
        }

    def _records(self) -> Iterator[Node]:
        for scheme in self._catalogue.versions():
            yield self._scheme(scheme)
        for visit in self._catalogue.visits():
            about = (visit.model.title, visit.model.summary[0], address(visit.key, SOURCE))
            yield self._one_file(
                f"api/visits/{visit.id}.json", "api/visits/visit.schema.json", about
            )
        for policy in self._catalogue.all(kinds.POLICY):
            name = f"api/policies/{policy.key.id}.json"
            about = (policy.title, policy.model.summary, address(policy.key, SOURCE))
            yield self._one_file(name, "api/policies/policy.schema.json", about)

    def _lists(self) -> Iterator[Node]:
        t = self._catalogue.interface
        for name, path, about in (
            (LEDGER, "recommendations", (t["recommendations"], t["ledger_introduction"])),
            (QUESTIONS, "questions", (t["questions"], t["questions_introduction"])),
        ):
            landing = f"{path}/" if has_page(self._catalogue, path) else None
            yield self._one_file(name, name.replace(".json", ".schema.json"), (*about, landing))

    def _scheme(self, scheme: SchemeView) -> Node:
        name, model = f"api/schemes/{scheme.id}.json", scheme.model
        data = self._file(name, _JSON, LANGS, "api/schemes/scheme.schema.json")
        rules = [self._file(rules_file(scheme.id, lang), MEDIA_TYPE, (lang,)) for lang in LANGS]
        about = (model.title, model.summary, address(scheme.key, SOURCE))
        node = self._dataset(name, about, [data, *rules])
        node["dcat:version"] = model.version
        period = {"dcat:startDate": scheme.first, "dcat:endDate": scheme.last}
        days = {end: _day(day) for end, day in period.items() if day is not None}
        if days:
            node["dct:temporal"] = {"@type": "dct:PeriodOfTime", **days}
        return node

    def _table(self, table: PageTable) -> Node:
        files = [
            self._file(json_file(table.name), _JSON, LANGS, TABLE_SCHEMA),
            *(self._file(csv_file(table.name, lang), _CSV, (lang,)) for lang in LANGS),
        ]
        return self._dataset(json_file(table.name), (table.title, table.title, None), files)

    def _one_file(self, name: str, schema: str, about: tuple[Text, Text, str | None]) -> Node:
        return self._dataset(name, about, [self._file(name, _JSON, LANGS, schema)])

    def _dataset(
        self, name: str, about: tuple[Text, Text, str | None], files: Iterable[Node]
    ) -> Node:
        """A dataset by its file: its title, what it is, its page, and how it can be had."""
        title, description, landing = about
        node: Node = {
            "@id": f"{self._url}{name}#dataset",
            "@type": "dcat:Dataset",
            "dct:title": _in_both(title),
            "dct:description": _in_both(description),
            "dct:language": _languages(*LANGS),
            "dcat:distribution": list(files),
        }
        if landing is not None:
            node["dcat:landingPage"] = {"@id": self._url + landing, "@type": "foaf:Document"}
        return node

    def _file(self, name: str, media: str, langs: Iterable[Lang], schema: str = "") -> Node:
        node: Node = {
            "@id": self._url + name,
            "@type": "dcat:Distribution",
            "dcat:accessURL": {"@id": self._url + name},
            "dcat:downloadURL": {"@id": self._url + name},
            "dcat:mediaType": {"@id": _MEDIA + media, "@type": "dct:MediaType"},
            "dct:language": _languages(*langs),
        }
        if schema:
            node["dct:conformsTo"] = {"@id": self._url + schema, "@type": "dct:Standard"}
        return node


def _in_both(text: Text) -> list[Node]:
    return [{"@language": LANGUAGES[lang].tag, "@value": plain(text[lang])} for lang in LANGS]


def _languages(*langs: Lang) -> list[Node]:
    return [{"@id": _LANGUAGE + LANGUAGES[lang].alpha3.upper()} for lang in langs]


def _day(day: date) -> Node:
    return {"@type": "xsd:date", "@value": day.isoformat()}
