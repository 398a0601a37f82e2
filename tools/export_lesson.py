"""Make slides or a handout of a lesson, from its built notebook: build/slides/13_dcgan.html, build/handouts/13_dcgan.pdf.

    python tools/export_lesson.py slides 13     figures, formulas, predictions; the rest of the text in the speaker's notes
    python tools/export_lesson.py handout 13    the lesson on paper: text, code, figures with their descriptions, exercises

Neither has solutions. Both are one file each and fetch nothing: pandoc writes formulas as MathML or by Typst. Needs what
`pip install -e .[teach]` brings: pandoc, Typst, and reveal.js, which sphinx-revealjs carries.
"""

import argparse
import base64
import json
import re
import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path

import imageio.v3 as imageio
import nbformat
from build_notebooks import NOTEBOOKS, ROOT
from lesson_source import HEADING

CODE_ON_SLIDE = 14  # lines; what is longer can't be read from the back of the room
STYLE = """<style>
.reveal { font-size: 26px; }
.reveal h2 { font-size: 1.5em; text-transform: none; }
.reveal pre { font-size: 0.75em; width: 100%; }
.reveal pre code { line-height: 1.3; max-height: none; }
.reveal figcaption, .reveal figure p { display: none; }
.reveal img { max-height: 70vh; }
.reveal blockquote { width: 90%; font-style: normal; }
.reveal table { font-size: 0.8em; }
</style>"""


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("kind", choices=["slides", "handout"])
    parser.add_argument("lesson", help="the number of a lesson, as 13")
    options = parser.parse_args()
    paths = sorted(NOTEBOOKS.glob(f"{options.lesson}_*.ipynb"))
    if not paths:
        sys.exit(f"There is no notebook {options.lesson} in {NOTEBOOKS}; make notebooks builds them.")
    missing = [name for name in ("pypandoc", "typst", "sphinx_revealjs") if not find_spec(name)]
    if missing:
        sys.exit(f"{', '.join(missing)} is missing: pip install -e .[teach]")
    with tempfile.TemporaryDirectory() as folder:
        print({"slides": slides, "handout": handout}[options.kind](paths[0], Path(folder)))


def slides(path, folder):
    """Write the slides of a notebook; return where."""
    text = []
    for heading, parts in sections(content(path, folder)):
        shown = [part for part in parts if on_slide(part)]
        notes = "\n\n".join(part for part in parts if part not in shown and not part.startswith("```"))
        for number, part in enumerate(shown):
            text.append(f"## {heading}\n\n{part}")
            if notes and not number:
                text.append(f"::: notes\n{notes}\n:::")
    reveal = Path(find_spec("sphinx_revealjs").origin).parent / "_static" / "revealjs"
    (folder / "style.html").write_text(STYLE)
    settings = [f"revealjs-url={reveal}", "theme=white", "hash=true", "slideNumber=true", "width=1100", "center=false"]
    options = ["--slide-level=2", "--mathml", "--embed-resources", f"--include-in-header={folder / 'style.html'}"]
    target = ROOT / "build" / "slides" / f"{path.stem}.html"
    pandoc("\n\n".join(text), "revealjs", target, title_of(path), settings, options, folder)
    return target


def handout(path, folder):
    """Write the handout of a notebook; return where."""
    import typst

    target, source = ROOT / "build" / "handouts" / f"{path.stem}.pdf", folder / "lesson.typ"
    settings = ["lang=en", "papersize=a4", "fontsize=10pt"]
    text = "\n\n".join(content(path, folder))
    pandoc(text, "typst", source, title_of(path), settings, [], folder)
    # pandoc makes captions of the descriptions; for a screen reader they belong to the pictures as well
    alt = {
        file: json.dumps(words, ensure_ascii=False) for words, file in re.findall(r"!\[(.*?)\]\((.*?)\)", text, re.DOTALL)
    }
    pictures = re.compile(r'image\("([^"]+)"')
    source.write_text(pictures.sub(lambda found: f"{found[0]}, alt: {alt[found[1]]}", source.read_text()))
    target.parent.mkdir(parents=True, exist_ok=True)
    typst.compile(source, output=target)
    return target


def pandoc(text, to, target, title, settings, options, folder):
    """Let pandoc write Markdown in another format; the pictures lie in the folder."""
    import pypandoc

    settings = [word for setting in [*settings, f"title={title}"] for word in ("-V", setting)]
    options = ["--standalone", f"--resource-path={folder}", "--metadata", f"title={title}", *settings, *options]
    target.parent.mkdir(parents=True, exist_ok=True)
    pypandoc.convert_text(text, to, "markdown+lists_without_preceding_blankline", outputfile=str(target), extra_args=options)


def title_of(path):
    return nbformat.read(path, as_version=4).cells[0].source.splitlines()[0].removeprefix("# ")


def content(path, folder):
    """Return a notebook as pieces of Markdown: no badge, no bootstrap cell, no solutions, no widgets; pictures as files."""
    pieces = []
    for number, cell in enumerate(nbformat.read(path, as_version=4).cells):
        if "colab-badge" in cell.source or "find_spec" in cell.source or cell.source.startswith("<details>"):
            continue
        if cell.cell_type == "markdown":
            pieces += of_text(cell, number, folder)
        else:
            if cell.source.strip() and not cell.source.startswith("check("):
                pieces.append(f"```python\n{cell.source}\n```")
            pieces += [piece for output in cell.outputs for piece in of_output(output, folder)]
    return pieces


def of_text(cell, number, folder):
    text = cell.source
    for name, data in cell.get("attachments", {}).items():
        file = f"{number}-{name}"
        write_picture(folder / file, next(iter(data.values())))
        text = text.replace(f"(attachment:{name})", f"({file})")
    text = re.sub(r"^# .*\n", "", text)  # the title
    text = text.replace("<br>", "\\").replace("&nbsp;", "\u00a0")  # pandoc leaves HTML out of a PDF
    return [piece for piece in re.split(r"\n(?=#+ )|\n\n(?=\*\*Predict|\$\$|> |\|)", text) if piece.strip()]


def of_output(output, folder):
    if output.output_type == "stream":
        return [] if "not attempted yet" in output.text else [f"```\n{output.text.rstrip()}\n```"]
    data = output.get("data", {})
    if "image/png" not in data:  # a widget, or the caption that stands below a picture
        return []
    alt = output.metadata["image/png"]["alt"]
    file = f"{len(list(folder.iterdir()))}.png"
    write_picture(folder / file, data["image/png"])
    return [f"![{alt}]({file})"]


def write_picture(file, data):
    """Write a picture as PNG; of a GIF, its last frame."""
    data = base64.b64decode(data)
    if data.startswith(b"GIF"):
        data = imageio.imwrite("<bytes>", imageio.imread(data, index=None)[-1], extension=".png")
    file.write_bytes(data)


def sections(pieces):
    """Return (heading, pieces) for each section, exercises and what is still open left out."""
    heading, parts, result, skip = "Today", [], [], False
    for piece in pieces:
        if found := re.match(r"#+ (.+)\n?", piece):
            result.append((heading, parts))
            heading, parts = found[1], []
            skip = bool(HEADING.match(piece))
            piece = piece[found.end() :].strip()
        if piece and not skip:
            parts.append(piece)
    return [(heading, parts) for heading, parts in [*result, (heading, parts)] if parts]


def on_slide(piece):
    """Say whether a piece belongs on a slide: a picture, a formula, a prediction, a warning, a list or table, short code."""
    if piece.startswith("```python"):
        return piece.count("\n") <= CODE_ON_SLIDE and "plots.show" not in piece
    return piece.startswith(("![", "$$", "**Predict", "> ", "|", "- "))


if __name__ == "__main__":
    main()
