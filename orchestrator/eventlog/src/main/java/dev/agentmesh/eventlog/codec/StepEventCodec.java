package dev.agentmesh.eventlog.codec;

import dev.agentmesh.core.run.Event;
import dev.agentmesh.core.run.LaneOutcome;
import dev.agentmesh.core.run.StepOutput;
import dev.agentmesh.core.value.Payload;
import dev.agentmesh.core.value.StepPath;
import dev.agentmesh.schema.Assignment;
import dev.agentmesh.schema.LaneEnded;
import dev.agentmesh.schema.LaneStarted;
import dev.agentmesh.schema.ScopeOpened;
import dev.agentmesh.schema.StateSet;
import dev.agentmesh.schema.StepCanceled;
import dev.agentmesh.schema.StepCompleted;
import dev.agentmesh.schema.StepFailed;
import dev.agentmesh.schema.StepNoted;
import dev.agentmesh.schema.StepSkipped;
import dev.agentmesh.schema.VariablesSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/** Events of steps that hold steps, and of their lanes. */
final class StepEventCodec {
    private static final int NOT_COLLECTED = -1;

    private StepEventCodec() {}

    static Object toAvro(Event.StepEvent event) {
        String path = event.path().text();
        return switch (event) {
            case Event.ScopeOpened e ->
                new ScopeOpened(path, ValueCodec.millis(e.deadline()), ScopeCodec.toAvro(e.scope()));
            case Event.LaneStarted _ -> new LaneStarted(path);
            case Event.LaneEnded e ->
                new LaneEnded(
                        path,
                        word(e.outcome()),
                        e.outputFrom().map(StepEventCodec::pointer).orElse(""),
                        e.failure().map(ValueCodec::toAvro).orElse(null));
            case Event.StepCompleted e -> completed(path, e.output());
            case Event.StepFailed e -> new StepFailed(path, ValueCodec.toAvro(e.failure()));
            case Event.StepSkipped _ -> new StepSkipped(path);
            case Event.StepCanceled e -> new StepCanceled(path, e.reason());
            case Event.VariablesSet e -> new VariablesSet(path, assignments(e.values()));
            case Event.StateSet e -> new StateSet(path, assignments(e.values()));
            case Event.StepNoted e -> new StepNoted(path, e.note(), ValueCodec.toAvro(e.details()));
        };
    }

    private static List<Assignment> assignments(SequencedMap<String, Payload> values) {
        return values.entrySet().stream()
                .map(value -> new Assignment(value.getKey(), ValueCodec.toAvro(value.getValue())))
                .toList();
    }

    private static SequencedMap<String, Payload> values(List<Assignment> assignments) {
        SequencedMap<String, Payload> values = new LinkedHashMap<>();
        for (Assignment assignment : assignments) {
            values.put(assignment.getName(), ValueCodec.fromAvro(assignment.getValue()));
        }
        return values;
    }

    private static StepCompleted completed(String path, StepOutput output) {
        return switch (output) {
            case StepOutput.None() -> new StepCompleted(path, null, "", NOT_COLLECTED);
            case StepOutput.Inline(Payload payload) ->
                new StepCompleted(path, ValueCodec.toAvro(payload), "", NOT_COLLECTED);
            case StepOutput.At(StepPath from) -> new StepCompleted(path, null, pointer(from), NOT_COLLECTED);
            case StepOutput.Collected(int lanes) -> new StepCompleted(path, null, "", lanes);
        };
    }

    /** The root has no output of its own, and its empty path means "nowhere" on the wire. */
    private static String pointer(StepPath from) {
        if (from.isRoot()) {
            throw new IllegalArgumentException("Expected an output to be taken from a step but found the run itself");
        }
        return from.text();
    }

    private static StepOutput output(StepCompleted e) {
        dev.agentmesh.schema.@Nullable Payload output = e.getOutput();
        if (output != null) {
            return new StepOutput.Inline(ValueCodec.fromAvro(output));
        }
        if (!e.getOutputFrom().isEmpty()) {
            return new StepOutput.At(ValueCodec.path(e.getOutputFrom()));
        }
        return e.getLanes() == NOT_COLLECTED ? new StepOutput.None() : new StepOutput.Collected(e.getLanes());
    }

    private static String word(LaneOutcome outcome) {
        return switch (outcome) {
            case COMPLETED -> "completed";
            case FAILED -> "failed";
            case CANCELED -> "canceled";
        };
    }

    private static LaneOutcome outcome(String word) {
        for (LaneOutcome outcome : LaneOutcome.values()) {
            if (word(outcome).equals(word)) {
                return outcome;
            }
        }
        throw new IllegalArgumentException("lane outcome is none of completed, failed, canceled");
    }

    static Event fromAvro(ScopeOpened e) {
        return new Event.ScopeOpened(
                ValueCodec.path(e.getStepPath()),
                Optional.ofNullable(e.getDeadline()),
                ScopeCodec.fromAvro(e.getScope()));
    }

    static Event fromAvro(LaneStarted e) {
        return new Event.LaneStarted(ValueCodec.path(e.getLanePath()));
    }

    static Event fromAvro(LaneEnded e) {
        return new Event.LaneEnded(
                ValueCodec.path(e.getLanePath()),
                outcome(e.getOutcome()),
                Optional.of(e.getOutputFrom()).filter(from -> !from.isEmpty()).map(ValueCodec::path),
                Optional.ofNullable(e.getFailure()).map(ValueCodec::fromAvro));
    }

    static Event fromAvro(StepCompleted e) {
        return new Event.StepCompleted(ValueCodec.path(e.getStepPath()), output(e));
    }

    static Event fromAvro(StepFailed e) {
        return new Event.StepFailed(ValueCodec.path(e.getStepPath()), ValueCodec.fromAvro(e.getFailure()));
    }

    static Event fromAvro(StepSkipped e) {
        return new Event.StepSkipped(ValueCodec.path(e.getStepPath()));
    }

    static Event fromAvro(StepCanceled e) {
        return new Event.StepCanceled(ValueCodec.path(e.getStepPath()), e.getReason());
    }

    static Event fromAvro(VariablesSet e) {
        return new Event.VariablesSet(ValueCodec.path(e.getStepPath()), values(e.getValues()));
    }

    static Event fromAvro(StateSet e) {
        return new Event.StateSet(ValueCodec.path(e.getStepPath()), values(e.getValues()));
    }

    static Event fromAvro(StepNoted e) {
        return new Event.StepNoted(ValueCodec.path(e.getStepPath()), e.getNote(), ValueCodec.fromAvro(e.getDetails()));
    }
}
