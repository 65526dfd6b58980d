"""The short form of `start_folder_figures`: two starts in a folder that somebody else filled."""

from tests.torture.start_folder_figures import figures


def test_nothing_in_the_folder_of_the_start_is_run() -> None:
    assert figures((("import", "text.txt"), ("search", "water")))
