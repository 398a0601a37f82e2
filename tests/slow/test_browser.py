"""JupyterLab in a real browser: a lesson is run, a slider moved, and what a screen reader gets is what the eye sees.

    pytest tests/slow/test_browser.py --screenshots FOLDER      to look at what it saw

Skipped where there is no Chromium.
"""

import base64
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request

import nbformat
import pytest
from browser import CHROMIUM, Browser
from build_notebooks import NOTEBOOKS, ROOT

pytestmark = pytest.mark.skipif(not CHROMIUM, reason="there is no Chromium here to open JupyterLab in")

LESSON = NOTEBOOKS / "02_activations.ipynb"  # it has sliders
ALL_CELLS_RAN = "[...document.querySelectorAll('.jp-CodeCell .jp-InputPrompt')].every(p => /\\[\\d+\\]/.test(p.textContent))"
KERNEL = "[...jupyterapp.shell.widgets('main')].find(w => w.sessionContext)?.sessionContext.session?.kernel"
SLIDER = "document.querySelector('.jp-OutputArea [role=slider]')"
ITS_FIGURE = f"{SLIDER}.closest('.jp-OutputArea').querySelector('img')?.src"


@pytest.fixture(scope="module")
def lab(tmp_path_factory):
    """JupyterLab, as `make lab` starts it, on a copy of the lesson, with settings of its own; returns its address."""
    folder = tmp_path_factory.mktemp("lab")
    (folder / "notebooks").mkdir()
    shutil.copy(LESSON, folder / "notebooks")
    # all cells in the page, not only those in view, so that every figure can be asked for
    settings = folder / "settings" / "@jupyterlab" / "notebook-extension" / "tracker.jupyterlab-settings"
    settings.parent.mkdir(parents=True)
    settings.write_text('{"windowingMode": "none"}')
    own = {"JUPYTERLAB_SETTINGS_DIR": "settings", "JUPYTERLAB_WORKSPACES_DIR": "workspaces", "JUPYTER_CONFIG_DIR": "config"}
    environment = {**os.environ, **{name: str(folder / place) for name, place in own.items()}}
    environment |= {"JUPYTER_RUNTIME_DIR": str(folder / "runtime"), "PYTHONPATH": str(ROOT)}
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "jupyterlab", folder / "notebooks", "--no-browser", "--allow-root", f"--port={port}"]
    command += ["--IdentityProvider.token=", "--LabApp.expose_app_in_browser=True"]
    log = open(folder / "log", "w")
    server = subprocess.Popen(command, env=environment, stdout=log, stderr=log)
    try:
        for _ in range(300):
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{port}/api", timeout=5)
                break
            except OSError:
                assert server.poll() is None, (folder / "log").read_text()
                time.sleep(0.2)
        yield f"http://127.0.0.1:{port}/lab/tree/{LESSON.name}"
    finally:
        server.terminate()  # it ends its kernels, too
        server.wait(30)
        log.close()


@pytest.fixture(scope="module")
def page(lab, tmp_path_factory):
    """The lesson in the browser, after all its outputs were cleared and all its cells were run."""
    with Browser(tmp_path_factory.mktemp("profile")) as browser:
        browser.call("Page.navigate", url=lab)
        cells = len(nbformat.read(LESSON, as_version=4).cells)
        browser.wait_for(f"document.querySelectorAll('.jp-Notebook .jp-Cell').length == {cells}", 60)
        browser.wait_for(KERNEL + "?.status == 'idle'", 60)
        browser.run("jupyterapp.commands.execute('notebook:clear-all-cell-outputs')")
        assert not browser.run("document.querySelectorAll('.jp-Notebook .jp-OutputArea img').length")
        browser.run("jupyterapp.commands.execute('notebook:run-all-cells') && 0")
        browser.wait_for(ALL_CELLS_RAN + f" && {KERNEL}.status == 'idle'", 240)
        browser.wait_for(SLIDER + " != null", 20)
        yield browser


@pytest.fixture
def see(request, page):
    """Return a function that keeps a screenshot where --screenshots asks for it."""
    folder = request.config.getoption("--screenshots")
    return lambda name: folder and page.screenshot(f"{folder}/{name}.png")


def test_the_lesson_runs_and_moving_a_slider_changes_its_figure(page, see):
    assert not page.run("document.querySelectorAll('.jp-Notebook [data-mime-type$=\"jupyter.error\"]').length")
    page.run(f"{SLIDER}.scrollIntoView({{block: 'center'}}), {SLIDER}.focus()")
    before = page.wait_for(ITS_FIGURE, 20)
    said = page.heard(".jp-OutputArea:has([role=slider])")
    see("slider_before")
    for _ in range(5):
        page.press("ArrowRight")
    page.wait_for(f"{ITS_FIGURE} && {ITS_FIGURE} != {before!r}", 20)
    page.wait_for(KERNEL + ".status == 'idle'", 20)
    see("slider_after")
    after = page.run(ITS_FIGURE)
    assert all(base64.b64decode(src.partition("base64,")[2]).startswith(b"\x89PNG") for src in (before, after))
    assert page.heard(".jp-OutputArea:has([role=slider])") != said  # the description moved with it


def test_a_screen_reader_gets_the_description_of_every_figure(page):
    """JupyterLab 4.6 draws a figure without its alternative text: the description has to be the very next thing it says."""
    heard = page.heard(".jp-Notebook")
    pictures = [i for i, (role, _) in enumerate(heard) if role == "image"]
    captions = ["".join(name for _, name in heard[i + 1 : i + 20]) for i in pictures if not heard[i][1]]
    assert all(caption.startswith(("Figure: ", "Animation")) for caption in captions), captions
    outputs = [output for cell in nbformat.read(LESSON, as_version=4).cells for output in cell.get("outputs", ())]
    descriptions = [output.metadata["image/png"]["alt"] for output in outputs if "image/png" in output.get("data", {})]
    assert len(descriptions) >= 3
    assert all(any(description in caption for caption in captions) for description in descriptions)
    assert len(captions) == len(descriptions) + 1  # and the one under the sliders, which is not stored
    # pictures in the text have names of their own
    assert all(len(name.split()) >= 3 for _, name in (heard[i] for i in pictures) if name)
