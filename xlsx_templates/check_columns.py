"""The columns of 计算 in 核对.xlsx: heading, symbol and native formula of each, A to X.

In a formula {r} is the Excel row of policy year t, {p} the row before it, {n} the row after it, {end} the last row.
Cells beyond the policy term hold "", which SUM passes over.
"""

from __future__ import annotations

from dataclasses import dataclass

PLAIN, LIVES, MONEY, FACTOR, SHARE = "0", "0.0000000", "#,##0.0000", "0.0000", "0.0%"
_RATE = "INDEX(死亡率,B{r}+1,生命表列)"
_PAID = "D{{r}}*C{{r}}*贴现_{0}^(A{{r}}-1+时点系数)*F{{r}}+E{{r}}*贴现_{0}^A{{r}}*G{{r}}"
_PREMIUM = "D{{r}}*贴现_{0}^(A{{r}}-1)*I{{r}}"
_RESERVE = "IF(OR(A{{r}}=保险期间,E{{r}}=0),0,({1}{{r}}-重算_{0}*{2}{{r}})/(E{{r}}*贴现_{0}^A{{r}}))"
FLOOR, PRICING = "最低", "预定"


@dataclass(frozen=True, slots=True)
class Column:
    """``formula``: of policy years 1, 2, …; ``opening``: of year 0, "" for a blank."""

    letter: str
    heading: str
    symbol: str
    formula: str
    number_format: str = MONEY
    opening: str = ""
    width: int = 12


def _sum(letter: str) -> str:
    return f"SUM({letter}{{n}}:{letter}${{end}})"


COLUMNS = (
    Column("A", "年度", "t", "", PLAIN, "", 6),
    Column("B", "年龄", "x+t−1", "投保年龄+A{r}-1", PLAIN, "", 7),
    Column("C", "死亡率", "q", f"IF({_RATE}=1,1,MIN(1,折算比例*{_RATE}))", "0.000000", "", 10),
    Column("D", "年初生存", "l(t−1)", "E{p}", LIVES),
    Column("E", "年末生存", "l(t)", "D{r}*(1-C{r})", LIVES, "1"),
    Column("F", "身故给付", "B(t)", "基本保额", "#,##0.00"),
    Column("G", "生存给付", "S(t)", "IF(A{r}=保险期间,基本保额*满期金比例,0)", "#,##0.00"),
    Column("H", "费用率", "e(t)", 'IF(A{r}<=交费期,INDEX(费用率,MIN(A{r},4)),"")', SHARE, "", 8),
    Column("I", "净比例", "1−e(t)", "IF(A{r}<=交费期,1-H{r},0)", SHARE, "", 8),
    Column("J", "给付现值", "利率j", _PAID.format(FLOOR)),
    Column("K", "保费现值", "利率j", _PREMIUM.format(FLOOR), LIVES),
    Column("L", "其后给付", "A(t)", _sum("J"), MONEY, _sum("J")),
    Column("M", "其后保费", "E(t)", _sum("K"), LIVES, _sum("K")),
    Column("N", "准备金", "PVR(t)", _RESERVE.format(FLOOR, "L", "M")),
    Column("O", "比例", "r(t)", "IF(A{r}<过渡期,系数k+A{r}*(1-系数k)/过渡期,1)", FACTOR, "", 8),
    Column("P", "法定最低", "MCV(t)", "O{r}*MAX(N{r},0)"),
    Column("Q", "给付现值", "预定利率", _PAID.format(PRICING)),
    Column("R", "保费现值", "预定利率", _PREMIUM.format(PRICING), LIVES),
    Column("S", "其后给付", "A'(t)", _sum("Q"), MONEY, _sum("Q")),
    Column("T", "其后保费", "E'(t)", _sum("R"), LIVES, _sum("R")),
    Column("U", "准备金", "V(t)", _RESERVE.format(PRICING, "S", "T")),
    Column("V", "权重", "w(t)", 'IF(过渡年数="",0,IF(过渡年数<=1,1,MIN(1,(A{r}-1)/(过渡年数-1))))', FACTOR, "", 8),
    Column("W", "公式值", "CV(t)", "(1-V{r})*P{r}+V{r}*O{r}*MAX(U{r},0)"),
    Column("X", "净保费", "NP(t)", "重算_最低*I{r}"),
)
