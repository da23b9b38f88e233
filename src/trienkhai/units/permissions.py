"""What a role may allow. Reading comes with every post; the rest is named."""

from trienkhai.vietnamese import N_

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

WORDS = {
    READ: N_("xem"),
    ENTER: N_("nhập số liệu"),
    SEND: N_("gửi báo cáo"),
    REVIEW: N_("duyệt, trả lại báo cáo"),
    CONSOLIDATE: N_("mở kỳ báo cáo, tổng hợp"),
    APPROVE: N_("phê duyệt báo cáo tổng hợp"),
    PUBLISH: N_("ban hành báo cáo"),
    MANAGE_UNITS: N_("quản lý đơn vị"),
    MANAGE_PEOPLE: N_("quản lý người dùng"),
}
