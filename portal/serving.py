"""How gunicorn serves the portal for an organisation: `gunicorn --config python:portal.serving`.

One request at a time in each process, and as many processes as the machine carries (three for each of its
processors is a beginning). Python runs one thread of a process at a time, and a request that waits for the
database has to wait again for its turn: two requests in one process, beside a process that has none, were
measured to take twice as long as one in each (`make bench`). A process that is busy therefore takes no other
connection. It is still a thread that answers, so that the process goes on telling gunicorn that it is alive
during a long import. The proxy in front has read the whole request before it passes it on.
"""

worker_class = "gthread"
threads = 1
worker_connections = 1
keepalive = 0
timeout = 60
graceful_timeout = 30
control_socket_disable = True
