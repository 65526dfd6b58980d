"""Arrays of whole numbers as bytes: four little-endian bytes each, whatever the machine."""

import sys
from array import array
from typing import Final

NUMBER_SIZE: Final = 4


def to_bytes(numbers: "array[int]") -> bytes:
    """Return the bytes of an array of unsigned numbers."""
    if sys.byteorder == "big":
        numbers = numbers[:]
        numbers.byteswap()
    return numbers.tobytes()


def from_bytes(data: bytes) -> "array[int]":
    """Return the array that `to_bytes` wrote."""
    numbers = array("I")
    numbers.frombytes(data)
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers
