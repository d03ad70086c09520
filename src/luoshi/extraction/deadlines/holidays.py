"""First days of holidays; the lunar new year is entered to 2040."""

from datetime import date

_SPRING = {
    2008: "0207", 2009: "0126", 2010: "0214", 2011: "0203", 2012: "0123", 2013: "0210", 2014: "0131", 2015: "0219",
    2016: "0208", 2017: "0128", 2018: "0216", 2019: "0205", 2020: "0125", 2021: "0212", 2022: "0201", 2023: "0122",
    2024: "0210", 2025: "0129", 2026: "0217", 2027: "0206", 2028: "0126", 2029: "0213", 2030: "0203", 2031: "0123",
    2032: "0211", 2033: "0131", 2034: "0219", 2035: "0208", 2036: "0128", 2037: "0215", 2038: "0204", 2039: "0124", 2040: "0212",
}  # fmt: skip
_FIXED = {
    "元旦": (1, 1),
    "五一": (5, 1),
    "劳动": (5, 1),
    "六一": (6, 1),
    "七一": (7, 1),
    "八一": (8, 1),
    "国庆": (10, 1),
    "十一": (10, 1),
}


def first_day(name: str, year: int) -> date | None:
    if name.startswith(("春节", "农历新年", "两节")):
        spring = _SPRING.get(year)
        return date(year, int(spring[:2]), int(spring[2:])) if spring else None
    fixed = next((day for key, day in _FIXED.items() if name.startswith(key)), None)
    return date(year, *fixed) if fixed else None
