"""Carries out the jobs that wait in the database: `python -m drieslag.config.worker`. The supervisor starts it."""

import asyncio
import threading
import time

from drieslag.config.settings import environment

KEEP_EVERY = 300  # seconds


def main() -> None:
    environment.choose_settings()
    import django

    django.setup()
    threading.Thread(target=_keep_erasures, daemon=True).start()
    asyncio.run(_work())


async def _work() -> None:
    from procrastinate.contrib.django import app
    from procrastinate.contrib.django.django_connector import DjangoConnector

    assert isinstance(app.connector, DjangoConnector)
    with app.replace_connector(app.connector.get_worker_connector()):
        async with app.open_async():
            await app.run_worker_async(concurrency=2, shutdown_graceful_timeout=4)


def _keep_erasures() -> None:
    """Keeps the list of erasures beside the database, for the day that an older backup is put back."""
    import structlog
    from django.db import DatabaseError, connections

    from drieslag.config import erasures

    while True:
        try:
            erasures.keep()
        except DatabaseError as error:
            structlog.get_logger().warning("erasures.not_kept", error=type(error).__name__)
        finally:
            connections.close_all()
        time.sleep(KEEP_EVERY)


if __name__ == "__main__":
    main()
