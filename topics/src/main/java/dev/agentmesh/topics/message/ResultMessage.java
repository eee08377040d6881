package dev.agentmesh.topics.message;

import java.time.Duration;
import java.util.List;

/** A record of {@code <ns>.results}, key run id: what became of an attempt. */
public record ResultMessage(
        MessageHeader header,
        String taskId,
        String stepPath,
        int attempt,
        String lease,
        String agent,
        String instance,
        TaskPosition position,
        Body body)
        implements Message {

    public ResultMessage {
        header.requireRun();
        Identifiers.requireStepPath(stepPath);
        Identifiers.requireTaskId(taskId, header.runId(), stepPath);
        Checks.atLeastOne("attempt", attempt);
        Checks.text("lease", lease, Checks.LINE);
        Identifiers.requireName("agent", agent);
        Checks.text("instance", instance, Checks.LINE);
    }

    /** The answer to a task, by the instance that had it. */
    public static ResultMessage answer(
            TaskMessage task, MessageHeader header, String instance, TaskPosition position, Body body) {
        return new ResultMessage(
                header,
                task.taskId(),
                task.stepPath(),
                task.attempt(),
                task.lease(),
                task.agent(),
                instance,
                position,
                body);
    }

    @Override
    public String key() {
        return header.runId();
    }

    public sealed interface Body permits Completed, Failed, Lost, Progressed {}

    /** @param writes what the attempt changes on the run's blackboard, in order */
    public record Completed(Payload output, List<Usage> usage, Duration duration, List<BoardWrite> writes)
            implements Body {
        /** Of an attempt that leaves the blackboard alone. */
        public Completed(Payload output, List<Usage> usage, Duration duration) {
            this(output, usage, duration, List.of());
        }

        public Completed {
            usage = List.copyOf(usage);
            writes = List.copyOf(writes);
            duration = Checks.duration("duration", duration);
        }
    }

    public record Failed(Failure failure, List<Usage> usage, Duration duration) implements Body {
        public Failed {
            usage = List.copyOf(usage);
            duration = Checks.duration("duration", duration);
        }
    }

    /** A host found that somebody else had started this attempt and never told its end. */
    public record Lost(String startedBy) implements Body {
        public Lost {
            Checks.text("startedBy", startedBy, Checks.LINE);
        }
    }

    /**
     * A word from an attempt that goes on.
     *
     * @param part what is done, from 0 to 1
     */
    public record Progressed(double part, String text) implements Body {
        public Progressed {
            if (!(part >= 0 && part <= 1)) {
                throw new IllegalArgumentException("part is " + part + "; it must lie between 0 and 1");
            }
            text = Checks.shortened(text, Checks.PARAGRAPH);
        }
    }
}
