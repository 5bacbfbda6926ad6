"""Every verb of the command line with its words and its Chinese help."""

from __future__ import annotations

from macros.arguments import change, count, day, money, number, path, reason
from macros.parser import Argument, Parser, Verb
from macros.words import QUOTES, quote_kind


class _Verbs:
    """The verbs of one parser, and the arguments that several of them share."""

    def __init__(self, parser: Parser) -> None:
        self._verbs = parser.add_subparsers(dest="verb", required=True, metavar="命令", parser_class=Verb)
        self._always: list[Argument] = [
            ("--json", {"action": "store_true", "help": "输出 JSON，供程序使用"}),
            ("--debug", {"action": "store_true", "help": "出错时显示技术细节"}),
        ]
        self.only_books: list[Argument] = [
            ("books", {"nargs": "+", "type": path, "metavar": "工作簿", "help": "一个或多个工作簿"})
        ]
        self.books: list[Argument] = [
            *self.only_books,
            ("--on", {"type": day, "metavar": "日期", "help": "业务日，缺省取数据截止日，没有则取今天"}),
            ("--reference", {"type": path, "metavar": "文件夹", "help": "参考资料文件夹，缺省取工作簿旁的“参考资料”"}),
        ]
        database = {"type": path, "metavar": "台账", "help": "台账数据库文件"}
        self.ledger: list[Argument] = [("--db", {**database, "required": True})]
        self.perhaps_ledger: list[Argument] = [("--db", {**database, "help": "台账数据库文件，用来核对在保情况"})]
        folder = {"type": path, "metavar": "文件夹", "help": "结果放在哪个文件夹"}
        self.out: list[Argument] = [("--out", folder)]
        self.must_out: list[Argument] = [("--out", {**folder, "required": True})]
        why = "显示完整个人信息（不含健康信息），须写明理由，按《权限》核对账号并记入台账"
        self.unmask: list[Argument] = [
            ("--unmask", {"type": reason, "metavar": "理由", "help": why}),
            ("--health", {"action": "store_true", "help": "与 --unmask 同用：健康信息也显示，须另有授权"}),
        ]
        self.locked: list[Argument] = [
            ("--password", {"action": "store_true", "help": "结果加密：运行时输入口令，或取环境变量 NEIQIN_PASSWORD"}),
            ("--password-file", {"type": path, "metavar": "文件", "help": "结果加密：口令取自文件第一行"}),
        ]

    def add(self, name: str, help: str, *shared: list[Argument]) -> Verb:
        """A verb with its help; every verb knows --json and --debug."""
        verb: Verb = self._verbs.add_parser(name, help=help, description=help)
        for given, words in (argument for arguments in (*shared, self._always) for argument in arguments):
            verb.add_argument(given, **words)
        return verb


def build_parser() -> Parser:
    """The whole command line: every verb with its Chinese help."""
    words = "保险内勤：校验、核保、出单、测算、同步、报表。命令也可以写中文名，例如 neiqin 校验 投保单.xlsx"
    parser = Parser(prog="neiqin", description=words)
    verbs = _Verbs(parser)
    _add_demo(verbs)
    _add_book_verbs(verbs)
    _add_ledger_verbs(verbs)
    _add_access_verbs(verbs)
    _add_house_verbs(verbs)
    return parser


def _add_demo(verbs: _Verbs) -> None:
    demo = verbs.add("demo", "生成一个支公司一个月的工作簿并跑完整个流程")
    demo.add_argument("--dir", type=path, default="neiqin-demo", metavar="文件夹", help="放在哪里，缺省 neiqin-demo")
    demo.add_argument("--policies", type=int, default=2000, metavar="件数", help="有效保单数，缺省 2000")
    demo.add_argument("--seed", type=int, default=1, metavar="种子", help="随机种子，同一种子结果相同")


def _add_book_verbs(verbs: _Verbs) -> None:
    check = (verbs.books, verbs.out, verbs.perhaps_ledger, verbs.unmask, verbs.locked)
    verbs.add("check", "校验：列出全部问题，另存带标记的副本", *check)
    verbs.add("clear", "清除标记：另存一份没有校验标记和标签页的副本", verbs.only_books, verbs.must_out)
    match = verbs.add(
        "match", "方案匹配：需求分析逐份对照在售产品，列明符合条件与否和依据", verbs.books, verbs.perhaps_ledger
    )
    match.add_argument("--out", type=path, required=True, metavar="工作簿", help="写到哪个文件")
    verbs.add(
        "underwrite", "核保：标准体自动通过，其余列明原因", verbs.books, verbs.out, verbs.perhaps_ledger, verbs.locked
    )
    verbs.add("issue", "出单：编保单号、定日期、出保单页", verbs.books, verbs.ledger, verbs.must_out, verbs.locked)
    verbs.add("value", "测算：退保与满期价值，逐步列示", verbs.books, verbs.out, verbs.perhaps_ledger, verbs.locked)
    sync = verbs.add(
        "sync",
        "同步：先预览，再写入台账；--out 另出到账认领、到期处理",
        verbs.books,
        verbs.ledger,
        verbs.out,
    )
    sync.add_argument("--plan", action="store_true", help="只预览，不写入")
    sync.add_argument("--yes", action="store_true", help="不再询问，直接写入")
    verbs.add(
        "run", "整链：校验、核保、出单、测算、同步、报表", verbs.books, verbs.ledger, verbs.must_out, verbs.locked
    )
    batch = verbs.add(
        "batch", "批量：整个文件夹逐本处理，坏一本不影响其余，再跑只做剩下的", verbs.ledger, verbs.must_out
    )
    batch.add_argument("folder", type=path, metavar="文件夹", help="放着工作簿的文件夹")
    batch.add_argument("--jobs", type=int, metavar="进程数", help="同时几个进程，缺省按处理器数")
    batch.add_argument("--scheduler", metavar="地址", help="Dask 调度器地址，缺省用本机进程")


def _add_ledger_verbs(verbs: _Verbs) -> None:
    report = verbs.add("report", "报表：月度经营、合规、勾稽", verbs.ledger, verbs.unmask, verbs.locked)
    report.add_argument("--month", required=True, metavar="年-月", help="例如 2026-10")
    report.add_argument("--out", type=path, required=True, metavar="工作簿", help="报表写到哪个文件")
    report.add_argument("--known-on", type=day, metavar="日期", help="只用这一天之前已知的数据")
    report.add_argument("--targets", type=path, metavar="工作簿", help="另出一本填好建议目标的“目标”工作簿，改后可同步")
    report.add_argument("--letters", type=path, metavar="工作簿", help="另出一本理赔函件：补充资料、核定、拒赔通知书")
    report.add_argument("--close", action="store_true", help="月结：以后重出本月报表，内容不变")
    todo = verbs.add("todo", "待办：未办结事项的工作簿，部门填好办理情况和证明后再 sync", verbs.ledger)
    todo.add_argument("--month", required=True, metavar="年-月", help="例如 2026-10")
    todo.add_argument("--out", type=path, required=True, metavar="工作簿", help="写到哪个文件；已有的文件不覆盖")
    todo.add_argument("--department", default="", metavar="部门", help="只要一个部门的，例如 理赔；缺省全部")
    law = verbs.add("law", "法规变动：一个参数的变动影响哪些保单、未结事项和指标，差多少", verbs.ledger)
    law.add_argument("key", metavar="参数代码", help="见 docs/law.md，例如 retention_customer_identity_years")
    law.add_argument("--on", type=day, required=True, metavar="日期", help="变动后的规定生效的那一天")
    law.add_argument("--value", metavar="值", help="拟改的值：从这一天起改成它会怎样")
    law.add_argument("--out", type=path, required=True, metavar="工作簿", help="写到哪个文件")
    quote = verbs.add(
        "quote", "试算：一张保单的退保金、满期金、贷款限额等，逐步列示", verbs.ledger, verbs.out, verbs.locked
    )
    kinds = "、".join(f"{chinese} {word}" for chinese, word in QUOTES.items())
    quote.add_argument("kind", type=quote_kind, choices=tuple(QUOTES.values()), metavar="项目", help=kinds)
    quote.add_argument("policy", type=number, metavar="保单号", help="要试算的保单")
    quote.add_argument("--on", type=day, required=True, metavar="日期", help="计算日")
    quote.add_argument("--amount", type=money, metavar="金额", help="减保的保额或申请的贷款，单位元")
    quote.add_argument("--true-birth-date", type=day, metavar="日期", help="年龄误告：真实出生日期")
    quote.add_argument("--true-premium", type=money, metavar="金额", help="年龄误告：真实年龄应交的每期保费，单位元")
    card = verbs.add(
        "card", "保单一页：一张保单的当事人、险种、金额、现金价值、经过和时限", verbs.ledger, verbs.unmask, verbs.locked
    )
    card.add_argument("policy", metavar="保单号", help="要看的保单")
    card.add_argument("--out", type=path, required=True, metavar="工作簿", help="写到哪个文件")
    card.add_argument("--on", type=day, metavar="日期", help="截至哪一天，缺省今天")
    product = verbs.add(
        "product", "产品资料：每个产品版本一页，写明条款、等待期、费用、现金价值摘录和风险", verbs.perhaps_ledger
    )
    product.add_argument("codes", nargs="*", metavar="险种代码", help="要看的产品，缺省全部")
    product.add_argument("--reference", type=path, metavar="文件夹", help="放着产品表和条款库的文件夹，先于台账")
    product.add_argument("--out", type=path, required=True, metavar="工作簿", help="写到哪个文件")
    product.add_argument("--on", type=day, metavar="日期", help="截至哪一天，缺省今天")
    pay = verbs.add("pay", "付款：一天的付款清单，制单、另一账号复核、登记已付都用它同步", verbs.ledger, verbs.must_out)
    pay.add_argument("--on", type=day, required=True, metavar="日期", help="付到哪一天为止到期的款项")
    history = verbs.add("history", "保单的全部变更历史", verbs.ledger)
    history.add_argument("policy", type=number, metavar="保单号", help="要查的保单号")
    history.add_argument("--known-on", type=day, metavar="日期", help="只看这一天之前已知的")
    undo = verbs.add("undo", "撤销一个变更，或最近几个变更", verbs.ledger)
    undo.one_of(
        ("change", {"type": change, "nargs": "?", "metavar": "变更号", "help": "history 里列出的变更号"}),
        ("--last", {"type": count, "metavar": "个数", "help": "撤销最近几个变更，有一个撤不了就都不撤"}),
    )
    undo.add_argument("--why", type=reason, required=True, metavar="理由", help="为什么撤销")
    audit = verbs.add("audit", "台账是否完整、有没有被改动", verbs.ledger)
    audit.add_argument("--head", default="", metavar="链头", help="以前报表上印的链头，用来发现末尾被截")


def _add_access_verbs(verbs: _Verbs) -> None:
    why = {"type": reason, "required": True, "metavar": "理由"}
    flags = verbs.add(
        "flags", "风险提示：可疑线索（受限资料，按《权限》核对账号，记入台账）", verbs.ledger, verbs.locked
    )
    flags.add_argument("--month", default="", metavar="年-月", help="例如 2026-10，看到该月最后一天")
    flags.add_argument("--on", type=day, metavar="日期", help="看到哪一天；与 --month 二者写一个")
    flags.add_argument("--known-on", type=day, metavar="日期", help="只用这一天之前已知的数据")
    flags.add_argument("--why", **why, help="为什么查看")
    flags.add_argument("--out", type=path, required=True, metavar="工作簿", help="写到哪个文件")
    extract = verbs.add(
        "extract", "精算数据：逐单文件（Parquet 和工作簿）、字段说明、控制合计、费率检验", verbs.ledger, verbs.must_out
    )
    extract.add_argument("--why", **why, help="给谁、做什么用，例如 年末准备金评估")
    extract.add_argument("--known-on", type=day, metavar="日期", help="只用这一天之前已知的数据")
    review = verbs.add(
        "review", "权限复核：账号、角色、最近使用、看过什么、越权尝试，供主管签名", verbs.ledger, verbs.locked
    )
    review.add_argument("--on", type=day, metavar="日期", help="截至哪一天，缺省今天")
    review.add_argument("--why", **why, help="为什么复核，例如 四季度定期复核")
    review.add_argument("--out", type=path, required=True, metavar="工作簿", help="写到哪个文件")


def _add_house_verbs(verbs: _Verbs) -> None:
    template = verbs.add("template", "生成空白工作簿模板", verbs.must_out)
    template.add_argument("names", nargs="*", metavar="模板", help="模板名称，缺省全部")
    udfs = verbs.add("udfs", "单元格公式一览：名称、参数、例子")
    udfs.add_argument("names", nargs="*", metavar="公式", help="例如 NQ_AGE，缺省全部")
    doctor = verbs.add("doctor", "自检：安装、环境、加载宏、台账，有问题的写明怎么办", verbs.perhaps_ledger)
    doctor.add_argument("--trust", action="store_true", help="为网页版 Excel 生成本机证书，并显示如何信任它")
    kit = verbs.add("kit", "制作 Windows 离线安装包", verbs.must_out)
    kit.add_argument("--wheels", type=path, metavar="文件夹", help="已下载好的安装包，给出后不联网")
    serve = verbs.add("serve", "为网页版 Excel 和 Mac 启动本机服务", verbs.perhaps_ledger)
    serve.add_argument("--port", type=int, default=8743, metavar="端口", help="本机端口，缺省 8743")
    serve.add_argument("--reference", type=path, metavar="文件夹", help="参考资料文件夹")
