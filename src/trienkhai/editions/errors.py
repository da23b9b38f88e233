"""Why an edition cannot be changed, approved or issued as asked."""

from trienkhai.vietnamese import Refusal


class CannotEdit(Refusal):
    """Approved or issued: its words stand."""

    code = "cannot_edit"


class ChangedMeanwhile(Refusal):
    """Another person saved other words since the page was opened."""

    code = "changed_meanwhile"


class CannotIssue(Refusal):
    """The number is missing, taken, or the edition is not approved."""

    code = "cannot_issue"


class AlreadyDone(Refusal):
    """Approved or issued a moment ago, perhaps in another tab: nothing more to do."""

    code = "already_done"
