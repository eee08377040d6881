package dev.agentmesh.examples.codereview.finding;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one agent says about one file. Bounded, so that the findings of all files fit into the synthesis task.
 *
 * @param findings the worst first, those in changed lines before all others
 * @param omittedChanged how many more there are in changed lines
 * @param omittedNearby how many more there are in lines the change did not touch
 * @param linesRead lines of the file
 * @param failure why there is no analysis; null when there is one
 */
public record Analysis(
        List<Finding> findings,
        int omittedChanged,
        int omittedNearby,
        int linesRead,
        List<Note> notes,
        @Nullable Failure failure) {

    /** Why an agent gave up on a file, in the words of the mesh. */
    public record Failure(String code, String message) {
        public Failure {
            message = JsonSize.shortened(message, 200);
        }
    }

    public Analysis {
        findings = List.copyOf(findings);
        notes = List.copyOf(notes);
    }

    public static Analysis failed(String code, String message) {
        return new Analysis(List.of(), 0, 0, 0, List.of(), new Failure(code, message));
    }
}
