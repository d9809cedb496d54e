"""A site says of its scheme what the scheme's data say: no body, place, category, number or
currency of the real site stands on the pages or in the files of another.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from generator.content.catalogue import Catalogue
from generator.kinds import KINDS
from generator.languages import LANGS
from generator.models.base import Phrases, Text
from generator.models.calculator import ChoiceQuestion
from tests.conftest import ROOT, SINGLE, Once, Run, build_single, make_project, two_schemes

NUMERALS = {2: "兩二", 3: "三", 4: "四", 5: "五", 6: "六", 7: "七", 8: "八", 9: "九"}
NUMBERS = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
COUNTED = (
    "期份組篇項次",
    ["instalments", "payments", "documents", "categories", "reports", "visits"],
)
"""What can be counted of a scheme or a site, in each language."""
PUBLISHED = (".html", ".json", ".csv", ".xml")


def small(folder: Path) -> Path:
    """The small tree: two instalments, and no scheme but one of a small town."""
    data = two_schemes(folder)
    shutil.rmtree(data / "schemes/location-shooting")
    (data / "sources/location-rules.yml").unlink()
    return data


def alone(folder: Path) -> Path:
    """The scheme for shooting on location alone, which counts in another currency."""
    data = two_schemes(folder)
    shutil.rmtree(data / "schemes/grant")
    for file in data.rglob("*.yml"):
        text = file.read_text("utf-8")
        if "grant/" in text and file.name != "interface.yml":
            file.write_text(text.replace("grant/", "location-shooting/"), "utf-8")
    term = data / "glossary/grant.yml"
    unlinked = "unlinked: {zh: 沒有提到, en: Not named}\n"
    term.write_text(term.read_text("utf-8") + unlinked, "utf-8")
    return data


@pytest.fixture(scope="module", params=[small, alone, *SINGLE])
def project(request: pytest.FixtureRequest, once: Once, run: Run) -> Path:
    """A site of another scheme, built as a person builds it."""
    if request.param in SINGLE:
        return build_single(request.param, once, run)

    def build(folder: Path) -> None:
        root = make_project(request.param(folder))
        done = run("mkdocs", "build", "-q", "-d", root / "out", cwd=root)
        assert done.returncode == 0, done.stderr

    return once(f"own-data-{request.param.__name__}", build)


@pytest.fixture(scope="module")
def published(project: Path) -> dict[str, str]:
    """What is published from data, by the name of the file: no page that is written by hand."""
    out = project / "out"
    by_hand = {
        path.relative_to(ROOT / "docs").with_suffix("").as_posix().removesuffix("index").strip("/")
        for path in (ROOT / "docs").rglob("*.md")
    }
    found = {}
    for file in out.rglob("*"):
        name = file.relative_to(out)
        page = name.parent.as_posix() if name.name == "index.html" else ""
        # A schema is documentation of the form alone.
        schema = file.name.endswith(".schema.json")
        if file.suffix in PUBLISHED and page not in by_hand and not schema:
            found[name.as_posix()] = file.read_text("utf-8")
    return found


def words_of(texts: Iterable[Text | Phrases | str]) -> Iterator[str]:
    """Every wording, in either language."""
    for text in texts:
        if isinstance(text, str):
            yield text
            continue
        for lang in LANGS:
            words = getattr(text, lang)
            yield from (words,) if isinstance(words, str) else words


def names(catalogue: Catalogue) -> Iterator[str]:
    """What bodies, places, people and whoever's money it is are called."""
    for kind in ("organisation", "place", "person"):
        for entry in catalogue.all(KINDS[kind]):
            yield from words_of((entry.model.name, *entry.model.aliases))
    site = catalogue.site
    owners = (site.owners.national, site.owners.local)
    yield from words_of((site.title, site.short_title, site.description, *owners))


def rules(catalogue: Catalogue) -> Iterator[str]:
    """What the real schemes call themselves, their categories and their instalments."""
    for scheme in catalogue.schemes():
        calculator = scheme.calculator
        yield from words_of((scheme.model.title, scheme.model.short_title))
        for question in calculator.questions:
            if question.id == calculator.category and isinstance(question, ChoiceQuestion):
                yield from words_of(option.label for option in question.options)
        for part in calculator.instalments:
            yield from words_of((part.title, *filter(None, [part.asked_as])))


def counts(catalogue: Catalogue) -> Iterator[str]:
    """The numbers that are true of the real site, with what they count."""
    calculators = [scheme.calculator for scheme in catalogue.schemes()]
    numbers = {len(calculator.instalments) for calculator in calculators}
    numbers |= {len(catalogue.all(KINDS["source"])), len(catalogue.visits())}
    for number in numbers - {0, 1}:
        # One in digits is counted from the site's own data.
        yield from (a + b for a in NUMERALS[number] for b in COUNTED[0])
        yield from (f"{NUMBERS[number]} {counted}" for counted in COUNTED[1])


def currencies(catalogue: Catalogue, own: str) -> Iterator[str]:
    """What stands before a sum in the currencies of the real schemes that are not one's own."""
    for scheme in catalogue.schemes():
        amount = scheme.calculator.amount
        if amount is not None and f"currency: {amount.currency}" not in own:
            for end in ("", "_short"):
                form = catalogue.interface.root[f"currency_{amount.currency.lower()}{end}"]
                yield amount.currency
                yield from (form[lang].partition("{amount}")[0].strip() for lang in LANGS)


def pattern(words: str) -> str:
    """Finds words; of English ones whole words alone."""
    edge = r"\b" if words[0].isascii() and words[0].isalnum() else ""
    end = r"\b" if words[-1].isascii() and words[-1].isalnum() else ""
    return f"{edge}{re.escape(words)}{end}"


def test_no_page_and_no_file_holds_what_another_site_says(
    project: Path, published: dict[str, str], catalogue: Catalogue
) -> None:
    own = "\n".join(
        file.read_text("utf-8")
        for file in (project / "data").rglob("*.yml")
        if file.name != "interface.yml"
    )
    words = {*names(catalogue), *rules(catalogue), *currencies(catalogue, own), *counts(catalogue)}
    foreign = {word for word in words if word and not re.search(pattern(word), own)}
    assert len(foreign) > 400
    assert len(published) > 50
    every = "\n".join(published.values())
    suspects = [word for word in foreign if word in every]
    found = {
        (name, word)
        for name, text in published.items()
        for word in suspects
        if word in text and re.search(pattern(word), text)
    }
    assert found == set()
