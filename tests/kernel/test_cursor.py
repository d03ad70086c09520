from datetime import date

import pytest

from luoshi.kernel.cursor import Place, place
from luoshi.kernel.errors import BadInput


def test_a_place_goes_into_an_address_and_comes_back() -> None:
    there = Place(date(2026, 6, 30), 17)
    assert (str(there), place(str(there)), place("")) == ("2026-06-30.17", there, None)


def test_a_number_too_long_is_cut() -> None:
    assert place("2026-06-30." + "9" * 40) == Place(date(2026, 6, 30), 10**18 - 1)


@pytest.mark.parametrize("text", ["17", "2026-06-30", "2026-06-31.1", "2026-06-30.x"])
def test_what_is_no_place(text: str) -> None:
    with pytest.raises(BadInput) as refused:
        place(text)
    assert refused.value.code == "bad-cursor"
