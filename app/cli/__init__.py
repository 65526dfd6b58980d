"""The command line: one module a command, all thin; a contract that others script against."""
