"""The local server answers its own page on this machine, and nobody else."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from udfs.web.guard import MAX_BODY, Guard

PORT, TOKEN = 8743, "the-code-of-this-start"
OWN = "https://localhost:8743"


async def _application(scope: Any, receive: Any, send: Any) -> None:
    while (await receive()).get("more_body"):
        pass
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": b"let in"})


def ask(
    path: str, method: str = "POST", body: bytes = b"", chunks: int = 1, **headers: str
) -> tuple[int, dict[str, str]]:
    """Status and headers of the answer; headers are written with _ for -, and Host is ours unless said."""
    given = {"host": "localhost:8743", **{name.replace("_", "-"): value for name, value in headers.items()}}
    scope = {
        "type": "http",
        "method": method,
        "path": path,
        "headers": [(name.encode(), value.encode()) for name, value in given.items()],
    }
    parts = [{"type": "http.request", "body": body, "more_body": True}] * (chunks - 1)
    waiting = iter([*parts, {"type": "http.request", "body": body, "more_body": False}])
    sent: list[Any] = []

    async def receive() -> Any:
        return next(waiting)

    async def send(message: Any) -> None:
        sent.append(message)

    asyncio.run(Guard(_application, PORT, TOKEN)(scope, receive, send))
    return sent[0]["status"], {name.decode(): value.decode() for name, value in sent[0]["headers"]}


def test_the_own_page_with_the_code_is_let_in() -> None:
    status, headers = ask("/api/calls", origin=OWN, sec_fetch_site="same-origin", x_neiqin_token=TOKEN)
    assert status == 200
    assert "access-control-allow-origin" not in headers


@pytest.mark.parametrize("host", ["evil.example:8743", "localhost:80", "localhost", "localhost.evil.example:8743", ""])
def test_a_name_that_was_made_to_point_at_this_machine_is_refused(host: str) -> None:
    assert ask("/taskpane.html", "GET", host=host)[0] == 421


@pytest.mark.parametrize(
    "origin",
    [
        "https://evil.example",
        "null",
        "http://localhost:8743",
        "https://localhost:9000",
        "https://excel.officeapps.live.com",
    ],
)
def test_another_sites_call_is_refused_even_with_the_code(origin: str) -> None:
    status, headers = ask("/api/calls", origin=origin, x_neiqin_token=TOKEN)
    assert status == 403
    assert "access-control-allow-origin" not in headers


@pytest.mark.parametrize("site", ["cross-site", "same-site", "none"])
def test_a_browser_that_names_another_site_as_the_asker_is_refused(site: str) -> None:
    assert ask("/api/verbs/check", sec_fetch_site=site, x_neiqin_token=TOKEN)[0] == 403


@pytest.mark.parametrize("code", ["", "the-code-of-this-star", "连接码", TOKEN.upper()])
def test_without_the_code_of_this_start_there_is_no_call(code: str) -> None:
    assert ask("/api/calls", origin=OWN, x_neiqin_token=code)[0] == 401


def test_a_question_before_a_call_from_another_site_gets_no_permission() -> None:
    status, headers = ask("/api/calls", "OPTIONS", origin="https://evil.example", access_control_request_method="POST")
    assert status == 403
    assert not [name for name in headers if name.startswith("access-control")]


def test_excel_on_the_web_may_read_the_list_of_functions_and_no_one_else_may() -> None:
    excel = "https://excel.officeapps.live.com"
    assert ask("/functions.json", "GET", origin=excel)[1]["access-control-allow-origin"] == excel
    for origin in (
        "https://evil.example",
        "https://evilofficeapps.live.com.example",
        "http://excel.officeapps.live.com",
    ):
        assert ask("/functions.json", "GET", origin=origin)[0] == 403
    assert ask("/taskpane.html", "GET", origin=excel)[0] == 403
    assert ask("/functions.json", "POST", origin=excel)[0] == 403


def test_only_excel_on_the_web_may_frame_the_pane_and_scripts_come_from_two_places() -> None:
    policy = ask("/taskpane.html", "GET")[1]["content-security-policy"]
    assert "frame-ancestors 'self' https://*.officeapps.live.com" in policy
    assert "script-src 'self' https://appsforoffice.microsoft.com;" in policy
    assert "unsafe" not in policy
    assert "*;" not in policy


def test_a_body_over_the_limit_is_refused_by_its_length_and_as_it_comes() -> None:
    assert ask("/api/calls", x_neiqin_token=TOKEN, content_length=str(MAX_BODY + 1))[0] == 413
    quarter = bytes(MAX_BODY // 4)
    assert ask("/api/calls", x_neiqin_token=TOKEN, body=quarter, chunks=4)[0] == 200
    assert ask("/api/calls", x_neiqin_token=TOKEN, body=quarter, chunks=5)[0] == 413


def test_a_web_socket_gets_no_answer() -> None:
    sent: list[Any] = []

    async def never(*_: Any) -> Any:
        sent.append("answered")

    asyncio.run(Guard(_application, PORT, TOKEN)({"type": "websocket"}, never, never))
    assert sent == []
