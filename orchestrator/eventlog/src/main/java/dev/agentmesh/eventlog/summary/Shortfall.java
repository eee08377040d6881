package dev.agentmesh.eventlog.summary;

import dev.agentmesh.core.value.StepPath;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A step that completed although some of its lanes failed: what it gave is not all there could be.
 *
 * @param of how many lanes there were
 * @param failed how many failed; the others that did not complete were canceled, because enough had
 * @param losses those that failed, at most {@link Shortfalls#TOLD}
 */
public record Shortfall(StepPath step, int completed, int of, int failed, List<Loss> losses) {
    public Shortfall {
        losses = List.copyOf(losses);
    }

    /** A lane that failed: a branch's name, or an item's number. */
    public record Loss(String lane, String code, String message) {}

    /** Such as {@code 3 of 5 completed, without security (BAD_DIFF), legal (MESH-4102)}. */
    public String disclaimer() {
        String without = losses.stream()
                .map(loss -> loss.lane() + " (" + loss.code() + ")")
                .collect(Collectors.joining(", "));
        int more = failed - losses.size();
        return completed + " of " + of + " completed, without " + without + (more > 0 ? " and " + more + " more" : "");
    }
}
