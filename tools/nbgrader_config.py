"""nbgrader's settings for this course; tools/build_assignment.py copies this file into grading/."""

import os
from pathlib import Path

c = get_config()  # noqa: F821

c.CourseDirectory.course_id = "gan_course"
c.ClearSolutions.code_stub = {"python": 'raise NotImplementedError("your turn")'}
c.ClearSolutions.text_stub = "*Your answer, in place of this line.*"

# A cell that never ends is stopped, and the cells after it are still graded.
c.ExecutePreprocessor.timeout = 60
c.ExecutePreprocessor.interrupt_on_timeout = True
# 400,000 lines of output would fill the disk and the feedback.
c.LimitOutput.max_lines = 200
c.LimitOutput.max_traceback = 50

# An instructor's own checks (make assignment PRIVATE=...) lie beside this file.
checks = Path.cwd() / "checks"
if checks.is_dir():
    os.environ.setdefault("GAN_COURSE_CHECKS", str(checks))
