"""The SQLite file: opening it safely, transactions and migrations."""
