"""What a person sees when something cannot be done: what happened, and what to do."""

from __future__ import annotations

from django.core.exceptions import (
    PermissionDenied,
    RequestDataTooBig,
    TooManyFieldsSent,
    TooManyFilesSent,
)
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from trienkhai.kit.formats import language

TOO_MUCH = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)
LAST_RESORT = (
    "<!doctype html><html lang='vi'><meta charset='utf-8'><title>Lỗi máy chủ · Triển Khai</title>"
    "<h1>Máy chủ gặp lỗi</h1><p>Hãy thử lại sau ít phút. Nếu vẫn lỗi, báo cho người quản trị giờ xảy ra lỗi.</p></html>"
)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400, or 413 when the request was larger than forms may be."""
    if isinstance(exception, TOO_MUCH):
        return too_large(request)
    title = _("Yêu cầu không đọc được")
    what = _("Trình duyệt đã gửi một yêu cầu mà máy chủ không hiểu. Chưa có gì thay đổi.")
    return _bare(400, title, what, _("Hãy quay lại trang trước, tải lại trang rồi làm lại."))


def forbidden(request: HttpRequest, exception: PermissionDenied | None = None) -> HttpResponse:
    """403: in reach, without the permission."""
    title = _("Chức danh này không được làm việc đó")
    what = str(exception or "") or _(
        "Anh chị xem được đơn vị này, nhưng chức danh đang dùng không có quyền làm việc đó."
    )
    todo = _("Nếu giữ chức danh khác, hãy đổi ở đầu trang; nếu không, hãy hỏi người quản trị của đơn vị.")
    return _within(request, 403, title, what, todo)


def not_found(request: HttpRequest, exception: Http404 | None = None) -> HttpResponse:
    """404: it does not exist, or not for this person."""
    title = _("Không có trang này")
    what = _("Địa chỉ không đúng, hoặc nội dung nằm ngoài các đơn vị mà anh chị được xem.")
    return _within(request, 404, title, what, _("Hãy kiểm tra địa chỉ, hoặc bắt đầu lại từ bàn làm việc."))


def conflict(request: HttpRequest, message: str = "") -> HttpResponse:
    """409: somebody, perhaps in another tab, was faster, or the state does not allow it. The message says which."""
    what = message or _("Nội dung này vừa được thay đổi ở nơi khác, nên việc anh chị yêu cầu chưa được làm.")
    if getattr(request, "htmx", False):
        return _notice(request, 409, what)
    return _within(request, 409, _("Chưa làm được"), what, _("Hãy quay lại, tải lại trang để xem tình trạng mới nhất."))


def too_large(request: HttpRequest, message: str = "") -> HttpResponse:
    """413: the file or form is larger than is taken."""
    what = message or _("Những gì anh chị gửi lớn hơn mức máy chủ nhận. Chưa có gì được lưu.")
    if getattr(request, "htmx", False):
        return _notice(request, 413, what)
    return _bare(413, _("Quá lớn"), what, _("Hãy chia nhỏ tệp hoặc bớt hình ảnh trong tệp, rồi gửi lại."))


def server_error(request: HttpRequest) -> HttpResponse:
    """500, without database, session or anything else that may be what failed."""
    try:
        title, what = _("Máy chủ gặp lỗi"), _("Việc vừa rồi không làm được; những gì đã lưu trước đó vẫn còn.")
        todo = _("Hãy thử lại sau ít phút. Nếu vẫn lỗi, báo cho người quản trị giờ xảy ra lỗi.")
        return _bare(500, title, what, todo)
    except Exception:  # an error page that fails leaves the person with nothing
        return HttpResponse(LAST_RESORT, status=500)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 for a form whose token is missing or old: usually a page left open for long, or cookies switched off."""
    what = _("Trang đã mở quá lâu, hoặc anh chị đã đăng nhập lại ở thẻ khác. Chưa có gì được lưu.")
    todo = _("Hãy quay lại, tải lại trang rồi gửi lại. Nếu vẫn lỗi, hãy cho phép trình duyệt lưu cookie của trang này.")
    return _bare(403, _("Biểu mẫu đã hết hạn"), what, todo)


def _within(request: HttpRequest, status: int, title: str, what: str, todo: str) -> HttpResponse:
    """In the frame of the product, with navigation."""
    words = {"status": status, "problem_title": title, "what": what, "todo": todo}
    return render(request, "kit/problem.html", words, status=status)


def _bare(status: int, title: str, what: str, todo: str) -> HttpResponse:
    """A page of its own that asks nothing of the request."""
    words = {"status": status, "title": title, "what": what, "todo": todo, "language": language()}
    return HttpResponse(render_to_string("kit/bare.html", words), status=status)


def _notice(request: HttpRequest, status: int, text: str) -> HttpResponse:
    """For htmx: a line in the messages region, whatever the target was."""
    answer = render(request, "kit/notice.html", {"kind": "error", "text": text}, status=status)
    answer["HX-Retarget"], answer["HX-Reswap"] = "#messages", "innerHTML"
    return answer
