"""Publishing: the last good site stays until the next one is whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.publish import Staging


@pytest.fixture
def site(tmp_path: Path) -> Path:
    site = tmp_path / "site"
    (site / "people").mkdir(parents=True)
    (site / "index.html").write_text("old", "utf-8")
    (site / "people/index.html").write_text("old people", "utf-8")
    return site


def _names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_the_next_site_is_begun_beside_the_last_one(site: Path) -> None:
    staging = Staging(site)
    assert staging.folder.parent == site.parent
    assert staging.folder != site
    assert list(staging.folder.iterdir()) == []
    assert staging.folder.name.startswith(".")
    assert (site / "index.html").read_text("utf-8") == "old"


def test_swap_puts_the_new_site_in_place_and_leaves_nothing_behind(site: Path) -> None:
    staging = Staging(site)
    (staging.folder / "index.html").write_text("new", "utf-8")
    assert staging.swap() == site
    assert _names(site) == ["index.html"]
    assert (site / "index.html").read_text("utf-8") == "new"
    assert _names(site.parent) == ["site"]


def test_discard_leaves_the_old_site(site: Path) -> None:
    staging = Staging(site)
    (staging.folder / "index.html").write_text("half", "utf-8")
    staging.discard()
    staging.discard()  # a second time does no harm
    assert _names(site) == ["index.html", "people"]
    assert (site / "index.html").read_text("utf-8") == "old"
    assert _names(site.parent) == ["site"]


def test_the_first_site(tmp_path: Path) -> None:
    staging = Staging(tmp_path / "deep" / "site")
    (staging.folder / "index.html").write_text("new", "utf-8")
    staging.swap()
    assert (tmp_path / "deep/site/index.html").read_text("utf-8") == "new"
    assert _names(tmp_path / "deep") == ["site"]


def test_a_server_can_read_the_new_site(site: Path) -> None:
    staging = Staging(site)
    staging.swap()
    assert site.stat().st_mode & 0o777 == 0o755


def test_two_builds_do_not_share_a_folder(site: Path) -> None:
    assert Staging(site).folder != Staging(site).folder


def test_a_swap_that_cannot_be_made_keeps_the_old_site(site: Path) -> None:
    staging = Staging(site)
    staging.folder.rmdir()
    with pytest.raises(FileNotFoundError):
        staging.swap()
    assert (site / "index.html").read_text("utf-8") == "old"
    assert _names(site.parent) == ["site"]
