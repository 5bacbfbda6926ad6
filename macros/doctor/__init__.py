"""自检: what is wrong with this installation, and for each thing the way out."""

from __future__ import annotations

from pathlib import Path

from macros.outcome import REFUSED, Outcome


def doctor(db: Path | None = None, trust: bool = False) -> Outcome:
    """Look at interpreter, Excel, ledger and folders; exit code 1 when something stands in the way.

    ``trust`` also makes the certificate of ``neiqin serve`` and prints the command with which the user trusts it.
    """
    from macros.doctor.facts import gather
    from macros.doctor.judgements import State, judge

    outcome = Outcome()
    if trust:
        _make_certificate(outcome)
    judged = judge(gather(db))
    for found in judged:
        outcome.say(f"{found.state}　{found.name}：{found.what}")
        if found.way_out:
            outcome.say(f"　　　办法：{found.way_out}")
    wrong = sum(found.state is State.WRONG for found in judged)
    outcome.say(f"共 {len(judged)} 项，{wrong} 项不行。" if wrong else f"共 {len(judged)} 项，没有不行的。")
    outcome.data["checks"] = [
        {"name": found.name, "state": found.state.value, "what": found.what, "way_out": found.way_out}
        for found in judged
    ]  # fmt: skip
    outcome.at_least(REFUSED if wrong else 0)
    return outcome


def _make_certificate(outcome: Outcome) -> None:
    from udfs.web.certificate import certificate_files, make_authority, trust_command

    files = certificate_files()
    make_authority(files)
    command = trust_command(files.authority)
    outcome.data["trust_command"] = command
    outcome.say("本机证书已备好，只对 localhost 有效。请自行运行下面这一条命令，让浏览器和 Excel 信任它：", command, "")
