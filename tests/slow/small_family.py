"""python small_family.py NAME FOLDER: a cell as a learner would run it, which trains one of the family in a folder."""

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parents[1]))

from test_family import FAMILY, train

name, folder = sys.argv[1:]
gan = FAMILY[name]()
train(FAMILY[name], gan, Path(folder), 4)
