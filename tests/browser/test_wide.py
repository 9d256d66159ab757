"""What is wider than a screen scrolls in a frame of its own, by finger, mouse and keyboard."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import expect

from browser.conftest import Open
from browser.test_look import DESK, PHONE, SCHEMES, violations
from pages.quiet_courses import lesson, published, quiet_course

pytestmark = pytest.mark.browser

TERMS = " + ".join(f"x_{{{number}}}^2" for number in range(40))
ROW = " & ".join(f"a_{{{number}}}" for number in range(40))
LONG = "W" * 60
PROSE = f"""\
## 식

$$
{TERMS}
$$

\\begin{{align}}
a &= {TERMS} \\\\
b &= 1
\\end{{align}}

```{{math}}
\\begin{{pmatrix}} {ROW} \\\\ {ROW} \\end{{pmatrix}}
```

짧은 식 $a + b$, 긴 식 $y = {TERMS}$, 줄 안의 $$ {TERMS} $$ 식, {{math}}`{TERMS}`.

- 목록 $$ {TERMS} $$
  - 안의 목록 $y = {TERMS}$

> 인용 ${TERMS}$

:::{{note}} 상자 ${TERMS}$
$$
{TERMS}
$$
:::

:::{{dropdown}} 접은 글
$\\text{{아주 긴 한국어 글이 식 안에 들어 있으면 어떻게 되는지 보려고 쓴 아주아주 긴 문장}}$
:::

$\\hspace{{30cm}}x$ 그리고 $W+W+W+W+W+W+W+W+W+W+W+W$

| 가 | 나 |
|---|---|
| ${TERMS}$ | $$ {TERMS} $$ |

| {LONG} | {LONG} |
|---|---|
| 1 | 2 |

<table><tr><td>{LONG}</td><td>{LONG}</td></tr></table>

![넓은 그림](images/wide.svg)

### 제목 ${TERMS}$

끝[^1]

[^1]: 각주의 식 ${TERMS}$
"""
WIDE = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="4000" height="20"><path d="M0 0h9v9z"/></svg>'
)
FRAMES = ".sd-math, .sd-long-math, .sd-table"


@pytest.fixture(scope="module")
def wide_page(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Publish a lesson of wide things and return its address."""
    files = {**lesson("a", "넓은 것", prose=PROSE), "lessons/a/images/wide.svg": WIDE}
    site = published(quiet_course(tmp_path_factory.mktemp("wide"), files))
    return f"{Path(site).as_uri()}/lessons/a.html"


@pytest.mark.parametrize("width", [PHONE, DESK])
@pytest.mark.parametrize("scheme", SCHEMES)
def test_no_page_is_wider_than_a_screen_and_all_is_accessible(
    wide_page: str, open_page: Open, scheme: str, width: int
) -> None:
    page = open_page(wide_page, width=width, color_scheme=scheme, reduced_motion="reduce")
    page.evaluate("document.querySelectorAll('details').forEach((one) => (one.open = true))")
    assert page.evaluate("document.documentElement.scrollWidth") == width
    page.wait_for_selector(".sd-math[tabindex='0']")
    assert violations(page) == []


def test_frames_are_reached_named_and_scrolled_by_keyboard(wide_page: str, open_page: Open) -> None:
    page = open_page(wide_page, width=PHONE)
    page.evaluate("document.querySelectorAll('details').forEach((one) => (one.open = true))")
    wide = page.evaluate(
        f"[...document.querySelectorAll('{FRAMES}')]"
        ".filter((frame) => frame.scrollWidth > frame.clientWidth).length"
    )
    assert wide > 15
    expect(page.locator(f":is({FRAMES})[tabindex='0'][role='group']")).to_have_count(wide)
    for frame, name in ((".sd-math", "넓은 수식"), (".sd-table", "넓은 표")):
        told = f"{name}, 옆으로 밀어 보세요"
        expect(page.locator(f"{frame}[tabindex='0']").first).to_have_attribute("aria-label", told)
    page.locator(".sd-math").first.focus()
    page.keyboard.press("ArrowRight")
    for _ in range(100):  # browsers scroll smoothly, and busy ones late
        if page.evaluate("document.querySelector('.sd-math').scrollLeft") > 0:
            break
        page.wait_for_timeout(100)
    else:
        pytest.fail("the arrow key did not scroll the formula")


def test_what_fits_is_no_stop_for_a_keyboard(wide_page: str, open_page: Open) -> None:
    page = open_page(wide_page, width=PHONE)
    page.wait_for_selector(".sd-math[tabindex='0']")
    page.evaluate("document.querySelectorAll('.sd-math').forEach((f) => f.replaceChildren('x'))")
    page.wait_for_selector(".sd-math:not([tabindex])")
    assert page.locator(".sd-math").first.get_attribute("role") is None


def test_a_wide_formula_begins_at_its_left_end(wide_page: str, open_page: Open) -> None:
    page = open_page(wide_page, width=PHONE)
    cut = page.evaluate(
        """() => [...document.querySelectorAll(".sd-math, .sd-long-math")].filter((frame) => {
             const first = frame.querySelector("mi, mo, mn, mtext, mspace");
             return first.getBoundingClientRect().left < frame.getBoundingClientRect().left - 1;
           }).length"""
    )
    assert cut == 0
