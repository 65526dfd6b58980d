"""Lengths in Qt's units: Python counts code points, Qt counts UTF-16 units."""


def utf16_length(text: str) -> int:
    """Return how many UTF-16 units a text takes."""
    if text.isascii():
        return len(text)
    return len(text) + sum(char > "\uffff" for char in text)


def codepoint_length(text: str, units: int) -> int:
    """Return how many characters of a text its first `units` UTF-16 units hold."""
    if text.isascii():
        return min(units, len(text))
    taken = 0
    for count, char in enumerate(text):
        if taken >= units:
            return count
        taken += 2 if char > "\uffff" else 1
    return len(text)
