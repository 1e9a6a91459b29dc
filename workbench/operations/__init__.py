"""The verbs that the window and the command line share.

What writes takes the open action first, so that a whole import is one step of the log; what only
reads takes the project. Files are named by their paths, troubles are raised as `ProjectError`.
"""

from workbench.operations.agreement import (
    AgreementRequest,
    find_confusions,
    gather_agreement,
    measure_agreement,
)
from workbench.operations.agreement_export import export_agreement
from workbench.operations.claim_rows import export_claims
from workbench.operations.claims import ClaimsReport, RejectedRows, import_claims
from workbench.operations.codebook import add_tag, edit_tag, export_codebook, import_codebook
from workbench.operations.codebook_print import (
    codebook_html,
    codebook_markdown,
    print_codebook,
)
from workbench.operations.compare import Comparison, compare_coders, compare_document
from workbench.operations.compare_export import export_comparison
from workbench.operations.copies import copy_project
from workbench.operations.many import (
    citations,
    edit_claims,
    remove_claims,
    tag_claims,
    untag_claims,
)
from workbench.operations.matrix import export_matrix, matrix_csv, matrix_table
from workbench.operations.mentions import (
    actor_named,
    export_mentions,
    find_mentions,
    mentions_csv,
)
from workbench.operations.merge import MergeReport, merge_file, plan_merge
from workbench.operations.merge_plan import Doubt, MergePlan
from workbench.operations.projects import SAMPLE_CODER, info, new_project, write_sample
from workbench.operations.sources import (
    SUFFIXES,
    Box,
    EncodingDoubt,
    ImportReport,
    PasswordNeeded,
    Refused,
    Source,
    add_sources,
    find_files,
    read_source,
)
from workbench.operations.versions import VersionReport, replace_document

__all__ = [
    "SAMPLE_CODER", "SUFFIXES", "AgreementRequest", "Box", "ClaimsReport", "Comparison", "Doubt",
    "EncodingDoubt", "ImportReport", "MergePlan", "MergeReport", "PasswordNeeded", "Refused",
    "RejectedRows", "Source", "VersionReport", "actor_named", "add_sources", "add_tag", "citations",
    "codebook_html", "codebook_markdown", "compare_coders", "compare_document", "copy_project",
    "edit_claims",
    "edit_tag", "export_agreement", "export_claims", "export_codebook", "export_comparison",
    "export_matrix", "export_mentions", "find_confusions", "find_files", "find_mentions",
    "gather_agreement", "import_claims", "import_codebook", "info", "matrix_csv", "matrix_table",
    "measure_agreement", "mentions_csv", "merge_file", "new_project", "plan_merge",
    "print_codebook", "read_source", "remove_claims", "replace_document", "tag_claims",
    "untag_claims", "write_sample",
]  # fmt: skip
