"""What people do on the pages, by the words that they read there."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path
from typing import Any

from playwright.sync_api import Locator, Page, expect

from tests.cast import PASSWORD


def sign_in(page: Page, login: str, password: str = PASSWORD) -> None:
    """From wherever the visitor was sent to the sign-in page."""
    page.get_by_label("Tên đăng nhập hoặc số điện thoại").fill(login)
    page.get_by_label("Mật khẩu", exact=True).fill(password)
    press(page, "Đăng nhập")


def press(page: Page | Locator, name: str) -> None:
    """The button of that name."""
    page.get_by_role("button", name=name, exact=True).click()


def follow(page: Page | Locator, name: str) -> None:
    """The link of that name."""
    page.get_by_role("link", name=name, exact=True).click()


def go(page: Page, name: str) -> None:
    """To a main part of the product."""
    follow(page.get_by_role("navigation", name="Các phần chính"), name)


def said(page: Page, text: str) -> None:
    """The page says so."""
    expect(page.get_by_role("main")).to_contain_text(text)


def cell(page: Page, label: str) -> Locator:
    """The input of the draft for the unit's own figure of the indicator or category of that name."""
    return page.get_by_role("textbox", name=re.compile(rf"^{re.escape(label)}(?!.*cả cấp dưới$)(,|$)"))


def fill_cells(page: Page, figures: dict[str, str]) -> None:
    """Type figures by the labels of their cells."""
    for label, figure in figures.items():
        cell(page, label).fill(figure)


def upload(page: Page, name: str, content: bytes) -> None:
    """Hand a file to the draft."""
    page.get_by_label("Tải lên báo cáo đã viết sẵn").set_input_files(
        {"name": name, "mimeType": "application/octet-stream", "buffer": content}
    )
    press(page, "Tải lên và đọc")


def download(page: Page, name: str) -> bytes:
    """The file behind the link."""
    with page.expect_download() as started:
        follow(page, name)
    return Path(started.value.path()).read_bytes()


def words_of_docx(content: bytes) -> str:
    """Every paragraph and cell, spaces that do not break as plain ones."""
    from docx import Document

    document = Document(BytesIO(content))
    cells: list[Any] = [cell for table in document.tables for row in table.rows for cell in row.cells]
    lines = [paragraph.text for paragraph in document.paragraphs] + [cell.text for cell in cells]
    return "\n".join(lines).replace("\N{NO-BREAK SPACE}", " ")
