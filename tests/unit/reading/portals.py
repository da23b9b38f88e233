"""Invented pages as portals of different make print them; the same article in each."""

TITLE = "Xã Hoa Sen mở 85 lớp học cộng đồng trong năm 2026"
LEAD = "Năm 2026, xã Hoa Sen đã mở 85 lớp học cộng đồng cho 5.771 học viên, đạt 97,8% kế hoạch đề ra từ đầu năm."
BODY = [
    "Theo Ủy ban nhân dân xã, trong số này có 12 lớp tin học và 7 lớp tiếng Anh dành cho người lớn tuổi ở các thôn xa.",
    "Xã cũng đã sửa 34 căn nhà, trồng 1.250 cây xanh dọc các tuyến đường; kinh phí hơn 1,2 tỷ đồng do dân đóng góp.",
    "Trong năm tới, xã phấn đấu mở thêm 20 lớp và đưa nước sạch về 3 thôn còn lại trên địa bàn.",
]
CAPTION = "Một buổi học của 45 học viên ở thôn Đồi Sim."
ROWS = [("Thôn", "Số lớp", "Số học viên"), ("Đồi Sim", "30", "2.100"), ("Rừng Cọ", "55", "3.671")]
FIGURES = [85, 5771, 97.8, 45, 12, 7, 34, 1250, 1_200_000_000, 30, 2100, 55, 3671, 20, 3]  # headline aside

_LINKS = ["Giới thiệu", "Tin tức - Sự kiện", "Văn bản chỉ đạo", "Thủ tục hành chính", "Lịch công tác", "Liên hệ"]
_OTHERS = [
    "Phường Hoa Ban trồng 400 cây xanh (12/03/2026)",
    "Xã Suối Trăng khám sức khỏe cho 615 người cao tuổi",
    "Trường Tiểu học Đồi Sim có thêm 8 phòng học mới",
]


def table(attributes: str = "") -> str:
    """The table of the article."""
    rows = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in ROWS)
    return f"<table {attributes}><tbody>{rows}</tbody></table>"


def menu(tag: str = "li") -> str:
    """Links of a menu."""
    return "".join(f'<{tag}><a href="#">{link}</a></{tag}>' for link in _LINKS)


def others(tag: str = "li") -> str:
    """Links to other articles."""
    return "".join(f'<{tag}><a href="#">{other}</a></{tag}>' for other in _OTHERS)


WORDPRESS = f"""<!DOCTYPE html><html lang="vi"><head><meta charset="utf-8">
<title>{TITLE} – Trang thông tin xã Hoa Sen</title>
<style>.a{{color:red}}</style></head><body class="single has-sidebar">
<header id="masthead"><a href="/">Trang thông tin điện tử xã Hoa Sen</a><nav><ul class="menu">{menu()}</ul></nav>
</header>
<div id="content"><main><article class="post"><h1 class="entry-title">{TITLE}</h1>
<div class="entry-meta">12/12/2026 <span>Lượt xem: 1.520</span></div>
<div class="sharedaddy"><a>Facebook 15</a><a>Zalo 9</a></div>
<div class="entry-content"><p><strong>{LEAD}</strong></p>
<figure><img src="a.jpg"><figcaption>{CAPTION}</figcaption></figure>
<p>{BODY[0]}</p><p>{BODY[1]}</p><figure class="wp-block-table">{table()}</figure><p>{BODY[2]}</p></div>
<div class="post-tags">Thẻ: <a>lớp học</a>, <a>cây xanh 2026</a></div></article>
<div id="comments"><h3>3 bình luận</h3>
<p>Đã gửi 15 phút trước. Cảm ơn bạn đọc đã theo dõi trang của xã trong 7 năm qua.</p></div>
</main><aside><h3>Bài viết mới</h3><ul>{others()}</ul></aside></div>
<footer><p>Địa chỉ: số 5 đường Hoa Ban, xã Hoa Sen. Điện thoại: 0200 123 456.</p>
<p>Đang truy cập: 15 – Hôm nay: 204</p></footer>
</body></html>"""

ASP_NET = f"""<html><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8"/>
<title>Chi tiết tin</title></head>
<body><form method="post" action="./Default.aspx?tabid=77" id="Form">
<input type="hidden" name="__VIEWSTATE" value="abc123"/>
<table id="Table1" width="100%"><tr><td class="HeadBg" colspan="3"><a>CỔNG THÔNG TIN ĐIỆN TỬ XÃ HOA SEN</a></td></tr>
<tr><td id="dnn_LeftPane" width="180" valign="top"><table class="MenuLeft">
{"".join(f"<tr><td><a href='#'>{n}</a></td></tr>" for n in _LINKS)}</table>
<div class="thongke">Thống kê truy cập<br>Đang online: 12<br>Hôm nay: 1.204<br>Tổng số lượt truy cập:
5.120.344</div></td>
<td id="dnn_ContentPane" valign="top"><div id="dnn_ctr401_ViewNews"><span class="TitleNews">{TITLE}</span>
<div class="ngaydang">Thứ bảy, 12/12/2026 08:30 | Lượt xem: 98</div>
<table width="100%"><tr><td><p class="SapoNews">{LEAD}</p></td></tr>
<tr><td><table align="center" class="anh"><tr><td><img src="a.jpg"></td></tr><tr><td><em>{CAPTION}</em></td></tr>
</table>
<p>{BODY[0]}</p><p>{BODY[1]}</p>{table('border="1" cellpadding="2"')}<p>{BODY[2]}</p></td></tr></table>
<div align="right">In trang | Gửi email | Quay lại</div></div>
<div class="tinlienquan"><b>Các tin khác</b><ul>{others()}</ul></div></td>
<td id="dnn_RightPane"><div>Liên kết website</div><select><option>Sở Nội vụ 1</option></select>
<p>Thông báo</p><ul>{others()}</ul></td></tr>
<tr>
<td colspan="3" class="FooterBg">Bản quyền thuộc về Ủy ban nhân dân xã Hoa Sen. Giấy phép số 15/GP-TTĐT cấp năm
2020.<br>
Chịu trách nhiệm nội dung: Văn phòng xã. Điện thoại: 0200.123.456</td></tr></table></form></body></html>"""

SOUP = f"""<html><head><title>{TITLE}</title></head><body><div class="w1"><div class="w2"><div class="x9">
<div class="q1">{"".join(f'<div class="q2"><a href="#"><span>{n}</span></a></div>' for n in _LINKS)}</div>
<div class="z1"><div class="z2"><div class="z3"><div class="r1">Trang chủ » Tin tức » Xã hội</div>
<div class="r2"><b>{TITLE}</b></div><div class="r3">Cỡ chữ: A- A A+</div>
<div class="r4">{LEAD}<br><br>{BODY[0]}<br/><br/><img src="a.png"/><br>{CAPTION}<br>
<br>{BODY[1]}<br>{table()}<br>{BODY[2]}<br></div>
<div class="r5">Chia sẻ: <a>Facebook</a> <a>Zalo</a></div>
<div class="r6"><div>Tin liên quan</div>{others("div")}</div></div></div>
<div class="s1"><div>Tin đọc nhiều</div>{others("div")}<div>Khách trực tuyến: 25</div>
<div>Tổng truy cập: 1.234.567</div></div>
</div><div class="f1">© 2026 Xã Hoa Sen. Thiết kế bởi Công ty Hoa Mai.</div></div></div></div></body></html>"""

NEWSPAPER = f"""<!doctype html><html><head><meta charset="utf-8"><title>{TITLE} | Báo Hạc Giang</title>
<meta property="og:title" content="{TITLE}"></head><body>
<div class="top-header"><span class="date">Thứ bảy, 12/12/2026</span><ul class="main-nav">{menu()}</ul></div>
<div class="container"><div class="detail-left"><div class="breadcrumb"><a>Xã hội</a> › <a>Giáo dục</a></div>
<h1 class="detail-title">{TITLE}</h1><div class="detail-info"><span>Minh Hà</span> - 08:30 12/12/2026</div>
<h2 class="detail-sapo">{LEAD}</h2>
<div class="detail-content"><div class="social-share"><a>Chia sẻ</a><span>15</span></div>
<table class="picture"><tr><td class="pic"><img src="b.jpg"></td></tr><tr><td class="caption"><p>{CAPTION}</p>
</td></tr></table>
<p>{BODY[0]}</p><div class="related-inline"><a href="#">{_OTHERS[0]}</a></div>
<p>{BODY[1]}</p>{table('class="data"')}<p>{BODY[2]}</p><p style="text-align:right"><strong>Minh Hà</strong></p></div>
<div class="tags"><h3>Từ khóa:</h3><a>lớp học</a></div>
<div class="box-related"><h3>Tin cùng chuyên mục</h3><div class="item"><h4><a>{_OTHERS[1]}</a></h4>
<p>Trong 2 ngày, các bác sĩ đã khám và cấp thuốc cho 615 người cao tuổi ở 9 thôn của xã Suối Trăng.</p></div>
</div></div>
<div class="sidebar"><div class="widget"><h3>Xem nhiều</h3>{others("div")}</div></div></div>
<div class="footer"><p>Tổng biên tập: Trần Văn Mộc. Tòa soạn: số 9 đường Hoa Mai. Hotline: 0200 999 888</p></div>
</body></html>"""

TABLES_ONLY = f"""<html><body bgcolor="#ffffff"><table width="980" align="center"><tr><td colspan="2">
<img src="banner.jpg"></td></tr>
<tr><td width="200" valign="top"><a href="#">Trang nhất</a><br><a href="#">Tin tức</a><br><a href="#">Công báo</a><br>
<a href="#">Hỏi đáp</a><p>Số người online: 8</p></td>
<td valign="top"><font size="4"><b>{TITLE}</b></font><p align="justify"><font size="2">{LEAD}</font></p>
<p align="justify">{BODY[0]}</p><center><i>{CAPTION}</i></center><p align="justify">{BODY[1]}</p>
{table('width="90%" border="1"')}<p align="justify">{BODY[2]}</p>
<p><a href="#">Về đầu trang</a></p><b>Những tin cũ hơn</b>{others("p")}</td></tr>
<tr><td colspan="2" align="center">Đơn vị chủ quản: Ủy ban nhân dân xã Hoa Sen</td></tr></table></body></html>"""

PAGES = {"wordpress": WORDPRESS, "asp_net": ASP_NET, "soup": SOUP, "newspaper": NEWSPAPER, "tables": TABLES_ONLY}
