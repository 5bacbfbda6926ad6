"""Who may talk to the local server: this machine's own page with the token of this start, and nobody else.

A page on the internet can send requests to localhost from a visitor's browser, and a name it owns can be made to
resolve to 127.0.0.1 (DNS rebinding). So the Host must be ours, the Origin must be our own page, and every call needs a
token that only the person who started the server has. Other programs' pages get no CORS permission; the one exception
is the list of functions, which Excel on the web itself fetches and which holds nothing secret.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Application = Callable[[Message, Receive, Send], Awaitable[None]]

TOKEN_HEADER = "x-neiqin-token"
GUARDED = "/api/"
METADATA = "/functions.json"
MAX_BODY = 64 * 2**20
"""Bytes of one request: a large workbook, or a batch of formulas over whole columns."""

OFFICE_HOSTS = ("officeapps.live.com", "office.com", "office365.com", "sharepoint.com", "microsoft.com", "live.com")
"""Where Excel on the web lives; these may frame the task pane and read the list of functions."""

_FRAMES = " ".join(f"https://*.{host}" for host in OFFICE_HOSTS)
_OFFICE_JS = "https://appsforoffice.microsoft.com"
HEADERS = {
    "content-security-policy": f"default-src 'none'; script-src 'self' {_OFFICE_JS}; style-src 'self'; img-src 'self'; "
    f"connect-src 'self' {_OFFICE_JS}; base-uri 'none'; form-action 'none'; frame-ancestors 'self' {_FRAMES}",
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cache-control": "no-store",
}


class _TooLargeError(Exception):
    """The body went past :data:`MAX_BODY` while it was read."""


class Guard:
    """ASGI middleware: refuses before the application sees anything; the refusals are Chinese for the page to show."""

    def __init__(self, app: Application, port: int, token: str) -> None:
        self.app, self.token = app, token
        self.hosts = {f"localhost:{port}", f"127.0.0.1:{port}"}
        self.origins = {f"https://{host}" for host in self.hosts}

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Let one request through, or answer it here. Anything but HTTP (a web socket) gets no answer."""
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
        if scope["type"] != "http":
            return
        headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
        refused = self.refusal(scope["method"], scope["path"], headers)
        reply = _with_headers(send, self._reader(scope["path"], headers.get("origin", "")))
        if refused:
            await _answer(reply, *refused)
            return
        try:
            await self.app(scope, _limited(receive), reply)
        except _TooLargeError:
            await _answer(reply, 413, _TOO_LARGE)

    def refusal(self, method: str, path: str, headers: MutableMapping[str, str]) -> tuple[int, str] | None:
        """Status and reason for a request that may not pass."""
        origin = headers.get("origin", "")
        if headers.get("host", "") not in self.hosts:
            return 421, "只接受本机 localhost 的访问。"
        if origin and origin not in self.origins and not (method == "GET" and self._reader(path, origin)):
            return 403, "拒绝其他网站的请求。"
        if int(headers.get("content-length", "0") or "0") > MAX_BODY:
            return 413, _TOO_LARGE
        if not path.startswith(GUARDED):
            return None
        if headers.get("sec-fetch-site", "same-origin") != "same-origin":
            return 403, "拒绝其他网站的请求。"
        if not secrets.compare_digest(headers.get(TOKEN_HEADER, "").encode(), self.token.encode()):
            return 401, "连接码不对或已失效：请把 neiqin serve 窗口里的连接码填入任务窗格。"
        return None

    @staticmethod
    def _reader(path: str, origin: str) -> str:
        """The origin, when it is Excel on the web asking for the list of functions; else nothing."""
        host = origin.removeprefix("https://")
        known = origin.startswith("https://") and any(host == h or host.endswith(f".{h}") for h in OFFICE_HOSTS)
        return origin if path == METADATA and known else ""


_TOO_LARGE = f"文件或区域太大（上限 {MAX_BODY // 2**20} MB）：请改用命令行 neiqin。"


def _with_headers(send: Send, reader: str) -> Send:
    further = {**HEADERS, **({"access-control-allow-origin": reader, "vary": "Origin"} if reader else {})}

    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            message["headers"] = [*message["headers"], *((k.encode(), v.encode()) for k, v in further.items())]
        await send(message)

    return sending


def _limited(receive: Receive) -> Receive:
    """A body without a declared length is counted as it comes."""
    seen = 0

    async def receiving() -> Message:
        nonlocal seen
        message = await receive()
        seen += len(message.get("body", b""))
        if seen > MAX_BODY:
            raise _TooLargeError
        return message

    return receiving


async def _answer(send: Send, status: int, detail: str) -> None:
    body = json.dumps({"detail": detail}, ensure_ascii=False).encode()
    headers = [(b"content-type", b"application/json; charset=utf-8"), (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
