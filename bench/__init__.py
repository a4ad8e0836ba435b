"""What the portal costs, measured: `make bench`.

Countries of 10 thousand, 100 thousand and 1 million published times, on both databases (`country.py` says
what is in them, `databases.py` keeps them between runs in `var/bench`). In front of each stands the portal as
an organisation runs it, two gunicorn workers. Pages are asked for over HTTP (`caller.py`); the
statements behind them are recorded (`recording.py`) and run again on the driver alone (`raw.py`) and by
PostgreSQL's own `pgbench` (`pgbench.py`). `measuring.py` does all of it in turn, so that a noisy moment of
the machine falls on all alike: read the ratios, not the milliseconds.
"""
