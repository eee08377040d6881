package dev.agentmesh.core.spec;

import static dev.agentmesh.core.spec.Intents.announced;
import static dev.agentmesh.core.spec.Intents.answer;
import static dev.agentmesh.core.spec.Intents.childCompleted;
import static dev.agentmesh.core.spec.Intents.childFailed;
import static dev.agentmesh.core.spec.Intents.shown;
import static dev.agentmesh.core.spec.Intents.signaled;

import dev.agentmesh.core.decider.Decision;
import dev.agentmesh.core.run.Cell.ApprovalCell;
import dev.agentmesh.core.run.Cell.ChildCell;
import dev.agentmesh.core.run.Cell.PendingCell;
import dev.agentmesh.core.run.Cell.WaitCell;
import dev.agentmesh.core.run.RunStatus;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What people, other runs and the rest of the world do to a run. */
final class RandomOutside {
    private final Tape tape;
    private final World world;
    private int finishers;

    RandomOutside(Tape tape, World world) {
        this.tape = tape;
        this.world = world;
    }

    Decision turn() {
        List<String> asked = pathsOf(ApprovalCell.class);
        List<String> children = pathsOf(ChildCell.class);
        return switch (tape.next(5)) {
            case 0, 1 -> asked.isEmpty() ? strayAnswer() : someAnswer(tape.of(asked));
            case 2 -> signaled(tape.of(List.of("paid", "sent")), payload()).happen(world);
            case 3 -> announced(tape.of(List.of("paid", "sent")), payload()).happen(world);
            default -> children.isEmpty() ? childCompleted("s0", "1").happen(world) : childEnd(tape.of(children));
        };
    }

    private String payload() {
        return tape.of(List.of("1", "{\"n\":1}", "{\"n\":2}"));
    }

    private Decision strayAnswer() {
        return answer("s0", "yes", "ana", shown(world, "s0"), Optional.empty()).happen(world);
    }

    private Decision someAnswer(String path) {
        List<String> choices = pending().get(path) instanceof ApprovalCell open ? open.choices() : List.of("perhaps");
        String choice = tape.chance(5) ? "perhaps" : tape.of(choices);
        String by = tape.of(List.of("ana", "bob", "cleo", ""));
        String role = tape.of(List.of("editor", "chief", "guest"));
        String hash = tape.chance(6) ? "another hash" : shown(world, path);
        Optional<String> form = tape.of(List.of(Optional.empty(), Optional.of("{\"ok\":1}"), Optional.of("\"bad\"")));
        return answer(path, choice, by, hash, form, role).happen(world);
    }

    private Decision childEnd(String path) {
        return switch (tape.next(3)) {
            case 0 -> childFailed(path, RunStatus.FAILED, Optional.of("E1")).happen(world);
            case 1 -> childFailed(path, RunStatus.CANCELED, Optional.empty()).happen(world);
            default -> childCompleted(path, "7").happen(world);
        };
    }

    /** Whether somebody outside can still do something that the run waits for. */
    boolean isAwaited() {
        return pending().values().stream().anyMatch(RandomOutside::canBeFinished);
    }

    /** An event with a condition may never come, but then its time is bounded; a time passes by itself. */
    private static boolean canBeFinished(PendingCell cell) {
        return switch (cell) {
            case ApprovalCell approval -> approval.due().isEmpty();
            case WaitCell wait -> wait.due().isEmpty();
            case ChildCell _ -> true;
        };
    }

    /** Does one thing that is waited for, as it should be done. */
    Decision finish() {
        Map.Entry<String, PendingCell> next = pending().entrySet().stream()
                .filter(entry -> canBeFinished(entry.getValue()))
                .findFirst()
                .orElseThrow();
        return switch (next.getValue()) {
            case ApprovalCell approval -> {
                // One who was not asked yet and may be any of those who are.
                String by = approval.assign().contains("user:bob")
                                && approval.answers().isEmpty()
                        ? "bob"
                        : "finisher" + finishers++;
                Optional<String> form = approval.form().map(_ -> "{\"ok\":1}");
                yield approval.assign().contains("user:bob")
                                && !by.equals("bob")
                                && approval.assign().size() == 1
                        ? Intents.canceled("nobody else may answer").happen(world)
                        : answer(
                                        next.getKey(),
                                        agreed(approval),
                                        by,
                                        shown(world, next.getKey()),
                                        form,
                                        "editor",
                                        "chief")
                                .happen(world);
            }
            case WaitCell(String event, var _) -> signaled(event, "{\"n\":1}").happen(world);
            case ChildCell _ -> childCompleted(next.getKey(), "7").happen(world);
        };
    }

    private static String agreed(ApprovalCell open) {
        return open.choices().contains("yes") ? "yes" : open.choices().getFirst();
    }

    private List<String> pathsOf(Class<? extends PendingCell> kind) {
        return pending().entrySet().stream()
                .filter(entry -> kind.isInstance(entry.getValue()))
                .map(Map.Entry::getKey)
                .toList();
    }

    private Map<String, PendingCell> pending() {
        Map<String, PendingCell> found = new LinkedHashMap<>();
        world.run().cells().forEach((key, cell) -> {
            if (cell instanceof PendingCell pending) {
                found.put(key.path().text(), pending);
            }
        });
        return found;
    }
}
