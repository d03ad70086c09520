"""The words by which orders, bans, faults, praise and slogans are told apart."""
