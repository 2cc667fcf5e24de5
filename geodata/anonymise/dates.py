"""Dates of birth as people write them, and ages on a stated date."""

import datetime as dt
import re
from collections.abc import Iterable
from typing import Final

_DAY_FIRST: Final = re.compile(r"([0-9]{1,2})[-/. ]([0-9]{1,2})[-/. ]([0-9]{4}|[0-9]{2})")
_YEAR_FIRST: Final = re.compile(r"([0-9]{4})[-/. ]?([0-9]{2})[-/. ]?([0-9]{2})(?:[T ].*)?")
_IN_WORDS: Final = re.compile(r"([0-9]{1,2})(?:e|th|st|nd|rd)?[ .-]+([a-z]{3,9})\.?[ .,-]+([0-9]{4})")
_EXCEL_DAY: Final = re.compile(r"[1-5][0-9]{4}")
_TIME: Final = re.compile(r"[ T][0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?(?:[.,][0-9]+)?Z?$")
_MONTHS_IN_A_YEAR: Final = 12
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


def month_first(texts: Iterable[str]) -> bool:
    """Tell whether dates are written with the month first, as in the United States, judged for all of them together.

    They are when some can only be read so (``03/25/2015``) and none can only be read with the day first. Where all can
    be read both ways, the day is first, as in the Netherlands.
    """
    found = [match for text in texts if (match := _DAY_FIRST.match(text.strip())) is not None]
    only_month = any(int(match[1]) <= _MONTHS_IN_A_YEAR < int(match[2]) for match in found)
    return only_month and not any(int(match[2]) <= _MONTHS_IN_A_YEAR < int(match[1]) for match in found)


def birth_date(text: str, reference: dt.date, *, us: bool = False) -> dt.date | None:
    """Read a date: ``3-4-2015``, ``03/04/15``, ``2015-04-03``, ``20150403``, ``3 april 2015``, or Excel's day number.

    The day stands before the month, as in the Netherlands, unless ``us`` says otherwise. A year of two digits is the
    latest such year that is not after ``reference``. ``None`` for anything else.
    """
    bare = _TIME.sub("", " ".join(text.split()).casefold().replace("t00:", "T00:")).strip()
    if found := _DAY_FIRST.fullmatch(bare):
        day, month = (int(found[2]), int(found[1])) if us else (int(found[1]), int(found[2]))
        return _date(_whole_year(found[3], reference), month, day)
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
