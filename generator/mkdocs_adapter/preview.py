"""Preview: what ``mkdocs serve`` shows after a save, page by page; part of the adapter.

A full build takes seconds. After an edit of the data or of a hand-written page only the
records are read and checked anew, and each page is made when a browser asks for it, by the
same functions of MkDocs as in a full build. What is wrong is shown above the last good page.

The search index, the sitemap and the page 404 stay those of the last full build, which an
edit of the configuration, a template or a program file starts.
"""

from __future__ import annotations

import logging
import re
import shutil
import socket
from collections.abc import Callable, Iterable, Mapping, Set
from functools import partial
from html import escape
from pathlib import Path
from threading import RLock
from urllib.parse import unquote
from wsgiref.types import StartResponse, WSGIEnvironment

from jinja2 import Environment
from mkdocs.commands.build import _build_page, _populate_page
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException, PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.structure.files import File, Files, get_files, set_exclusions
from mkdocs.structure.nav import get_navigation
from mkdocs.structure.pages import Page

from ..diagnostics.errors import DataError, explained
from ..diagnostics.messages import phrase
from ..output.staging import write_files
from .making import Making
from .requests import refusal
from .watching import Watcher

POLLING = 0.2
"""Seconds between two looks at the watched files; MkDocs takes half a second."""
SETTLING = 0.05
"""Seconds without a further change until a rebuild begins."""

log = logging.getLogger("mkdocs.plugins.screen-policy")

Headers = list[tuple[str, str]]
Application = Callable[[WSGIEnvironment, StartResponse], Iterable[bytes]]

_BODY = re.compile(rb"<body[^>]*>")
_PANEL = """<section role="alert" style="position:fixed;inset:auto 0 0;max-height:70vh;\
overflow:auto;z-index:9999;padding:16px;background:#fff;color:#111;border-top:8px solid #b00020;\
font:16px/1.5 sans-serif">
<strong>有錯，這裡仍是上一次的頁面　There is a mistake; this is still the last good page</strong>
<pre style="white-space:pre-wrap;font:14px/1.5 monospace">{}</pre></section>"""


class Preview:
    """The site as it is being edited. Requests and rebuilds take turns."""

    def __init__(
        self, published: Callable[[], Mapping[str, str]], making: Callable[[], Making]
    ) -> None:
        """``published`` gives the files beside the pages, and ``making`` what makes generated
        ones, once the pages are known.
        """
        self._published, self._making = published, making
        self._turn = RLock()
        self._changes = 0
        self._error = ""
        self._cause: Exception | None = None
        self._warned: list[str] = []
        self._stale: dict[str, File | None] = {}
        """What has to be made before it is shown, by its name in the site; None if generated."""
        self._names: Set[str] = frozenset()
        self._form = ""
        self._editor: Application | None = None

    def edit_with(self, address: str, editor: Application) -> None:
        """Let the form of staff answer what is asked below its ``address``."""
        self._form, self._editor = address, editor

    def warn(self, found: Iterable[DataError]) -> None:
        """Tell in the console of warnings that the last build did not have."""
        warned = list(map(str, found))
        for words in warned:
            if words not in self._warned:
                log.info(words)
        self._warned = warned

    # --- full builds ------------------------------------------------------------------

    def begin(self, config: MkDocsConfig) -> None:
        """Let a full build write into a folder of its own: it may fail.

        Raises:
            PluginError: before the first one, where another program has the preview's address.
        """
        if not self._changes:
            _bind(partial(_try, config.dev_addr), str(config.dev_addr))
        self._next = Path(config.site_dir) / str(self._changes)
        config.site_dir = str(self._next)

    def hold(self, env: Environment, config: MkDocsConfig, files: Files) -> None:
        """Keep what pages are made with."""
        self._env, self._config = env, config
        self._built = self._all(files).keys()

    def failed(self, error: Exception) -> None:
        """Keep what a full build failed of, of which MkDocs tells its caller nothing."""
        self._cause = error

    def attach(
        self, server: LiveReloadServer, config: MkDocsConfig, builder: Callable[[], None]
    ) -> None:
        """Take over the server's rebuilds and answers, once the first full build stands."""
        self._server, self._full_build = server, builder
        server.builder = self.rebuild
        server.mount_path = unquote(server.mount_path)  # what is asked for comes decoded, too
        server.set_app(self.answer)
        server.error_handler = self._error_page
        server.build_delay = SETTLING
        bind = partial(_bind, server.server_bind, str(config.dev_addr))
        server.server_bind = bind  # type: ignore[method-assign]
        watched = [config.docs_dir, str(config.config_file_path)]
        for path in watched:
            server.unwatch(path)
        server.observer = Watcher(POLLING)
        for path in watched:
            server.watch(path)
        self._settle()

    def rebuild(self) -> None:
        """After a change: take it over, or keep the last good pages and say what is wrong."""
        with self._turn:
            self._changes += 1
            try:
                if _program(self._config) == self._program:
                    self._take_over()
                else:
                    self._cause = None
                    self._full_build()
                    self._settle()
            except Exception as error:  # whatever an edit breaks must not end the server
                self._fail(self._cause or error, None)
            else:
                self._error = ""
            self._cause = None

    def _settle(self) -> None:
        """The full build has ended well: show it."""
        old, self._folder = Path(self._server.root), self._next
        self._server.root = str(self._folder)
        if old != self._folder.parent:
            shutil.rmtree(old)
        self._program = _program(self._config)
        self._names, self._stale = self._built, {}

    # --- what an edit changes ------------------------------------------------------------

    def _take_over(self) -> None:
        """Read what has changed; every page is stale then. As in MkDocs' own build."""
        config = self._config
        files = get_files(config)
        files.add_files_from_theme(self._env, config)
        files = config.plugins.on_files(files, config=config)
        set_exclusions(files, config)
        nav = config.plugins.on_nav(get_navigation(files, config), config=config, files=files)
        self._files, self._nav = files, nav
        stale = self._all(files)
        for name in self._names - stale.keys():
            (self._folder / name).unlink(missing_ok=True)
        self._names = stale.keys()
        write_files(self._published(), self._folder)
        self._stale = stale

    def _all(self, files: Files) -> dict[str, File | None]:
        """The files of all pages in the site; what a hand-written one is made of."""
        written = {file.dest_uri: file for file in files.documentation_pages()}
        return dict.fromkeys(self._making().files) | written

    def _make(self, name: str) -> None:
        if name not in self._stale:
            return
        file = self._stale.pop(name)
        if file is None:
            try:
                self._making().make_file(name)
            except Exception as error:  # a template that this page alone goes through
                self._fail(error, None)
            return
        page = file.page or Page(None, file, self._config)
        try:
            _populate_page(page, self._config, self._files)
            pages = self._files.documentation_pages()
            _build_page(page, self._config, pages, self._nav, self._env)
        except Exception as error:
            self._fail(error, f"docs/{file.src_uri}")

    def _fail(self, error: Exception, file: str | None) -> None:
        shown = error if isinstance(error, MkDocsException) else explained(error, file)
        self._error = str(shown).strip()
        log.error(self._error)

    # --- answers ---------------------------------------------------------------------------

    def answer(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """What MkDocs' server answers, made first where it is stale, with what is wrong on it."""
        refused = refusal(environ, start_response, self._config.dev_addr.host)
        if refused is not None:
            return refused
        path = environ["PATH_INFO"].encode("latin-1").decode("utf-8", "ignore")
        if path.startswith("/livereload/"):
            return self._server.serve_request(environ, start_response)
        if self._editor is not None and path.startswith(self._form):
            return self._editor(environ, start_response)
        name = path.removeprefix(self._server.mount_path)
        while True:
            with self._turn:
                changes = self._changes
                self._make(name + "index.html" * (not name or name.endswith("/")))
            status, headers, body = self._ask(environ)
            if changes == self._changes:  # else it has waited for a rebuild: make it anew
                break
        if self._error and dict(headers).get("Content-Type") == "text/html":
            html = _BODY.sub(lambda tag: tag[0] + self._panel(), b"".join(body), count=1)
            headers = [("Content-Type", "text/html"), ("Content-Length", str(len(html)))]
            body = [html]
        start_response(status, headers)
        return body

    def _ask(self, environ: WSGIEnvironment) -> tuple[str, Headers, Iterable[bytes]]:
        replies: list[tuple[str, Headers]] = []

        def start_response(status: str, headers: Headers) -> None:
            """Take what the server would send before the body."""
            replies.append((status, headers))

        body = self._server.serve_request(environ, start_response)
        return *replies[-1], body

    def _panel(self) -> bytes:
        return _PANEL.format(escape(self._error)).encode()

    def _error_page(self, code: int) -> bytes | None:
        page = self._folder / f"{code}.html"
        return page.read_bytes() if page.is_file() else None


def _try(address: tuple[str, int]) -> None:
    """Take an address, as the server will, and leave it.

    Raises:
        OSError: where another program has it.
    """
    family, kind, _, _, found = socket.getaddrinfo(*address, type=socket.SOCK_STREAM)[0]
    with socket.socket(family, kind) as tried:
        tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        tried.bind(found)


def _bind(bind: Callable[[], None], address: str) -> None:
    """Take the address of the preview.

    Raises:
        PluginError: where another program has it.
    """
    try:
        bind()
    except OSError as error:
        raise PluginError(phrase("port_taken", address=address, reason=str(error))) from None


def _program(config: MkDocsConfig) -> dict[Path, int]:
    """When the configuration and each file of the program were last changed, by its path."""
    program = Path(__file__).parent.parent
    files = [path for path in program.rglob("*") if path.suffix not in ("", ".pyc")]
    return {path: path.stat().st_mtime_ns for path in (Path(config.config_file_path), *files)}
