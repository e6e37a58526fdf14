"""A PostgreSQL server's URL in, a session with it and the relation that is meant there out.

`connecting` opens the `session`, `tables` finds what lies there, `refusals` says what to do where
the server does not do as it is asked.
"""

from reporter.ingest.server.postgres.connecting import connect
from reporter.ingest.server.postgres.tables import query, relations, table

__all__ = ["connect", "query", "relations", "table"]
