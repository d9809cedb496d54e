"""An nginx that serves a built site by ``deploy/nginx.conf``; finds one, or installs it.

Run as a program it installs Debian's package where there is no nginx and it may, and says
clearly where it cannot.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.browser import apt

ROOT = Path(__file__).parent.parent.parent

_MAIN = """\
daemon off;
{user}
worker_processes 1;
pid {folder}/pid;
error_log {folder}/error.log;
events {{ }}
http {{
    include {mime_types};
    default_type application/octet-stream;
    access_log off;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include {folder}/site.conf;
}}
"""


def find_nginx() -> str | None:
    """The path of nginx on this machine; Debian keeps it where only root looks."""
    return shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin")


def has_ipv6() -> bool:
    """Whether this machine has its own address in IPv6, as some containers do not."""
    try:
        with socket.create_server(("::1", 0), family=socket.AF_INET6):
            return True
    except OSError:
        return False


@contextmanager
def serving(site: Path, folder: Path, base: str = "") -> Iterator[str]:
    """Serves ``site`` on a free loopback port, with its files in ``folder``; gives the address.

    With ``base``, ``site`` is a folder in which this path leads to the site.
    """
    nginx = find_nginx()
    if nginx is None:
        raise FileNotFoundError("no nginx on this machine: python -m tests.browser.nginx")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    config = (ROOT / "deploy/nginx.conf").read_text("utf-8")
    for theirs, ours in (
        ("listen 80;", f"listen 127.0.0.1:{port};"),
        ("listen [::]:80;", f"listen [::1]:{port};" if has_ipv6() else ""),
        ('default  "";    # SET', f'default  "{base}";    #'),
        ("/srv/screen-policy/site", str(site)),
        ("/etc/nginx/screen-policy-scripts.conf", f"{site}{base}/inline-scripts.conf"),
    ):
        assert config.count(f" {theirs}") == 1 + (theirs.startswith("/etc")), theirs
        config = config.replace(theirs, ours)
    (folder / "site.conf").write_text(config, "utf-8")
    (folder / "nginx.conf").write_text(
        _MAIN.format(
            folder=folder,
            user="user root;" if os.geteuid() == 0 else "",
            mime_types=_mime_types(nginx),
        ),
        "utf-8",
    )
    server = subprocess.Popen([nginx, "-p", folder, "-c", folder / "nginx.conf"])
    try:
        _wait(server, port)
        yield f"http://127.0.0.1:{port}{base}/"
    finally:
        server.terminate()
        server.wait()


def _mime_types(nginx: str) -> Path:
    words = subprocess.run([nginx, "-V"], capture_output=True, text=True, check=True).stderr
    (config,) = (part for part in words.split() if part.startswith("--conf-path="))
    return Path(config.removeprefix("--conf-path=")).with_name("mime.types")


def _wait(server: subprocess.Popen[bytes], port: int) -> None:
    end = time.monotonic() + 10
    while server.poll() is None and time.monotonic() < end:
        with socket.socket() as asked:
            if asked.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.02)
    raise RuntimeError("nginx does not answer")


def main() -> int:
    if find_nginx() is None and apt.may_install():
        # The tests start a server of their own; the package must not start one.
        apt.install("--no-install-recommends", "nginx", env={"RUNLEVEL": "1"})
    nginx = find_nginx()
    if nginx is None:
        print(
            "The tests of deploy/nginx.conf need nginx, and it could not be installed. Install"
            " it by hand (for example: sudo apt install nginx) and run make test again.",
            file=sys.stderr,
        )
        return 1
    print(f"nginx for the tests: {nginx}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
