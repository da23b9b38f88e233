"""The stylesheets: contrast of the tokens, room for Vietnamese marks, nothing that the CSP or a reader would miss."""

import re
from pathlib import Path

import pytest

import trienkhai.kit

STATIC = Path(trienkhai.kit.__file__).parent / "static" / "kit"
TEMPLATES = Path(trienkhai.kit.__file__).parent / "templates"
CSS = {path.name: path.read_text(encoding="utf-8") for path in STATIC.glob("*.css")}

TEXT = 4.5  # WCAG 2.2, 1.4.3
PART = 3.0  # 1.4.11: borders of fields, focus
PAIRS = [
    *[(ink, ground, TEXT) for ink in ("ink", "ink-soft", "accent") for ground in ("ground", "surface", "surface-2")],
    ("accent-strong", "accent-soft", TEXT),
    ("on-accent", "accent", TEXT),
    ("on-accent", "accent-strong", TEXT),
    ("on-bar", "bar", TEXT),
    ("on-bar-soft", "bar", TEXT),
    ("on-bar-focus", "bar", PART),
    *[(kind, f"{kind}-soft", TEXT) for kind in ("accent", "good", "warning", "bad")],
    *[("ink", f"{kind}-soft", TEXT) for kind in ("accent", "good", "warning", "bad")],
    *[("ink", mark, TEXT) for mark in ("mark", "mark-cite", "mark-done", "mark-off")],
    ("paper-ink", "paper", TEXT),
    ("paper-link", "paper", TEXT),
    ("ink", "surface", TEXT),
    ("bad", "surface", TEXT),
    ("bad-strong", "bad-soft", TEXT),
    ("edge-strong", "surface", PART),
    ("focus", "surface", PART),
    ("focus", "ground", PART),
]


def schemes():
    light, dark = CSS["tokens.css"].split("@media (prefers-color-scheme: dark)")
    colours = [dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", part)) for part in (light, dark)]
    return {"light": colours[0], "dark": colours[0] | colours[1]}


def luminance(colour):
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("ink", "ground", "least"), PAIRS)
def test_contrast_is_enough_in_both_schemes(scheme, ink, ground, least):
    colours = schemes()[scheme]
    one, other = sorted((luminance(colours[ink]), luminance(colours[ground])))
    assert (other + 0.05) / (one + 0.05) >= least


def test_lines_leave_room_for_vietnamese_marks():
    everything = "\n".join(CSS.values())
    assert float(re.search(r"--line-tight: ([\d.]+)", everything)[1]) >= 1.35
    heights = set(re.findall(r"(?<!-)line-height: ([^;]+);", everything))
    assert all(height.startswith("var(") or float(height) >= 1.35 for height in heights)


def test_no_stylesheet_changes_the_case_of_letters():
    assert not [name for name, css in CSS.items() if re.search(r"text-transform|small-caps", css)]


def test_every_colour_of_the_parts_is_a_token():
    for name, css in CSS.items():
        if name not in {"tokens.css", "print.css"}:
            assert re.findall(r"#[0-9a-f]{3,8}\b", css) == [], name


def test_every_variable_is_defined():
    defined = set(re.findall(r"(--[\w-]+):", CSS["tokens.css"]))
    for name, css in CSS.items():
        assert set(re.findall(r"var\((--[\w-]+)", css)) <= defined, name


def test_no_template_of_the_product_has_inline_style_or_script():
    rooms = TEMPLATES.parent.parent
    for path in rooms.rglob("templates/**/*.html"):
        html = path.read_text(encoding="utf-8")
        assert not re.search(r"""\sstyle=|\son[a-z]+=["']|<style|<script(?![^>]*\ssrc=)|javascript:""", html), path


def test_every_stylesheet_is_linked():
    linked = set(re.findall(r"kit/(\w+\.css)", (TEMPLATES / "kit" / "head.html").read_text(encoding="utf-8")))
    assert linked == set(CSS)


def test_the_vendored_script_names_its_version_and_licence():
    folder = STATIC / "vendor" / "htmx"
    script = (folder / "htmx.min.js").read_text(encoding="utf-8")
    version = re.search(r"htmx\.org (\d+\.\d+\.\d+)", (folder / "VERSION").read_text(encoding="utf-8"))[1]
    assert f'version:"{version}"' in script and "sourceMappingURL" not in script
    assert "Zero-Clause BSD" in (folder / "LICENSE").read_text(encoding="utf-8")
