"""The web site in a real browser: what `make site-test` runs on build/site, in two schemes of colour and at three widths.

The pages are served under a path of their own, as on GitHub Pages. Chromium is the system's, or what CHROMIUM names; a page
that asks for anything elsewhere fails.
"""

import functools
import http.server
import os
import re
import shutil
import threading
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from build_notebooks import REPOSITORY, ROOT

playwright = pytest.importorskip("playwright.sync_api", reason="Playwright is not here: make site-test installs it")
import axe_playwright_python  # noqa: E402
from bs4 import BeautifulSoup  # noqa: E402

SITE = ROOT / "build" / "site"
PAGES = sorted(path.relative_to(SITE).as_posix() for path in SITE.rglob("*.html") if "_static" not in path.parts)
LESSONS = [page for page in PAGES if page.startswith("notebooks/")]
PLAYS = [page for page in PAGES if page.startswith("plays/")]
WIDTHS, SCHEMES = (412, 800, 1400), ("light", "dark")
AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text()
BROWSER = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass


@pytest.fixture(scope="session")
def address(tmp_path_factory):
    """The site's address on this machine, some folders deep."""
    assert PAGES, f"{SITE} is empty: make site"
    root = tmp_path_factory.mktemp("served")
    (root / "some").mkdir()
    (root / "some" / "path").symlink_to(SITE)
    handler = functools.partial(Quiet, directory=root)
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/some/path"
        server.shutdown()


@pytest.fixture(scope="session")
def chromium():
    assert BROWSER, "There is no Chromium here: install it, or say where it is with CHROMIUM=/path/to/it."
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=BROWSER, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def open_page(chromium, address):
    """Return a function that opens a page of the site; what it asks for elsewhere and complains of fails the test."""
    wrong, contexts = [], []

    def open_it(page, width=800, scheme="light", files=False, **settings):
        home = SITE.as_uri() if files else address
        context = chromium.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme, **settings)
        contexts.append(context)
        tab = context.new_page()
        tab.on("request", lambda request: own(request.url) or wrong.append(f"asked for {request.url}"))
        tab.on("console", lambda message: message.type == "error" and wrong.append(f"{page}: {message.text}"))
        tab.on("pageerror", lambda error: wrong.append(f"{page}: {error}"))
        tab.on("response", lambda response: response.status >= 400 and wrong.append(f"{response.status}: {response.url}"))
        tab.goto(f"{home}/{page}")
        return tab

    def own(url):
        return url.startswith((f"{address}/", f"{SITE.as_uri()}/", "data:", "blob:"))

    yield open_it
    for context in contexts:
        context.close()
    assert not wrong, wrong


@functools.cache
def soup(page):
    return BeautifulSoup((SITE / page).read_text(), "html.parser")


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("page", PAGES)
def test_page_can_be_read_by_everyone_at_every_width(open_page, page, scheme):
    tab = open_page(page, scheme=scheme)
    tab.evaluate(AXE)
    for width in WIDTHS:
        tab.set_viewport_size({"width": width, "height": 900})
        tab.evaluate("document.querySelectorAll('details').forEach(solution => solution.open = true)")
        tab.wait_for_timeout(500)  # the theme takes 300 ms to see what can be scrolled now
        assert tab.evaluate("document.documentElement.scrollWidth") <= width, "the page is wider than the window"
        found = tab.evaluate("axe.run(document, {resultTypes: ['violations'], preload: false})")["violations"]
        serious = [
            (violation["id"], violation["help"], [node["target"] for node in violation["nodes"]][:3])
            for violation in found
            if violation["impact"] in ("serious", "critical")
        ]
        assert not serious, (width, serious)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_the_scheme_of_colours_is_followed(open_page, scheme):
    for page in ("index.html", LESSONS[0], *PLAYS):
        tab = open_page(page, scheme=scheme)
        ground = tab.evaluate("getComputedStyle(document.body).backgroundColor")
        light = sum(map(int, re.findall(r"\d+", ground)[:3])) > 3 * 128
        assert light == (scheme == "light"), (page, ground)


@pytest.mark.parametrize("page", PAGES)
def test_every_picture_has_its_description(page):
    for picture in soup(page).find_all("img"):
        alt = picture.get("alt")
        assert alt is not None, picture
        assert alt.strip() or picture.find_parent("a", class_="navbar-brand"), picture
        assert not re.fullmatch(r"\.*/?_?images/\S+|\S+\.png", alt), picture


@pytest.mark.parametrize("page", PAGES)
def test_links_lead_somewhere(page):
    for link in soup(page).find_all("a", href=True):
        href = link["href"]
        parts = urlsplit(href)
        if parts.scheme in ("http", "https"):
            assert parts.scheme == "https" and re.fullmatch(r"[\w-]+(\.[\w-]+)+", parts.netloc) and " " not in href, href
            if href.startswith(f"{REPOSITORY}/blob/main/"):
                assert (ROOT / unquote(parts.path).split("/blob/main/")[1]).exists(), href
        elif parts.scheme not in ("mailto", "data", "javascript"):
            target = (SITE / page).parent / unquote(parts.path) if parts.path else SITE / page
            assert target.exists(), href
            if parts.fragment and target.suffix == ".html":
                there = soup(target.resolve().relative_to(SITE.resolve()).as_posix())
                assert there.find(id=unquote(parts.fragment)), href


def test_buttons_of_a_lesson_point_to_its_notebook(open_page):
    for page in LESSONS:
        stem = Path(page).stem
        links = [link["href"] for link in soup(page).find_all("a", href=True)]
        colab = [link for link in links if "colab.research.google.com" in link]
        assert colab and all(link.endswith(f"/blob/main/notebooks/{stem}.ipynb") for link in colab), colab
        download = [link for link in links if link.endswith(".ipynb") and not link.startswith("http")]
        assert download and all(
            (SITE / page).parent.joinpath(link).read_bytes() == (ROOT / "notebooks" / f"{stem}.ipynb").read_bytes()
            for link in download
        ), download


def test_menu_opens_on_a_telephone_and_leads_to_every_lesson(open_page):
    tab = open_page("index.html", width=412)
    menu = tab.locator("#pst-primary-sidebar-modal")
    assert not menu.is_visible()
    tab.locator("button.primary-toggle").first.click()
    assert menu.is_visible()
    links = menu.locator("a[href^='notebooks/']")
    assert links.count() == len(LESSONS)
    menu.get_by_text("14 failures").click()
    tab.wait_for_url("**/14_failures.html")


def test_search_finds_mode_collapse(open_page):
    tab = open_page("search.html?q=mode+collapse")
    tab.wait_for_selector("ul.search a[href*='14_failures']")
    tab = open_page("index.html", width=1400)
    tab.locator(".search-button__button").first.click()
    tab.keyboard.type("mode collapse")
    tab.keyboard.press("Enter")
    tab.wait_for_url("**/search.html?q=mode*collapse*")
    tab.wait_for_selector("ul.search a[href*='14_failures']")


def test_pages_work_from_files(open_page):
    for page in ("index.html", "notebooks/13_dcgan.html", *PLAYS):
        tab = open_page(page, files=True)
        assert tab.evaluate("[...document.images].every(image => image.complete && image.naturalWidth > 0)"), page
    tab = open_page("notebooks/11_minimax_objective.html", files=True)
    tab.wait_for_selector("mjx-container svg")  # formulas


def test_solutions_are_folded(open_page):
    tab = open_page("notebooks/09_games.html")
    solution = tab.locator("details").first
    code = solution.locator("pre").first
    assert not code.is_visible()
    solution.locator("summary").click()
    assert code.is_visible()


# The plays


@pytest.mark.parametrize("page", PLAYS)
def test_play_is_one_file_that_is_reached_from_its_lesson(page):
    text = (SITE / page).read_text()
    assert not re.findall(r"""(?:src|href)=["'](?!data:|\.\./notebooks/)[^"'$]+""", text)
    lessons = set(re.findall(r"\.\./notebooks/(\w+)\.html", text))
    assert lessons
    linking = {Path(lesson).stem for lesson in LESSONS if f"plays/{Path(page).name}" in (SITE / lesson).read_text()}
    assert lessons & linking, f"no lesson links to {page}: {lessons}"


@pytest.mark.parametrize("page", PLAYS)
def test_play_can_be_played_by_keyboard_and_touch(open_page, page):
    tab = open_page(page, width=412, has_touch=True)
    reached = set()
    for _ in range(60):
        tab.keyboard.press("Tab")
        reached.add(tab.evaluate("document.activeElement.id || document.activeElement.textContent"))
    inside = "button, input, select, [tabindex='0']"
    there = tab.evaluate(
        f"[...document.querySelectorAll({inside!r})].filter(e => e.offsetParent).map(e => e.id || e.textContent)"
    )
    assert set(there) <= reached, set(there) - reached
    for button in tab.locator("button:visible").all():
        box = button.bounding_box()
        assert box["height"] >= 44 and box["width"] >= 44, button.text_content()


def number(tab, of):
    return tab.locator(f"#{of}").text_content()


def test_ring_game_finds_its_modes(open_page):
    tab = open_page("plays/ring.html", width=1400)
    assert number(tab, "n-steps") == "0"
    tab.click("#step")
    assert number(tab, "n-steps") == "1" and "Step 1" in number(tab, "said")
    for _ in range(5):
        tab.click("#many")
    assert number(tab, "n-steps") == "2501" and number(tab, "n-modes") == "8 of 8"
    tab.click("#again")
    assert number(tab, "n-steps") == "0" and number(tab, "n-modes") != "8 of 8"


def test_steps_of_one_player_leave_the_other_where_it_was(open_page):
    tab = open_page("plays/ring.html")
    weights = "JSON.stringify([game.G, game.D].map(net => [...net.layers[0].w]))"
    before = tab.evaluate(f"JSON.parse({weights})")
    tab.click("#step-d")
    after_d = tab.evaluate(f"JSON.parse({weights})")
    assert after_d[0] == before[0] and after_d[1] != before[1]
    tab.click("#step-g")
    after_g = tab.evaluate(f"JSON.parse({weights})")
    assert after_g[0] != after_d[0] and after_g[1] == after_d[1]


def test_ring_game_plays_and_pauses(open_page):
    tab = open_page("plays/ring.html")
    tab.click("#play")
    tab.wait_for_function("Number(document.getElementById('n-steps').textContent) > 3")
    tab.click("#play")
    steps = number(tab, "n-steps")
    tab.wait_for_timeout(300)
    assert number(tab, "n-steps") == steps and int(steps) > 3


def test_slow_motion_alternates(open_page):
    tab = open_page("plays/ring.html")
    tab.check("#slow")
    tab.click("#play")
    tab.wait_for_function("document.getElementById('said').textContent.startsWith('D took')")
    tab.wait_for_function("document.getElementById('said').textContent.startsWith('G took')")
    tab.click("#play")


def test_what_is_drawn_becomes_the_real_points(open_page):
    tab = open_page("plays/ring.html", width=1400)
    box = tab.locator("#plane").bounding_box()
    centre = [box["x"] + box["width"] / 2, box["y"] + box["height"] / 2]
    tab.get_by_role("button", name="drawn by you").click()
    tab.mouse.move(*centre)
    tab.mouse.down()
    tab.mouse.move(centre[0] + box["width"] / 4, centre[1], steps=6)
    tab.mouse.up()
    drawn = tab.evaluate("game.source.centres")
    assert len(drawn) > 3 and all(abs(y) < 0.05 and -0.05 < x < 0.6 for x, y in drawn)
    tab.focus("#plane")
    for key in (*["ArrowUp"] * 4, "Space"):
        tab.keyboard.press(key)
    assert any(abs(x) < 0.01 and abs(y - 0.2) < 0.01 for x, y in tab.evaluate("game.source.centres"))


def test_sliders_set_the_rules_and_illnesses_show(open_page):
    tab = open_page("plays/ring.html", width=1400)
    tab.fill("#k", "5")
    tab.select_option("#loss", "Wasserstein")
    assert tab.evaluate("[game.rules.k, game.rules.loss]") == [5, "Wasserstein"]
    tab.get_by_role("button", name="G alone").click()
    assert number(tab, "o-k") == "0" and "mode collapse" in number(tab, "sign")
    tab.click("#many")
    tab.click("#many")
    assert int(number(tab, "n-modes").split()[0]) <= 2  # D stands still: all fakes run to its peak


def test_a_drag_draws_another_digit(open_page):
    tab = open_page("plays/draw.html", has_touch=True)
    picture = "document.getElementById('digit').toDataURL()"
    seen = [tab.evaluate(picture)]
    box = tab.locator("#pad").bounding_box()
    tab.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    tab.mouse.down()
    tab.mouse.move(box["x"] + box["width"] * 0.9, box["y"] + box["height"] * 0.1, steps=4)
    tab.mouse.up()
    assert tab.evaluate("place") == pytest.approx([0.8, 0.8], abs=0.02)
    seen.append(tab.evaluate(picture))
    tab.click("#middle")
    assert tab.evaluate(picture) == seen[0]
    tab.locator("#pad").tap(position={"x": box["width"] / 4, "y": box["height"] / 2})
    assert tab.evaluate("place") == pytest.approx([-0.5, 0], abs=0.02)
    seen.append(tab.evaluate(picture))
    tab.focus("#pad")
    for _ in range(8):
        tab.keyboard.press("ArrowLeft")
    assert tab.evaluate("place") == pytest.approx([-0.9, 0], abs=0.02)
    seen.append(tab.evaluate(picture))
    tab.click("#other")
    seen.append(tab.evaluate(picture))
    assert len(set(seen)) == 5


def test_less_motion_where_it_is_asked_for(open_page):
    counts = {}
    for motion in ("reduce", "no-preference"):
        tab = open_page("plays/draw.html", reduced_motion=motion)
        tab.evaluate("window.shown = 0; const before = show; show = words => { window.shown += 1; before(words); }")
        tab.click("#walk")
        tab.wait_for_timeout(1500)
        counts[motion] = tab.evaluate("window.shown")
        tab.click("#walk")
    assert counts["reduce"] <= 2 < 5 < counts["no-preference"], counts


def test_quiz_counts_right(open_page):
    tab = open_page("plays/judge.html")
    tab.wait_for_function("rounds.length === ROUNDS")
    truth = tab.evaluate("rounds.map(number => number < data.real)")
    wrong = (2, 5, 11)
    for i, real in enumerate(truth):
        said = real != (i in wrong)
        if i % 2:
            tab.keyboard.press("r" if said else "f")
        else:
            tab.click("#real" if said else "#fake")
    assert number(tab, "verdict") == "You: 17 of 20 right"
    assert tab.locator("#rates tr").first.inner_text().split("\t") == [
        "you",
        "17 of 20",
        "85\u00a0%",
        "64\u00a0% to 95\u00a0%",
    ]
    assert [item.inner_text().split(":")[0].strip() for item in tab.locator("#missed li").all()] == [
        "round 3",
        "round 6",
        "round 12",
    ]
    tab.click("#again")
    assert "Round 1 of 20" in number(tab, "said")
