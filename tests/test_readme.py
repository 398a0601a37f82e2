"""The README against what it speaks of: lessons, commands, options, the repository's address."""

import re
import subprocess
import sys

import pytest
import readme_numbers
from build_notebooks import NOTEBOOKS, REPOSITORY, ROOT

README = (ROOT / "README.md").read_text()
COLAB = REPOSITORY.replace("github.com", "colab.research.google.com/github") + "/blob/main/notebooks/"


def test_the_map_has_26_lessons_in_order_with_both_links_where_there_is_a_notebook():
    lessons = re.findall(r"^\| (\[?(\d\d) (\w+).*) \|$", README, re.MULTILINE)
    assert [number for _, number, _ in lessons] == [f"{i:02d}" for i in range(1, 27)]
    built = {path.stem for path in NOTEBOOKS.glob("*.ipynb")}
    assert built <= {f"{number}_{name}" for _, number, name in lessons}
    for row, number, name in lessons:
        stem = f"{number}_{name}"
        linked = f"[{number} {name}](notebooks/{stem}.ipynb)" in row, f"[Colab]({COLAB}{stem}.ipynb)" in row
        assert linked == (stem in built,) * 2, row


def test_every_link_to_colab_is_to_a_notebook_that_is_there():
    links = re.findall(r"https://colab[^)]*", README)
    assert links and all((NOTEBOOKS / link.removeprefix(COLAB)).is_file() for link in links)


def test_a_fork_has_its_own_address_in_every_link():
    forked = readme_numbers.with_address(README, "https://github.com/someone/a-fork")
    assert forked.count("https://colab.research.google.com/github/someone/a-fork/blob/main/") == README.count(COLAB)
    assert COLAB not in forked
    assert readme_numbers.with_address(forked, REPOSITORY) == README


@pytest.mark.parametrize("path", sorted(set(re.findall(r"\]\(([^)#:]+)\)|src=\"([^\"]+)\"", README))))
def test_files_that_it_links_to_are_there(path):
    assert (ROOT / "".join(path)).exists()


def test_commands_are_the_makefiles_and_options_are_the_commands():
    targets = set(re.findall(r"^([\w-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    assert set(re.findall(r"`make ([\w-]+)", README)) <= targets
    usage = subprocess.run(
        [sys.executable, "-m", "gan_course", "dcgan", "--help"], capture_output=True, text=True, cwd=ROOT, check=True
    )
    options = set(re.findall(r"--(\w+)", usage.stdout)) - {"help"}
    in_readme = re.findall(r"^\| `([A-Z]+)=[^`]*` \| `--(\w+)", README, re.MULTILINE)
    assert {option for _, option in in_readme} == options and all(make == option.upper() for make, option in in_readme)
    assert all(f"$({option.upper()})" in (ROOT / "Makefile").read_text() for option in options)
