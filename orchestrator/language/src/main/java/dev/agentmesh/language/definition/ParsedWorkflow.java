package dev.agentmesh.language.definition;

import dev.agentmesh.core.definition.Workflow;
import dev.agentmesh.language.problem.Problem;
import java.util.List;

/** What came of reading a file: the workflow, or everything that is wrong with it. */
public sealed interface ParsedWorkflow {
    record Valid(Workflow workflow) implements ParsedWorkflow {}

    /** At least one problem, in the order of the file. */
    record Invalid(List<Problem> problems) implements ParsedWorkflow {
        public Invalid {
            problems = List.copyOf(problems);
        }

        /** All of them as people read them, with an empty line between. */
        public String render() {
            return String.join("\n", problems.stream().map(Problem::render).toList());
        }
    }
}
