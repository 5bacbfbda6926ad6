"""The local server's routes: the list of functions, the pages, the manifest, and two posts behind the token."""

from __future__ import annotations

import json
from pathlib import Path
from urllib.parse import unquote

from fastapi import FastAPI, Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import JSONResponse

from udfs.office_js import functions_json, metadata
from udfs.web import workbooks
from udfs.web.calls import MalformedError, answer
from udfs.web.guard import METADATA, Guard
from udfs.web.manifest import manifest

PAGES = Path(__file__).parent / "pages"
_TYPES = {".html": "text/html", ".js": "text/javascript", ".css": "text/css", ".png": "image/png"}


def build_app(port: int, token: str, office: workbooks.Office) -> Guard:
    """The ASGI application for ``https://localhost:port``; nothing of a request outlives its answer."""
    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)
    pages = {path.name: path.read_bytes() for path in PAGES.iterdir()}
    pages["functions.js"] = _function_list() + pages["functions.js"]

    @app.get(METADATA)
    def functions() -> Response:
        return Response(functions_json(), media_type="application/json; charset=utf-8")

    @app.get("/manifest.xml")
    def add_in_manifest() -> Response:
        return Response(manifest(port), media_type="application/xml; charset=utf-8")

    @app.get("/{name}")
    def page(name: str) -> Response:
        kind = _TYPES.get(Path(name).suffix, "")
        return Response(pages[name], media_type=kind) if name in pages else _said(404, "没有这个页面。")

    @app.post("/api/calls")
    async def calls(request: Request) -> Response:
        body = await request.body()
        try:
            return Response(await run_in_threadpool(answer, body), media_type="application/json")
        except MalformedError as error:
            return _said(422, str(error))

    @app.post("/api/verbs/{verb}")
    async def run_verb(verb: str, request: Request) -> Response:
        if verb not in workbooks.VERBS:
            return _said(404, f"没有这个功能：{verb[:20]}")
        told = {name: unquote(request.headers.get(f"x-neiqin-{name}", "")) for name in ("name", "on", "month")}
        asked = workbooks.Request(verb, content=await request.body(), **told)
        return JSONResponse(await run_in_threadpool(workbooks.process, asked, office))

    return Guard(app, port, token)


def _function_list() -> bytes:
    """The formulas' names and argument counts, so that the page can announce them to Excel while it loads."""
    listed = [[function["id"], len(function["parameters"])] for function in metadata()["functions"]]
    return f"const NEIQIN_FUNCTIONS = {json.dumps(listed)};\n".encode()


def _said(status: int, detail: str) -> Response:
    return JSONResponse({"detail": detail}, status)
