"""人员名册: is a phone or an account that of somebody who sells or works here?"""

from __future__ import annotations

import numpy as np

from core.checks.rule import Context
from core.records.reference import Staff
from core.table import Array, Mask, Rows, Table


def someone_else_of_staff(context: Context, table: Table, names: Array, rows: Rows) -> Mask:
    """Of the matches with 人员名册 (``rows``, -1 for none): those with somebody else than ``names``, here on the day.

    Staff who insure themselves give their own phone and pay from their own account, as every policyholder must.
    """
    staff = context.references.of(Staff)
    gone = staff.look_up(rows, "left_on") < context.event_days(table)
    another = staff.look_up(rows, "name") != names
    return np.asarray((rows >= 0) & ~gone & another, dtype=bool)
