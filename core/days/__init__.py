"""Days: age (周岁), anniversaries (对应日) and policy years, periods (宽限期, 犹豫期), working days (工作日).

Scalars take and give ``datetime.date``; columns are datetime64[D] with NaT for a blank, shape (n,), and counts
are float64 with NaN for a blank.
"""
