"""Text without quotation marks is split at delimiters and ends of lines, which is what pandas does with it."""

from pathlib import Path
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata import csvtable

pieces = st.sampled_from([*"aé ,;\t\n\r'#\\-\ufeff\u2028\x0b\x85", "12", "NA", "\r\n"])


@given(st.lists(pieces, min_size=1, max_size=40).map("".join), st.sampled_from(";\t,"))
def test_text_without_quotation_marks_is_split_as_pandas_does(text: str, delimiter: str) -> None:
    text = "a" + text.rstrip(f" \r\n{delimiter}") + "\n"
    for given_text in (text, f"\ufeff{text}"):
        found = csvtable._rows(Path("f.csv"), given_text, delimiter)
        with patch.object(csvtable, "_has_no_more_than_delimiters", lambda _text: False):
            assert found == csvtable._rows(Path("f.csv"), given_text, delimiter)


@pytest.mark.parametrize(("text", "cells"), [('"a;b";c\n', ("a;b", "c")), ('a"b;c\n', ('a"b', "c"))])
def test_text_with_quotation_marks_is_read_by_pandas(text: str, cells: tuple[str, ...]) -> None:
    assert csvtable._rows(Path("f.csv"), text, ";")[0][: len(cells)] == cells
