"""What nbgrader needs beside its settings: an execution that no answer can stop, output cut by bytes, and grades for export.

tools/build_assignment.py copies this file into grading/, beside nbgrader_config.py, which names its classes.
"""

import copy
import csv
from pathlib import Path

from nbclient.exceptions import CellTimeoutError, DeadKernelError
from nbformat.v4 import new_output
from nbgrader.api import MissingEntry, Student
from nbgrader.plugins import ExportPlugin
from nbgrader.preprocessors import Execute, NbGraderPreprocessor

KERNEL_LOST = "This cell stopped the kernel, or went on after it was told to stop. The other cells ran without it."


class ExecuteEveryCell(Execute):
    """Execute a submission; where a cell takes the kernel with it, go on with the next one in a fresh kernel.

    nbgrader itself gives up the whole submission there. The fresh kernel runs again what came before, but for the cells
    that took a kernel with them, and the graded ones, which leave nothing that later cells need.
    """

    def preprocess(self, nb, resources, km=None):
        self.lost = set()
        return super().preprocess(nb, resources, km)

    def preprocess_cell(self, cell, resources, index):
        try:
            super().preprocess_cell(cell, resources, index)
        except (CellTimeoutError, DeadKernelError):
            self.lost.add(index)
            cell.outputs.append(
                new_output("error", ename="KernelLost", evalue=KERNEL_LOST, traceback=[f"KernelLost: {KERNEL_LOST}"])
            )
            while not self._caught_up(resources, index):
                pass
        for output in cell.get("outputs", []):
            if output.output_type == "stream":
                output.name = "stdout"  # nbgrader gives 0 for anything on stderr, a warning even
        return cell, self.resources

    def _caught_up(self, resources, index):
        """Start a fresh kernel and run in it what came before cell `index`; False if that took the kernel, too."""
        self._cleanup_kernel()
        self.km = self.create_kernel_manager()
        self.start_new_kernel()
        self.start_new_kernel_client()
        for i, cell in enumerate(self.nb.cells[:index]):
            if i not in self.lost and not cell.metadata.get("nbgrader", {}).get("grade"):
                try:
                    super().preprocess_cell(copy.deepcopy(cell), resources, i)
                except (CellTimeoutError, DeadKernelError):
                    self.lost.add(i)
                    return False
        return True


class CutOutput(NbGraderPreprocessor):
    """Keep the first 100 kB of each cell's output: a line of 20 MB or thirty plots fill disk and feedback as well."""

    BYTES = 100_000

    def preprocess_cell(self, cell, resources, cell_index):
        left, kept = self.BYTES, []
        for output in cell.get("outputs", []):
            if output.output_type == "error":  # it decides the grade
                output.evalue, output.traceback = output.evalue[:2000], [line[:2000] for line in output.traceback]
            elif output.output_type == "stream":
                output.text, cut = output.text[: max(left, 0)], max(len(output.text) - left, 0)
                output.text += f"\n... {cut:,} characters of output left out ..." if cut else ""
                left -= len(output.text)
            else:
                size = sum(len(str(data)) for data in output.get("data", {}).values())
                if size > left:
                    output = new_output("stream", name="stdout", text=f"... an output of {size:,} bytes left out ...")
                left -= size
            kept.append(output)
        if "outputs" in cell:
            cell.outputs = kept
        return cell, resources


class GradesPlugin(ExportPlugin):
    """A row a student and assignment; where the points are not known, they are empty, and `reason` says why."""

    name = "grades.csv"

    def export(self, gradebook):
        assignments = [one for one in gradebook.assignments if not self.assignment or one.name in map(str, self.assignment)]
        students = [one for one in everybody(gradebook) if not self.student or one.id in map(str, self.student)]
        grades = {(a.name, s.id): grade_of(gradebook, a, s) for a in assignments for s in students}
        with open(self.to or self.name, "w", newline="", encoding="utf-8") as file:
            csv.writer(file).writerows(self.rows(assignments, students, grades))

    def rows(self, assignments, students, grades):
        yield ["assignment", "student_id", "last_name", "first_name", "email", "score", "max_score", "reason"]
        for assignment in assignments:
            for student in students:
                points, reason = grades[assignment.name, student.id]
                who = [student.id, student.last_name, student.first_name, student.email]
                yield [assignment.name, *who, points, assignment.max_score, reason]


class CanvasPlugin(GradesPlugin):
    """The columns of Canvas's own gradebook file: `nbgrader export --exporter nbgrader_plugins.CanvasPlugin`.

    nbgrader's student id stands for the SIS login id; Canvas finds the student by it. An empty cell changes nothing there.
    """

    name = "canvas.csv"

    def rows(self, assignments, students, grades):
        yield ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", *(one.name for one in assignments)]
        yield ["Points Possible", "", "", "", "", *(one.max_score for one in assignments)]
        for student in students:
            name = ", ".join(filter(None, [student.last_name, student.first_name])) or student.id
            yield [name, "", "", student.id, "", *(grades[one.name, student.id][0] for one in assignments)]


class MoodlePlugin(GradesPlugin):
    """The columns that Moodle's CSV import maps: `nbgrader export --exporter nbgrader_plugins.MoodlePlugin`.

    nbgrader's student id stands for Moodle's ID number. A feedback column beside each grade says why one is missing.
    """

    name = "moodle.csv"

    def rows(self, assignments, students, grades):
        columns = [column for one in assignments for column in (one.name, f"{one.name} (Feedback)")]
        yield ["First name", "Last name", "ID number", "Email address", *columns]
        for student in students:
            cells = [cell for one in assignments for cell in grades[one.name, student.id]]
            yield [student.first_name, student.last_name, student.id, student.email, *cells]


def everybody(gradebook):
    """Return the gradebook's students, and those who handed something in and are not in it yet, as before autograding."""
    known = {student.id for student in gradebook.students}
    new = [path.name for path in sorted(Path("submitted").glob("*")) if path.is_dir() and path.name not in known]
    return [*gradebook.students, *(Student(id=name) for name in new)]


def grade_of(gradebook, assignment, student):
    """Return (points, reason): points is None where they are not known, and reason says why; else reason is empty."""
    try:
        submission = gradebook.find_submission(assignment.name, student.id)
    except MissingEntry:
        handed_in = Path("submitted", student.id, assignment.name).exists()
        return None, "handed in, but not graded: run nbgrader autograde" if handed_in else "nothing was handed in"
    grades = [grade for notebook in submission.notebooks for grade in notebook.grades]
    unknown = sorted(grade.name for grade in grades if grade.auto_score is None and grade.manual_score is None)
    if any(name.startswith("test-") for name in unknown):
        return None, "grading broke off: see nbgrader's log, and run nbgrader autograde again"
    if unknown:
        return None, "a person still has to grade " + ", ".join(question(name) for name in unknown)
    return max(0.0, submission.score - submission.late_submission_penalty), ""


def question(grade_id):
    """Turn "answer-13-B" into "13.B"."""
    return ".".join(grade_id.split("-")[1:])
