"""A local server of its own for tests, with its own certificate, and the node side that talks to it.

Where node, npm or Chromium is missing, a test is skipped with the reason; on CI (``CI=true``) it fails.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import ssl
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPSConnection
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[1]
NODE_SIDE = ROOT / "tests" / "web"
_START = """
import sys
from pathlib import Path
from udfs.web.certificate import certificate_files, make_authority
from udfs.web.serving import serve
make_authority(certificate_files())
serve(0, Path(sys.argv[1]) if sys.argv[1] else None)
"""


@dataclass(frozen=True)
class Server:
    """A running server: its port and code, its process, and the authority that vouches for it."""

    port: int
    token: str
    process: subprocess.Popen[str]
    authority: Path

    def post(self, path: str, body: object, **headers: str) -> tuple[int, Any]:
        """Status and JSON of a post with the code, over TLS verified against the authority."""
        trusting = ssl.create_default_context(cafile=str(self.authority))
        connection = HTTPSConnection("localhost", self.port, context=trusting, timeout=30)
        sent = body if isinstance(body, bytes) else json.dumps(body).encode()
        connection.request("POST", path, sent, {"X-Neiqin-Token": self.token, **headers})
        reply = connection.getresponse()
        return reply.status, json.loads(reply.read())


@contextmanager
def running_server(folder: Path, ledger: str = "", start: str = _START) -> Iterator[Server]:
    """Start a server whose certificate is kept in ``folder``, and end it."""
    homes = {"XDG_DATA_HOME": str(folder), "LOCALAPPDATA": str(folder), "HOME": str(folder)}
    command = [sys.executable, "-c", start, ledger]
    with subprocess.Popen(
        command, cwd=ROOT, env={**os.environ, **homes}, stdout=subprocess.PIPE, text=True, encoding="utf-8"
    ) as process:
        try:
            assert process.stdout
            said = [process.stdout.readline() for _ in range(4)]
            found = re.search(r"https://localhost:(\d+)/taskpane.html#token=(\S+)", "".join(said))
            assert found, said
            yield Server(int(found[1]), found[2], process, next(folder.rglob("neiqin-ca.crt")))
        finally:
            process.terminate()


def ask_node(script: str, asked: dict[str, Any]) -> Any:
    """Run a script of ``tests/web`` with ``asked`` on its input; its output is JSON."""
    require("node", "npm")
    if not (NODE_SIDE / "node_modules").is_dir():
        installed = subprocess.run(
            ["npm", "ci", "--no-audit", "--no-fund"], cwd=NODE_SIDE, capture_output=True, text=True
        )
        if installed.returncode:
            _missing(f"npm packages: {installed.stderr[-300:]}")
    ran = subprocess.run(
        ["node", script], cwd=NODE_SIDE, input=json.dumps(asked), capture_output=True, text=True, timeout=60
    )
    assert ran.returncode == 0, ran.stderr[-3000:]
    return json.loads(ran.stdout)


def chromium() -> str:
    """The browser's program."""
    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    return found or _missing("chromium")


def require(*programs: str) -> None:
    """Skip (or on CI fail) without these programs."""
    for program in programs:
        if not shutil.which(program):
            _missing(program)


def _missing(what: str) -> Any:
    if os.environ.get("CI") == "true":
        pytest.fail(f"CI needs {what}")
    return pytest.skip(f"needs {what}")
