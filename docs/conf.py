"""Sphinx's settings for the course as a web site; tools/build_site.py lays out the pages, `make site` builds them."""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tools"))

from build_notebooks import REPOSITORY  # noqa: E402

project = html_title = "A course on GANs that you can run"
author, project_copyright = "the course's authors", "the course's authors: text CC BY 4.0, code MIT"
language = "en"
extensions = ["myst_nb"]
nb_execution_mode = "off"  # they are executed
nb_remove_code_source = False
myst_enable_extensions = ["dollarmath", "attrs_inline", "deflist"]
myst_heading_anchors = 3
myst_links_external_new_tab = False

# Nothing comes from elsewhere: MathJax is npm's mathjax 3.2.2, es5/tex-svg.js (Apache 2.0), which needs no fonts.
html_static_path = [str(ROOT / "docs" / "static"), str(ROOT / "images" / "dcgan.gif"), str(ROOT / "images" / "samples.png")]
mathjax_path = "mathjax-tex-svg.js"
html_css_files, html_js_files = ["site.css"], ["site.js"]
html_favicon = str(ROOT / "docs" / "static" / "favicon.svg")
html_extra_path = [str(ROOT / "site")]  # the plays, as they are

html_theme = "sphinx_book_theme"
html_context = {"default_mode": "auto"}  # without it each page complains on the console
html_copy_source = True
html_sourcelink_suffix = ""
html_last_updated_fmt = None
html_theme_options = {
    "repository_url": REPOSITORY,
    "repository_branch": "main",
    "use_repository_button": True,
    "path_to_docs": "/",  # without it there is no button for Colab
    "launch_buttons": {"colab_url": "https://colab.research.google.com"},
    "navbar_persistent": [],  # with the search field there, the menu does not open
    "show_navbar_depth": 1,
    "show_toc_level": 2,
}
