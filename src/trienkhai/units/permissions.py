"""What a role may allow. Reading comes with every post; the rest is named."""

READ = "read"
ENTER = "enter"
SEND = "send"
REVIEW = "review"
CONSOLIDATE = "consolidate"
APPROVE = "approve"
PUBLISH = "publish"
MANAGE_UNITS = "manage_units"
MANAGE_PEOPLE = "manage_people"

ALL = (READ, ENTER, SEND, REVIEW, CONSOLIDATE, APPROVE, PUBLISH, MANAGE_UNITS, MANAGE_PEOPLE)
