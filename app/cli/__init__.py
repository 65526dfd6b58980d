"""The command line: one thin module per command, and a contract that scripts rely on."""
