package dev.agentmesh.language.picture;

import dev.agentmesh.core.definition.Workflow;
import java.util.List;

/**
 * A definition as shapes.
 *
 * @param title the workflow's name and version
 */
public record Picture(String title, List<Shape> steps) {
    public Picture {
        steps = List.copyOf(steps);
    }

    public static Picture of(Workflow workflow) {
        return new Picture(workflow.ref().toString(), StepShapes.sequence(workflow.steps()));
    }

    /** Scalable, with the colours of the page it is on: light or dark. */
    public String svg() {
        return SvgDrawing.of(this);
    }

    /** Lines of text for a terminal. */
    public String text() {
        return TextDrawing.of(this);
    }

    /** A flow chart in Mermaid's language, as wikis and code hosts draw it. */
    public String mermaid() {
        return MermaidText.of(this);
    }
}
