package dev.agentmesh.language.definition;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentmesh.core.definition.Step;
import dev.agentmesh.core.definition.Workflow;
import dev.agentmesh.language.problem.Problem;
import java.util.List;

/** Parses what must be right, or what must be wrong. */
final class Parsing {
    private Parsing() {}

    static Workflow valid(String source) {
        return valid(new WorkflowParser(), source);
    }

    static Workflow valid(WorkflowParser parser, String source) {
        ParsedWorkflow parsed = parser.parse(source, "w.yaml");
        assertThat(parsed)
                .as(() -> parsed instanceof ParsedWorkflow.Invalid invalid ? invalid.render() : "")
                .isInstanceOf(ParsedWorkflow.Valid.class);
        return ((ParsedWorkflow.Valid) parsed).workflow();
    }

    static List<Problem> problems(String source) {
        ParsedWorkflow parsed = new WorkflowParser().parse(source, "w.yaml");
        assertThat(parsed).isInstanceOf(ParsedWorkflow.Invalid.class);
        return ((ParsedWorkflow.Invalid) parsed).problems();
    }

    static List<Step> steps(String lines) {
        return valid("mesh: v1\nworkflow: w\nsteps:\n" + lines.indent(2)).steps();
    }

    static Step step(String lines) {
        return steps(lines).getFirst();
    }
}
