"""``neiqin serve``: the local server, on the loopback address alone, with a new connection code at every start."""

from __future__ import annotations

import secrets
import socket
from pathlib import Path

from macros.outcome import Outcome, UsageError
from udfs.web.certificate import certificate_files, days_left, renew_leaf
from udfs.web.workbooks import Office

PORT = 8743
ADDRESS = "127.0.0.1"


def serve(port: int = PORT, db: Path | None = None, references: Path | None = None) -> Outcome:
    """Serve until Ctrl+C. ``port`` 0 takes a free one; ``db`` and ``references`` are what the verbs look at.

    Without ``db`` it is the ledger of the ribbon's buttons, where there is one.

    UsageError: the extra is not installed, there is no certificate yet, or the port is taken.
    """
    try:
        import uvicorn

        from udfs.web.app import build_app
    except ModuleNotFoundError:
        raise UsageError('缺少网页版组件，请先安装：pip install "neiqin[web]"') from None
    files = certificate_files()
    if days_left(files.authority) < 0:
        raise UsageError("还没有本机证书（或已过期），请先运行：neiqin doctor --trust")
    renew_leaf(files)
    listening = _listen(port)
    port, token = listening.getsockname()[1], secrets.token_urlsafe(24)
    settings = uvicorn.Config(
        build_app(port, token, Office(db or _ledger_of_the_buttons(), references)),
        ssl_certfile=files.leaf, ssl_keyfile=files.leaf_key,
        log_level="warning", access_log=False, server_header=False,
    )  # fmt: skip
    print("\n".join(greeting(port, token)), flush=True)
    uvicorn.Server(settings).run(sockets=[listening])
    return Outcome(["服务已停止，连接码作废。"])


def greeting(port: int, token: str) -> list[str]:
    """What the person who starts the server reads."""
    origin = f"https://localhost:{port}"
    return [
        "保险内勤本机服务已启动，只接受本机访问；按 Ctrl+C 停止。",
        f"浏览器打开：{origin}/taskpane.html#token={token}",
        f"Excel 加载项清单：{origin}/manifest.xml",
        f"连接码（填入 Excel 任务窗格，每次启动都会更换）：{token}",
    ]


def _ledger_of_the_buttons() -> Path | None:
    from macros.home import ledger_file

    return ledger_file() if ledger_file().exists() else None


def _listen(port: int) -> socket.socket:
    made = socket.socket()
    # Windows would let another program listen on the same port unless told; elsewhere a restart must not wait.
    exclusive = getattr(socket, "SO_EXCLUSIVEADDRUSE", None)
    made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR if exclusive is None else exclusive, 1)
    try:
        made.bind((ADDRESS, port))
        made.listen()  # before the greeting: who reads it may connect at once
    except OSError:
        made.close()
        raise UsageError(f"端口 {port} 已被占用：服务可能已经在运行，或请用 --port 换一个。") from None
    return made
