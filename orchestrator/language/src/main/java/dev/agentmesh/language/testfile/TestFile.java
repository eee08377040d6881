package dev.agentmesh.language.testfile;

import java.util.List;
import java.util.Optional;

/**
 * A file of cases for one workflow.
 *
 * @param workflow the workflow's name
 * @param file where its definition is, relative to this file; {@code workflow.yaml} beside it unless said
 * @param others definitions of the sub-workflows it starts, relative to this file
 */
public record TestFile(String workflow, Optional<String> file, List<String> others, List<TestCase> cases) {
    public TestFile {
        others = List.copyOf(others);
        cases = List.copyOf(cases);
    }
}
