"""The same over the partitions of a Dask data frame. It needs ``options-appraisal[dask]``.

A partition is worked out wherever its task runs. What comes of a row depends on the template, the row and its id, so
that neither partitions nor workers change it, and a task whose worker died is run again elsewhere with the same result.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import dask.dataframe as dd
import pandas as pd
from dask.delayed import delayed

from ._many import ManyProblem
from ._many import run_many as _run_many

if TYPE_CHECKING:
    from ._appraisal import Appraisal

__all__ = ["DaskRun", "run_many", "run_partition"]


class DaskRun(NamedTuple):
    """Two data frames that are yet to be computed: the records, and what is wrong with rows.

    ``dask.compute(*run)`` works both out at once. The row of a problem is counted within its partition.
    """

    results: dd.DataFrame
    problems: dd.DataFrame


def run_partition(partition: pd.DataFrame, template: Appraisal, **asked: Any) -> pd.DataFrame:  # noqa: ANN401
    """Give the records of one partition: what ``ddf.map_partitions(run_partition, template)`` calls.

    What is asked is asked as of ``options_appraisal.run_many``. Rows with problems are left out; ``run_many`` of this
    module reports them.
    """
    results, _ = _work_out(template, partition, asked)
    return results


def run_many(template: Appraisal, frame: dd.DataFrame, **asked: Any) -> DaskRun:  # noqa: ANN401
    """Work a question out for every row of a Dask data frame, lazily.

    What is asked is asked as of ``options_appraisal.run_many``; each task has one thread unless ``threads`` says
    otherwise.
    """
    results, problems = _work_out(template, frame._meta, asked)  # noqa: SLF001 (what a partition looks like)
    # One copy for all tasks.
    shared = delayed(template)
    work = delayed(_work_out, nout=2)
    partitions: list[Any] = frame.to_delayed()  # type: ignore[no-untyped-call]
    parts: list[Any] = [work(shared, partition, asked) for partition in partitions]
    return DaskRun(
        dd.from_delayed([part[0] for part in parts], meta=results, verify_meta=False),
        dd.from_delayed([part[1] for part in parts], meta=problems, verify_meta=False),
    )


def _work_out(template: Appraisal, partition: pd.DataFrame, asked: dict[str, Any]) -> tuple[pd.DataFrame, pd.DataFrame]:
    result = _run_many(template, partition, **{"threads": 1, **asked})
    problems = pd.DataFrame(result.problems, columns=list(ManyProblem._fields))
    text = dict.fromkeys(("id", "address", "message", "accepted"), "str")
    return result.to_pandas(), problems.astype({"row": "int64", **text})
