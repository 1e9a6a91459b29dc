"""The cross-reference matrix: what is asked (`request`), counted, and answered (`result`).

Everything in here is pure calculation over a table of facts in memory; numpy is imported by the
modules that count, and only when something is to be counted.
"""

from workbench.matrix.context import Context as Context
from workbench.matrix.request import Axis as Axis
from workbench.matrix.request import Filter as Filter
from workbench.matrix.request import Request as Request
from workbench.matrix.request import Sort as Sort
from workbench.matrix.result import CellChange as CellChange
from workbench.matrix.result import Difference as Difference
from workbench.matrix.result import Entry as Entry
from workbench.matrix.result import Figures as Figures
from workbench.matrix.result import Gap as Gap
from workbench.matrix.result import Matrix as Matrix
from workbench.matrix.result import Value as Value
