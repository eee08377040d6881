package dev.agentmesh.language.testfile;

import dev.agentmesh.language.problem.Problem;
import java.util.List;

/** What came of reading a test file. */
public sealed interface ParsedTestFile {
    record Valid(TestFile file) implements ParsedTestFile {}

    /** At least one problem, in the order of the file. */
    record Invalid(List<Problem> problems) implements ParsedTestFile {
        public Invalid {
            problems = List.copyOf(problems);
        }
    }
}
