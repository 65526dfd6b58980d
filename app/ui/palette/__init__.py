"""The palette: going anywhere, and doing anything, by a few letters."""
