from datetime import date

from luoshi.kernel.dates import long_date


def test_a_day_as_papers_write_it() -> None:
    assert long_date(date(2026, 1, 2)) == "2026年1月2日"
