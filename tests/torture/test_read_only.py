"""A library that cannot be written opens for reading, and nothing is written beside it."""

from pathlib import Path

import pytest

from tests.torture.read_only_figures import CASES, CannotBeTriedError, attempt


@pytest.mark.parametrize("case", CASES)
@pytest.mark.skipif("sys.platform == 'win32'", reason="Windows has other permissions")
def test_it_opens_for_reading(case: str, tmp_path: Path) -> None:
    try:
        tried = attempt(case, tmp_path)
    except CannotBeTriedError as error:
        pytest.skip(str(error))
    assert tried.found == dict.fromkeys(tried.found, True)
    assert tried.untouched
