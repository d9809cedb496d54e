"""The soak would notice: a file that is cut, missing or another's, and a page without its styles.

The soak itself is no part of the tests; ``make soak`` runs it.
"""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path
from random import Random

import pytest

from generator.api.by_hash import FOLDER as BY_HASH
from tests.soak.__main__ import SCENARIOS, shares
from tests.soak.company import neighbours
from tests.soak.compare import differences, mixture, prints
from tests.soak.damage import spoil
from tests.soak.ground import Broken, Ground
from tests.soak.states import BASE, Prepared, State

PAGE = '<link href="../assets/site.css" rel="stylesheet"><link rel="icon" href="../no.png">'
OTHER = "another"


def write(folder: Path, word: str) -> Path:
    """A site of three files; a word stands in two of them."""
    for name, text in (
        ("index.html", f"the home page {word}"),
        ("halls/index.html", f"{PAGE} {word}"),
        ("assets/site.css", "a sheet"),
    ):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    return folder


@pytest.fixture
def ground(tmp_path: Path) -> Ground:
    """A project that nobody builds; its site is that of the first of two states."""
    states = {}
    for name in (BASE, OTHER):
        site = write(tmp_path / "sites" / name, name)
        states[name] = State({"a.yml": name.encode()}, site, prints(site))
    project = tmp_path / "project"
    (project / "data").mkdir(parents=True)
    write(project / "site", BASE)
    return Ground(tmp_path / "ground", Prepared(project, states, 1.0), tmp_path / "failures")


def cut(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:-1])


def test_a_whole_site_is_one_of_those_it_may_be(ground: Ground) -> None:
    ground.look(OTHER, BASE)
    assert ground.standing == BASE
    write(ground.site, OTHER)
    ground.look(BASE, OTHER)
    assert ground.standing == OTHER


@pytest.mark.parametrize("name", ["index.html", "halls/index.html", "assets/site.css"])
def test_a_file_that_is_cut_or_missing_is_noticed(ground: Ground, name: str) -> None:
    cut(ground.site / name)
    with pytest.raises(Broken, match=f"{name}: differs"):
        ground.look(BASE, OTHER)
    (ground.site / name).unlink()
    with pytest.raises(Broken, match=f"{name}: missing") as told_of:
        ground.look(BASE, OTHER)
    left = Path(str(told_of.value).rpartition(": ")[2])
    assert sorted(prints(left / "site")) == sorted({*prints(ground.site)})


def test_half_of_one_site_and_half_of_another_is_noticed(ground: Ground) -> None:
    (ground.site / "index.html").write_text(f"the home page {OTHER}", "utf-8")
    with pytest.raises(Broken, match=r"index\.html: differs"):
        ground.look(BASE, OTHER)
    ground.wanted = OTHER
    ground.look_at_mixture()  # where files take their places one by one, it may be so


@pytest.mark.parametrize("name", ["index.html", "assets/site.css"])
def test_a_mixture_of_files_that_are_not_whole_is_noticed(ground: Ground, name: str) -> None:
    old, new = (ground.states[state].prints for state in (BASE, OTHER))
    assert mixture(ground.site, old, new) == []
    cut(ground.site / name)
    assert mixture(ground.site, old, new) == [f"{name}: neither the old one nor the new one"]
    (ground.site / name).unlink()
    assert f"{name}: missing" in mixture(ground.site, old, new)


def test_a_page_without_its_styles_is_noticed(ground: Ground) -> None:
    (ground.site / "assets/site.css").unlink()
    wrong = mixture(ground.site, {}, prints(ground.site))
    assert wrong == ["halls/index.html: loads assets/site.css, which is missing"]


def test_files_by_hash_stay_and_others_are_noticed(ground: Ground) -> None:
    address = f"{BY_HASH}/{sha256(b'rules').hexdigest()}/rules.json"
    (ground.site / address).parent.mkdir(parents=True)
    (ground.site / address).write_bytes(b"rules")
    ground.look(BASE)
    cut(ground.site / address)
    wanted = ground.states[BASE].prints
    assert differences(prints(ground.site), wanted) == [f"{address}: not of this site"]


def test_what_is_damaged_is_noticed(ground: Ground) -> None:
    before = prints(ground.site)
    ways = {spoil(write(ground.site, BASE), Random(seed)) for seed in range(40)}
    assert ways == {"truncate", "zero", "flip", "swap", "take away"}
    write(ground.site, BASE)
    for seed in range(40):
        if spoil(ground.site, Random(seed)) in ("zero", "flip", "take away"):
            assert differences(prints(ground.site), before) != []
        write(ground.site, BASE)


def test_states_with_one_file_between_them_areneighbours(ground: Ground) -> None:
    """Only such may be edited while a build runs: the site is that of one of the two."""
    assert neighbours(ground) == [("a.yml", OTHER)]
    ground.wanted = OTHER
    assert neighbours(ground) == [("a.yml", BASE)]


def test_every_scenario_has_its_share() -> None:
    assert set(shares(1).values()) == {1}
    assert sum(shares(200).values()) == 200
    assert len({scenario.name for scenario in SCENARIOS}) == len(SCENARIOS)
