"""The same over the partitions of a Dask data frame, on a real cluster, whose workers may die."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path
from typing import TYPE_CHECKING

import dask
import dask.dataframe as dd
import options_appraisal as oa
import options_appraisal.dask as oa_dask
import pandas as pd
import pytest
from distributed import Client, LocalCluster

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[2]
HOURS = "service.usage.staffed_hours"


@pytest.fixture(scope="module")
def template() -> oa.Appraisal:
    return oa.load(ROOT / "docs" / "examples" / "national.toml")


@pytest.fixture(scope="module")
def client() -> Iterator[Client]:
    cluster = LocalCluster(n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None)
    with cluster, Client(cluster) as client:
        yield client


def table(rows: int) -> pd.DataFrame:
    hours = [str(n % 40 + 5) for n in range(rows)]
    hours[3] = "[Unknown]"
    return pd.DataFrame({"id": [f"library {n}" for n in range(rows)], HOURS: hours})


def same(left: pd.DataFrame, right: pd.DataFrame) -> None:
    pd.testing.assert_frame_equal(left.reset_index(drop=True), right.reset_index(drop=True), check_exact=True)


def test_partitions_on_workers_give_what_one_process_gives(client: Client, template: oa.Appraisal) -> None:
    frame = table(14)
    local = oa.run_many(template, frame, draws=100)
    run = oa_dask.run_many(template, dd.from_pandas(frame, npartitions=4), draws=100)
    results, problems = dask.compute(*run)
    same(results, local.to_pandas())
    assert run.results.dtypes.equals(results.dtypes)
    # The row is counted within the partition; the id is the same everywhere.
    assert [(one.id, one.address) for one in problems.itertuples()] == [("library 3", HOURS)]
    assert [(one.id, one.address) for one in local.problems] == [("library 3", HOURS)]
    mapped = dd.from_pandas(frame, npartitions=3).map_partitions(
        oa_dask.run_partition, template, draws=100, meta=results.head(0)
    )
    same(mapped.compute(), results)
    assert len(client.scheduler_info()["workers"]) == 2


def test_a_worker_that_dies_in_mid_run_changes_nothing(client: Client, template: oa.Appraisal) -> None:
    frame = table(24)
    asked = {"draws": 40_000, "measures": ["saving_total"]}
    expected = oa.run_many(template, frame, **asked).to_pandas()
    processes = client.run(os.getpid)
    run = oa_dask.run_many(template, dd.from_pandas(frame, npartitions=8), **asked)
    future = client.compute(run.results)
    # The first worker that has work is killed before the work can be done.
    deadline = time.monotonic() + 60
    while not (busy := [address for address, tasks in client.processing().items() if tasks]):
        assert time.monotonic() < deadline
        time.sleep(0.005)
    victim = processes[busy[0]]
    assert not future.done()
    os.kill(victim, signal.SIGKILL)
    same(future.result(timeout=120), expected)
    client.wait_for_workers(2, timeout=60)
    after = client.run(os.getpid)
    assert len(after) == 2
    assert victim not in after.values()
