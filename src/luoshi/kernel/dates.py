"""Days as official papers write them."""

from datetime import date


def long_date(day: date) -> str:
    """2026年6月30日: Arabic figures, the year in full, no padding (GB/T 9704 7.3.5.4)."""
    return f"{day.year}年{day.month}月{day.day}日"
