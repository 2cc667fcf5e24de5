"""Dates of birth as people write them, and ages on a stated date."""

import datetime as dt
import re
from typing import Final

_DAY_FIRST: Final = re.compile(r"([0-9]{1,2})[-/. ]([0-9]{1,2})[-/. ]([0-9]{4}|[0-9]{2})")
_YEAR_FIRST: Final = re.compile(r"([0-9]{4})[-/. ]?([0-9]{2})[-/. ]?([0-9]{2})(?:[T ].*)?")
_IN_WORDS: Final = re.compile(r"([0-9]{1,2})(?:e|th|st|nd|rd)?[ .-]+([a-z]{3,9})\.?[ .,-]+([0-9]{4})")
_EXCEL_DAY: Final = re.compile(r"[1-5][0-9]{4}")
_TIME: Final = re.compile(r"[ T][0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?(?:[.,][0-9]+)?Z?$")
_EPOCH: Final = dt.date(1899, 12, 30)
"""Excel counts days from here, since it takes 1900 for a leap year."""

_MONTHS: Final = {
    **{
        name: at
        for at, name in enumerate(
            ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"], start=1
        )
    },
    **{"maa": 3, "mrt": 3, "mei": 5, "okt": 10},
}


def birth_date(text: str, reference: dt.date) -> dt.date | None:
    """Read a date: ``3-4-2015``, ``03/04/15``, ``2015-04-03``, ``20150403``, ``3 april 2015``, or Excel's day number.

    The day stands before the month, as in the Netherlands. A year of two digits is the latest such year that is not
    after ``reference``. ``None`` for anything else.
    """
    bare = _TIME.sub("", " ".join(text.split()).casefold().replace("t00:", "T00:")).strip()
    if found := _DAY_FIRST.fullmatch(bare):
        return _date(_whole_year(found[3], reference), int(found[2]), int(found[1]))
    if found := _YEAR_FIRST.fullmatch(bare):
        return _date(int(found[1]), int(found[2]), int(found[3]))
    if found := _IN_WORDS.fullmatch(bare):
        return _date(int(found[3]), _MONTHS.get(found[2][:3], 0), int(found[1]))
    if _EXCEL_DAY.fullmatch(bare):
        return _EPOCH + dt.timedelta(days=int(bare))
    return None


def age_on(reference: dt.date, born: dt.date) -> int:
    """Count whole years; negative for who is born later."""
    had_birthday = (reference.month, reference.day) >= (born.month, born.day)
    return reference.year - born.year - (0 if had_birthday else 1)


def _whole_year(text: str, reference: dt.date) -> int:
    if len(text) == 4:
        return int(text)
    year = reference.year // 100 * 100 + int(text)
    return year if year <= reference.year else year - 100


def _date(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None
