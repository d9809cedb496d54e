"""What a build is asked for: the address of the site, and in what way it is to be built."""

from __future__ import annotations

import re
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from generator.diagnostics.errors import GeneratorError
from generator.mkdocs_adapter.settings import public_address
from tests.conftest import Run

ADDRESSES = {
    "https://example.org/": "https://example.org/",
    "https://example.org": "https://example.org/",
    "http://example.org:8080/a/b": "http://example.org:8080/a/b/",
    " https://example.org/ /": "https://example.org/",  # as MkDocs leaves one with blanks
    "HTTPS://Example.ORG/A/": "https://example.org/A/",
    "https://example.org/臺中/": "https://example.org/%E8%87%BA%E4%B8%AD/",
    "https://example.org/%E8%87%BA/": "https://example.org/%E8%87%BA/",
    "https://臺中.example/": "https://xn--fiqt67j.example/",
    "https://192.0.2.1/": "https://192.0.2.1/",
    "https://[2001:db8::1]:443/": "https://[2001:db8::1]:443/",
    "https://example.org/~me/a-b_c.d/": "https://example.org/~me/a-b_c.d/",
}

NONE = [
    *("ftp://example.org/", "file:///srv/", "//example.org/", "example.org", "https:///a/"),
    *("https://example.org/?lang=en/", "https://example.org/#top/", "https://me:word@example.org/"),
    *('https://example.org/a"b/', "https://example.org/a'b/", "https://example.org/a b/"),
    *("https://example.org/<b>/", "https://example.org/a\\b/", "https://example.org/\x1b[31m/"),
    *("https://example.org/%zz/", "https://example.org//a/", "https://example.org/../a/"),
    *("https://example.org:port/", "https://example.org:99999/", "https://[::1/"),
    *("https://a..example/", "https://exa mple.org/", f"https://{'a' * 70}.example/"),
]


@pytest.mark.parametrize("given", ADDRESSES)
def test_an_address_is_as_links_have_it(given: str) -> None:
    assert public_address(given) == ADDRESSES[given]
    assert public_address(ADDRESSES[given]) == ADDRESSES[given]


@pytest.mark.parametrize("given", NONE)
def test_what_is_no_address_of_a_site_is_refused(given: str) -> None:
    with pytest.raises(GeneratorError, match="SITE_URL") as caught:
        public_address(given)
    assert str(caught.value).isprintable()


@pytest.mark.parametrize("given", ["", " ", "/"])
def test_an_empty_address_is_refused(given: str) -> None:
    with pytest.raises(GeneratorError, match="SITE_URL"):
        public_address(given)


@pytest.mark.parametrize(
    ("variables", "arguments", "words"),
    [
        ({"SITE_URL": ""}, (), "SITE_URL is empty"),
        ({"SITE_URL": "https://example.org/?a"}, (), "cannot be the address of a site"),
        ({}, ("--no-directory-urls",), "The addresses of this site are folders"),
    ],
)
def test_a_build_that_is_asked_for_what_cannot_be_says_so(
    small_project: Path,
    run: Run,
    monkeypatch: pytest.MonkeyPatch,
    variables: dict[str, str],
    arguments: tuple[str, ...],
    words: str,
) -> None:
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    done = run("mkdocs", "build", "-q", *arguments, cwd=small_project)
    assert done.returncode == 1
    assert words in done.stderr
    assert len(done.stderr.strip().splitlines()) <= 3, done.stderr
    assert not (small_project / "site").exists()
    assert not (small_project / ".site-build").exists()


def test_every_address_of_a_site_below_a_path_is_encoded(
    small_project: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SITE_URL", "https://example.org/臺中")
    done = run("mkdocs", "build", "-q", cwd=small_project)
    assert (done.returncode, done.stderr) == (0, "")
    for path in (small_project / "site").rglob("*"):
        if path.suffix in (".html", ".xml", ".json", ".txt") and path.name != "llms-full.txt":
            text = path.read_text("utf-8")
            assert not re.search(r"example\.org/[^\x00-\x7f]", text), path
    sitemap = (small_project / "site/sitemap.xml").read_text("utf-8")
    assert "<loc>https://example.org/%E8%87%BA%E4%B8%AD/en/</loc>" in sitemap


# As mike does, which publishes what it finds in the folder that the configuration names.
_OTHER_PROGRAM = """
from mkdocs.commands.build import build
from mkdocs.config import load_config
config = load_config(site_dir="their-folder")
config.plugins.on_startup(command="mike", dirty=False)
build(config)
assert config.site_dir.endswith("their-folder"), config.site_dir
"""


def test_another_program_finds_the_site_where_it_has_asked_for_it(small_project: Path) -> None:
    subprocess.run([sys.executable, "-c", _OTHER_PROGRAM], cwd=small_project, check=True)
    assert (small_project / "their-folder/en/index.html").is_file()
    assert not list(small_project.glob(".their*"))


def test_a_taken_port_is_told_before_anything_is_built(
    small_project: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    (small_project / "data/site.yml").unlink()  # of which a build would tell
    with socket.create_server(("127.0.0.1", 0)) as taken:
        address = "127.0.0.1:{1}".format(*taken.getsockname())
        done = run("mkdocs", "serve", "-q", "-a", address, cwd=small_project)
    assert done.returncode == 1
    assert f"{address} cannot be used" in done.stderr
    assert "make serve PORT=8001" in done.stderr
    assert "site.yml" not in done.stderr
