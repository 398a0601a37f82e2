"""nbgrader's settings for this course; tools/build_assignment.py copies this file and nbgrader_plugins.py into grading/."""

import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from nbconvert.preprocessors import ClearMetadataPreprocessor
from nbgrader.preprocessors import (
    AssignLatePenalties,
    CheckCellMetadata,
    IgnorePattern,
    LimitOutput,
    SaveAutoGrades,
)
from nbgrader_plugins import CutOutput, ExecuteEveryCell, GradesPlugin

c = get_config()  # noqa: F821

c.CourseDirectory.course_id = "gan_course"
c.ClearSolutions.code_stub = {"python": 'raise NotImplementedError("your turn")'}
c.ClearSolutions.text_stub = "*Your answer, in place of this line.*"

c.Autograde.autograde_preprocessors = [
    ExecuteEveryCell,
    IgnorePattern,
    ClearMetadataPreprocessor,
    LimitOutput,
    CutOutput,
    SaveAutoGrades,
    AssignLatePenalties,
    CheckCellMetadata,
]
# A cell that never ends is stopped, and the cells after it are still graded.
c.Execute.timeout = 60
c.LimitOutput.max_lines = 200
c.LimitOutput.max_traceback = 50
c.ExportApp.plugin_class = GradesPlugin

# The seeds of the hidden checks, and an instructor's own (make assignment PRIVATE=...), lie beside this file.
os.environ.setdefault("GAN_COURSE_HIDDEN", str(Path(__file__).parent / "hidden"))
