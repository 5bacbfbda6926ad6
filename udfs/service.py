"""客户服务: which papers a change or a claim needs, and what the clauses say."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

from udfs.cells import Refused
from udfs.declared import Argument
from udfs.ranges import Rows, table_of
from udfs.registry import example, formula

CATEGORY = "服务"
TEXT, LIST, BASIS = "文字", "清单", "依据"
GIVEN = Argument("情形", "有哪些特别情形，用顿号分开；填错会列出可填的", required=False, default="")
WANTED = Argument("返回", "文字为一个单元格，清单为一列", required=False, default=TEXT, choices=(TEXT, LIST, BASIS))
CLAUSES = (("险种代码", "版本", "条款号", "条款类别", "事项", "原文"),
           ("WL2601", "1", "2.3", "保险责任", "身故保险金", "被保险人身故，我们给付身故保险金。"),
           ("WL2601", "1", "2.6", "等待期", "等待期", "自合同生效日起90日为等待期。"))  # fmt: skip


@formula(
    "NQ_EVIDENCE",
    "保全凭证清单：办理某个保全项目要哪些资料和签名（公司清单，待确认）",
    Argument("保全项目", "例如 退保、受益人变更、复效"),
    GIVEN,
    WANTED,
    category=CATEGORY,
    returns="资料清单",
    examples=[
        example("保全变更申请书；申请人有效身份证件；申请人签名，并与预留签名比对；遗失声明【待确认】", "保单补发"),
        example(
            [["保全变更申请书"], ["申请人有效身份证件"], ["申请人签名，并与预留签名比对"]], "联系方式变更", None, "清单"
        ),
    ],
)
def evidence(item: str, given: str, wanted: str) -> Any:
    """Papers and signatures of a change of a policy."""
    from core.servicing.evidence import basis, evidence, items

    if item not in items():
        raise Refused(f"没有“{item}”的清单，可查：{'、'.join(items())}")
    return _answer([one.name for one in evidence(item, _words(given))], basis(), wanted)


@formula(
    "NQ_CLAIM_DOCUMENTS",
    "理赔材料清单：这类理赔要哪些资料；给出已有资料时只列还缺的（公司清单，待确认）",
    Argument("理赔类型", "医疗、重大疾病、伤残、身故、意外"),
    Argument("已有资料", "已收到的资料，一格一项", "table", required=False),
    GIVEN,
    WANTED,
    category=CATEGORY,
    returns="资料清单，齐全时为“齐全”",
    examples=[
        example("病历或出院记录【待确认】", "重大疾病",
                (("理赔申请书",), ("被保险人身份证件",), ("申请人本人银行账户",), ("诊断证明书",),
                 ("病理、影像等检查报告",))),
        example([["伤残鉴定报告"]], "伤残",
                (("理赔申请书",), ("被保险人身份证件",), ("申请人本人银行账户",), ("病历或出院记录",)), None, "清单"),
    ],
    basis=("CL-1",),
)  # fmt: skip
def claim_documents(claim_type: str, present: Rows | None, given: str, wanted: str) -> Any:
    """Papers of a claim that are not there yet."""
    from core.claims.documents import basis, claim_documents, claim_types, missing

    if claim_type not in claim_types():
        raise Refused(f"理赔类型只能填：{'、'.join(claim_types())}")
    needed = claim_documents(claim_type, _words(given))
    lacking = missing(needed, (str(cell) for row in present or () for cell in row if cell is not None))
    return _answer([document.name for document in lacking], basis(), wanted)


@formula(
    "NQ_CLAUSE",
    "条款原文：按条款号、事项或类别查条款库，都没有时查原文中的字词",
    Argument("条款库", "条款表的区域，第一行为标题", "table"),
    Argument("险种代码", "产品的险种代码", "code"),
    Argument("查找", "条款号、事项、类别或原文中的字词"),
    Argument("版本", "产品版本，不填查所有版本", "code", required=False, default=""),
    category=CATEGORY,
    returns="条款号、事项和原文",
    examples=[
        example("2.6 等待期：自合同生效日起90日为等待期。", CLAUSES, "WL2601", "等待期"),
        example("2.3 身故保险金：被保险人身故，我们给付身故保险金。", CLAUSES, "WL2601", "2.3"),
    ],
)
def clause(clauses: Rows, product_code: str, asked: str, version: str) -> str:
    """The wording of the clauses found, one per line."""
    from core.products.clauses import find_clauses
    from core.records.product import Clause

    table = table_of(Clause, clauses)
    rows = find_clauses(table, product_code, asked, version)
    if not len(rows):
        raise Refused(f"条款库中没有{product_code}关于“{asked}”的条款")
    several = len(set(table["version"][rows].tolist())) > 1
    return "\n".join(
        (f"版本{table['version'][row]}　" if several else "")
        + f"{table['clause_no'][row]} {table['subject'][row]}：{table['wording'][row]}"
        for row in rows.tolist()
    )


def _answer(names: Sequence[str], basis: Iterable[Any], wanted: str) -> Any:
    from core.findings import Status

    sources = list(basis)
    if wanted == BASIS:
        return "；".join(map(str, sources))
    if not names:
        return "齐全"
    if wanted == LIST:
        return [[name] for name in names]
    stamp = "【待确认】" if any(source.status is Status.UNCONFIRMED for source in sources) else ""
    return "；".join(names) + stamp


def _words(text: str) -> list[str]:
    return [word for word in re.split(r"[、，,;；\s]+", text) if word]
