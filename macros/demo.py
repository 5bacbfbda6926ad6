"""demo: a branch office's month of invented workbooks, and the whole job done on them."""

from __future__ import annotations

import shutil
from collections import Counter
from pathlib import Path

from core.demo.month import make_month
from core.findings import Severity
from core.ledger.schema import open_ledger
from macros.chain import run_chain
from macros.outcome import DONE, Outcome, UsageError
from macros.session import open_session

MARKER = "这是演示数据.txt"
INPUTS, RESULTS, LEDGER = "输入", "结果", "台账.sqlite"
_LISTS = "参考资料"


def demo(directory: Path, policies: int, seed: int) -> Outcome:
    """Make the month, run the chain, and say in a few lines what was made and where it lies.

    An earlier demo in the same folder is replaced; any other folder that is not empty is refused.
    """
    _prepare(directory)
    month = make_month(directory / INPUTS, policies=policies, seed=seed)
    books = [path for kind, paths in month.paths.items() if kind != _LISTS for path in paths]
    ledger = open_ledger(directory / LEDGER)
    try:
        session = open_session(books, ledger=ledger)
        worked = run_chain(session, ledger, directory / RESULTS)
    finally:
        ledger.close()
    rows = sum(len(table) for table in session.tables.values())
    decisions = Counter(decision["outcome"] for decision in worked.data["decisions"])
    counts, issued = worked.data["counts"], len(worked.data["issued"])
    repeated = sum(part["repeated"] for part in worked.data["tables"].values())
    outcome = Outcome(exit_code=DONE, files=worked.files)
    outcome.say(
        f"演示：{directory.resolve()}",
        f"　读入　　{len(books)} 个工作簿，{rows} 行（全部为虚构数据，业务日 {session.on:%Y-%m-%d}）",
        f"　校验　　拒收 {worked.data['refused']} 条问题，涉及 {counts['refused']} 行未入账",
        f"　核保　　通过 {decisions['通过']} 件　转核 {decisions['转核']} 件　退回补正 {decisions['退回补正']} 件",
        f"　出单　　{issued} 件保单",
        f"　同步　　新增 {counts['inserted']} 行（读入的，加上参考资料和出单、保全、核保产生的）"
        f"　变更 {counts['changed']} 行　相同 {counts['same'] - repeated} 行　本表内重复 {repeated} 行",
        f"　测算　　{len(worked.data['values'])} 项，逐步列示",
        "",
        f"　输入工作簿　　{directory / INPUTS}",
        f"　带标记的副本　{directory / RESULTS / '校验结果'}",
        *(f"　{path.stem.split('_')[0]:　<6}　{path}" for path in worked.files if path.parent == directory / RESULTS),
        f"　台账数据库　　{directory / LEDGER}",
    )
    outcome.data = {**worked.data, "directory": str(directory), "severities": [s.value for s in Severity]}
    return outcome


def _prepare(directory: Path) -> None:
    if directory.exists() and any(directory.iterdir()):
        if not (directory / MARKER).is_file():
            raise UsageError(f"文件夹里已有别的内容，请换一个 --dir：{directory}")
        shutil.rmtree(directory)
    directory.mkdir(parents=True, exist_ok=True)
    (directory / MARKER).write_text("本文件夹由 neiqin demo 生成，内容全部虚构，可以删除。\n", encoding="utf-8")
