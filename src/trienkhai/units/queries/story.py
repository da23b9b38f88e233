"""What the journal tells about things of this room, in words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Model, Q

from trienkhai.journal.models import Entry
from trienkhai.people.models import Person
from trienkhai.vietnamese import N_

from ..models import Post

VERBS = {
    "unit.created": N_("Thêm đơn vị"),
    "unit.begun_earlier": N_("Ghi ngày bắt đầu sớm hơn"),
    "unit.placed": N_("Xếp chỗ trong hệ thống"),
    "unit.moved": N_("Chuyển sang đơn vị cấp trên khác"),
    "unit.renamed": N_("Đổi tên, loại hoặc mã chính thức"),
    "unit.ended": N_("Ghi kết thúc hoạt động"),
    "unit.heirs_settled": N_("Ghi tỷ lệ của các đơn vị kế tục"),
    "unit.change_taken_back": N_("Rút lại thay đổi của một đợt sắp xếp"),
    "reorganisation.prepared": N_("Lập bản nháp sắp xếp"),
    "reorganisation.changed": N_("Sửa đợt sắp xếp"),
    "reorganisation.applied": N_("Áp dụng đợt sắp xếp"),
    "reorganisation.taken_back": N_("Rút lại đợt sắp xếp"),
    "reorganisation.discarded": N_("Bỏ đợt sắp xếp"),
    "post.given": N_("Giao chức danh"),
    "post.ended": N_("Cho thôi chức danh"),
    "post.taken_back": N_("Rút chức danh đã giao trước ở đơn vị mới"),
    "person.added": N_("Thêm người dùng"),
    "person.changed": N_("Sửa thông tin"),
    "person.password_reset": N_("Cấp phiếu mật khẩu mới"),
    "person.password_chosen": N_("Tự chọn mật khẩu"),
    "person.shut_out": N_("Khóa tài khoản"),
    "person.let_in": N_("Mở lại tài khoản"),
}


@dataclass(frozen=True)
class Told:
    """An entry: when, a Vietnamese msgid of what, who through which post (empty: the program), about whom or what."""

    when: datetime
    msgid: str
    who: str
    note: str


def story_of(things: Iterable[Model], notes: dict[tuple[str, int], str], most: int = 50) -> list[Told]:
    """The newest entries about the things, newest first. `notes`: words to add, by (label of the table, id)."""
    about = Q(pk__in=())
    for thing in things:
        about |= Q(kind=thing._meta.label_lower, object_id=thing.pk)
    entries = list(Entry.objects.filter(about).order_by("-id")[:most])
    names = dict(Person.objects.filter(pk__in={entry.person_id for entry in entries}).values_list("pk", "name"))
    through = Post.objects.filter(pk__in={entry.post_id for entry in entries}).select_related("unit")
    posts = {post.pk: str(post) for post in through}
    return [
        Told(
            entry.at,
            VERBS.get(entry.verb, entry.verb),
            " · ".join(filter(None, (names.get(entry.person_id or 0), posts.get(entry.post_id or 0))))
            if entry.person_id
            else "",
            notes.get((entry.kind, entry.object_id), ""),
        )
        for entry in entries
    ]
