package dev.agentmesh.eventlog.cell;

import dev.agentmesh.core.definition.ContextRule;
import dev.agentmesh.core.run.Cell.EndedStatus;
import dev.agentmesh.core.run.Cell.TaskPhase;
import dev.agentmesh.core.run.RunStatus;
import dev.agentmesh.core.run.Scope;
import dev.agentmesh.core.run.StepOutput;
import dev.agentmesh.core.run.TaskContext;
import dev.agentmesh.core.value.Failure;
import dev.agentmesh.core.value.FailureKind;
import dev.agentmesh.core.value.Payload;
import dev.agentmesh.core.value.StepPath;
import dev.agentmesh.core.value.WorkflowRef;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What cells are made of. The numbers are the format: they never change and are never used twice. */
final class CellParts {
    private CellParts() {}

    static void payload(Payload value, BinaryOutput out) {
        out.octets(value.bytes());
    }

    static Payload payload(BinaryInput in) {
        return Payload.of(in.octets());
    }

    static void optionalPayload(Optional<Payload> value, BinaryOutput out) {
        out.flag(value.isPresent());
        value.ifPresent(payload -> payload(payload, out));
    }

    static Optional<Payload> optionalPayload(BinaryInput in) {
        return in.flag() ? Optional.of(payload(in)) : Optional.empty();
    }

    static void context(Optional<TaskContext> value, BinaryOutput out) {
        out.flag(value.isPresent());
        value.ifPresent(context -> {
            out.octet(
                    switch (context.strategy()) {
                        case LAYERED -> 0;
                        case MINIMAL -> 1;
                        case FULL -> 2;
                    });
            out.unsigned(context.steps().size());
            context.steps().forEach(step -> out.text(step.text()));
            out.unsigned(context.sections().size());
            context.sections().forEach(out::text);
            out.flag(context.named());
        });
    }

    static Optional<TaskContext> context(BinaryInput in) {
        if (!in.flag()) {
            return Optional.empty();
        }
        int number = in.octet();
        ContextRule.Strategy strategy = switch (number) {
            case 0 -> ContextRule.Strategy.LAYERED;
            case 1 -> ContextRule.Strategy.MINIMAL;
            case 2 -> ContextRule.Strategy.FULL;
            default -> throw unknown("context strategy", number);
        };
        List<StepPath> steps = texts(in).stream().map(StepPath::new).toList();
        return Optional.of(new TaskContext(strategy, steps, texts(in), in.flag()));
    }

    static void payloads(List<Payload> values, BinaryOutput out) {
        out.unsigned(values.size());
        for (Payload value : values) {
            payload(value, out);
        }
    }

    static List<Payload> payloads(BinaryInput in) {
        int size = in.entries();
        List<Payload> values = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            values.add(payload(in));
        }
        return values;
    }

    static void workflow(WorkflowRef value, BinaryOutput out) {
        out.text(value.name());
        out.text(value.version());
        out.text(value.hash());
    }

    static WorkflowRef workflow(BinaryInput in) {
        return new WorkflowRef(in.text(), in.text(), in.text());
    }

    static void deadline(Optional<Instant> value, BinaryOutput out) {
        out.flag(value.isPresent());
        value.ifPresent(out::instant);
    }

    static Optional<Instant> deadline(BinaryInput in) {
        return in.flag() ? Optional.of(in.instant()) : Optional.empty();
    }

    static void failure(Optional<Failure> value, BinaryOutput out) {
        out.flag(value.isPresent());
        value.ifPresent(failure -> failure(failure, out));
    }

    static Optional<Failure> optionalFailure(BinaryInput in) {
        return in.flag() ? Optional.of(failure(in)) : Optional.empty();
    }

    static void failure(Failure value, BinaryOutput out) {
        out.octet(number(value.kind()));
        out.text(value.code());
        out.text(value.message());
    }

    static Failure failure(BinaryInput in) {
        return new Failure(failureKind(in), in.text(), in.text());
    }

    static void output(StepOutput value, BinaryOutput out) {
        switch (value) {
            case StepOutput.None() -> out.octet(0);
            case StepOutput.Inline(Payload payload) -> {
                out.octet(1);
                payload(payload, out);
            }
            case StepOutput.At(StepPath path) -> {
                out.octet(2);
                out.text(path.text());
            }
            case StepOutput.Collected(int lanes) -> {
                out.octet(3);
                out.unsigned(lanes);
            }
        }
    }

    static StepOutput output(BinaryInput in) {
        int number = in.octet();
        return switch (number) {
            case 0 -> new StepOutput.None();
            case 1 -> new StepOutput.Inline(payload(in));
            case 2 -> new StepOutput.At(new StepPath(in.text()));
            case 3 -> new StepOutput.Collected(in.count());
            default -> throw unknown("output", number);
        };
    }

    static void scope(Scope value, BinaryOutput out) {
        switch (value) {
            case Scope.BlockScope() -> out.octet(0);
            case Scope.ParallelScope(List<String> branches, int needed, boolean tolerant) -> {
                out.octet(1);
                out.unsigned(branches.size());
                branches.forEach(out::text);
                out.unsigned(needed);
                out.flag(tolerant);
            }
            case Scope.MapScope(List<Payload> items, int needed, boolean tolerant) -> {
                out.octet(2);
                payloads(items, out);
                out.unsigned(needed);
                out.flag(tolerant);
            }
            case Scope.TeamScope(boolean tolerant) -> {
                out.octet(20);
                out.flag(tolerant);
            }
            case Scope.SwitchScope(int chosen) -> {
                out.octet(3);
                out.signed(chosen);
            }
            case Scope.CatchScope(int clause, Failure failure) -> {
                out.octet(4);
                out.unsigned(clause);
                failure(failure, out);
            }
            case Scope.TurnsScope(int max) -> {
                out.octet(5);
                out.unsigned(max);
            }
        }
    }

    static Scope scope(BinaryInput in) {
        int number = in.octet();
        return switch (number) {
            case 0 -> new Scope.BlockScope();
            case 1 -> new Scope.ParallelScope(texts(in), in.count(), in.flag());
            case 2 -> new Scope.MapScope(payloads(in), in.count(), in.flag());
            case 20 -> new Scope.TeamScope(in.flag());
            case 3 -> new Scope.SwitchScope(in.signedInt());
            case 4 -> new Scope.CatchScope(in.count(), failure(in));
            case 5 -> new Scope.TurnsScope(in.count());
            default -> throw unknown("scope", number);
        };
    }

    private static List<String> texts(BinaryInput in) {
        int size = in.entries();
        List<String> values = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            values.add(in.text());
        }
        return values;
    }

    static int number(RunStatus value) {
        return switch (value) {
            case RUNNING -> 0;
            case COMPLETED -> 1;
            case FAILED -> 2;
            case CANCELED -> 3;
            case REJECTED -> 4;
        };
    }

    static RunStatus runStatus(BinaryInput in) {
        int number = in.octet();
        return switch (number) {
            case 0 -> RunStatus.RUNNING;
            case 1 -> RunStatus.COMPLETED;
            case 2 -> RunStatus.FAILED;
            case 3 -> RunStatus.CANCELED;
            case 4 -> RunStatus.REJECTED;
            default -> throw unknown("run status", number);
        };
    }

    static int number(TaskPhase value) {
        return switch (value) {
            case DISPATCHED -> 0;
            case AWAITING_RETRY -> 1;
            case HELD -> 2;
        };
    }

    static TaskPhase taskPhase(BinaryInput in) {
        int number = in.octet();
        return switch (number) {
            case 0 -> TaskPhase.DISPATCHED;
            case 1 -> TaskPhase.AWAITING_RETRY;
            case 2 -> TaskPhase.HELD;
            default -> throw unknown("task phase", number);
        };
    }

    static int number(EndedStatus value) {
        return switch (value) {
            case COMPLETED -> 0;
            case FAILED -> 1;
            case SKIPPED -> 2;
            case CANCELED -> 3;
        };
    }

    static EndedStatus endedStatus(BinaryInput in) {
        int number = in.octet();
        return switch (number) {
            case 0 -> EndedStatus.COMPLETED;
            case 1 -> EndedStatus.FAILED;
            case 2 -> EndedStatus.SKIPPED;
            case 3 -> EndedStatus.CANCELED;
            default -> throw unknown("end of a step", number);
        };
    }

    private static int number(FailureKind value) {
        return switch (value) {
            case TRANSIENT -> 0;
            case TIMEOUT -> 1;
            case INVALID_OUTPUT -> 2;
            case INVALID_INPUT -> 3;
            case POISON -> 4;
            case DECLINED -> 5;
            case LOST -> 6;
            case WORKFLOW -> 7;
            case CONFLICT -> 8;
            case CIRCUIT_OPEN -> 9;
        };
    }

    private static FailureKind failureKind(BinaryInput in) {
        int number = in.octet();
        return switch (number) {
            case 0 -> FailureKind.TRANSIENT;
            case 1 -> FailureKind.TIMEOUT;
            case 2 -> FailureKind.INVALID_OUTPUT;
            case 3 -> FailureKind.INVALID_INPUT;
            case 4 -> FailureKind.POISON;
            case 5 -> FailureKind.DECLINED;
            case 6 -> FailureKind.LOST;
            case 7 -> FailureKind.WORKFLOW;
            case 8 -> FailureKind.CONFLICT;
            case 9 -> FailureKind.CIRCUIT_OPEN;
            default -> throw unknown("failure kind", number);
        };
    }

    static UnreadableState unknown(String what, int number) {
        return new UnreadableState(what + " " + number + " is not known");
    }
}
