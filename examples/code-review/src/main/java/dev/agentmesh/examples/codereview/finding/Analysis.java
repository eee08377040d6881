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
 */
public record Analysis(List<Finding> findings, int omittedChanged, int omittedNearby, int linesRead, List<Note> notes) {
    public Analysis(
            @Nullable List<Finding> findings,
            int omittedChanged,
            int omittedNearby,
            int linesRead,
            @Nullable List<Note> notes) {
        this.findings = findings == null ? List.of() : List.copyOf(findings);
        this.omittedChanged = omittedChanged;
        this.omittedNearby = omittedNearby;
        this.linesRead = linesRead;
        this.notes = notes == null ? List.of() : List.copyOf(notes);
    }
}
