package dev.agentmesh.topics.message;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A record of {@code <ns>.commands}, key run id: an intent sent to the orchestrator. */
public record CommandMessage(MessageHeader header, Body body) implements Message {
    public CommandMessage {
        if (!(body instanceof AnnounceEvent)) {
            header.requireRun();
        }
    }

    @Override
    public String key() {
        return body instanceof AnnounceEvent(SignalText signal) ? signal.name() : header.runId();
    }

    public sealed interface Body
            permits StartRun,
                    CancelRun,
                    PauseRun,
                    ResumeRun,
                    RedirectTask,
                    RedriveTask,
                    DecideApproval,
                    SignalRun,
                    AnnounceEvent,
                    ChildRunEnded {}

    /**
     * Starts the run that the header names.
     *
     * @param version empty takes the newest version known when the command is handled
     * @param timeLimit empty leaves the workflow's own limit
     * @param by who asked; may be empty
     * @param parentage set when a step of another run starts this one
     */
    public record StartRun(
            String workflow,
            Optional<String> version,
            Payload input,
            Optional<String> title,
            Optional<Duration> timeLimit,
            String by,
            Optional<Parentage> parentage)
            implements Body {
        public StartRun(
                String workflow,
                Optional<String> version,
                Payload input,
                Optional<String> title,
                Optional<Duration> timeLimit,
                String by) {
            this(workflow, version, input, title, timeLimit, by, Optional.empty());
        }

        public StartRun {
            Identifiers.requireId("workflow", workflow);
            version.ifPresent(v -> Identifiers.requireId("version", v));
            title.ifPresent(t -> Checks.text("title", t, Checks.LINE));
            timeLimit = timeLimit.map(limit -> Checks.duration("timeLimit", limit));
            Checks.text("by", by, Checks.LINE);
        }
    }

    /**
     * Which step of which run a run is started by.
     *
     * @param depth how many runs stand above the child, from 1
     * @param detached the parent does not wait for the end
     */
    public record Parent(String runId, String stepPath, int depth, boolean detached) {
        public Parent {
            Identifiers.requireRunId("parent", runId);
            Identifiers.requireStepPath(stepPath);
            Checks.atLeastOne("depth", depth);
        }
    }

    /** @param deadline the parent's end, which the child does not outlive */
    public record Parentage(Parent parent, Instant deadline) {
        public Parentage {
            deadline = Checks.instant("deadline", deadline);
        }
    }

    /**
     * A person's answer to the question of a step.
     *
     * @param roles what the person is, beside {@code by}
     * @param shown SHA-256 of what the person was shown
     */
    public record DecideApproval(
            String stepPath,
            String choice,
            Optional<Payload> form,
            String comment,
            String by,
            List<String> roles,
            String shown)
            implements Body {
        public DecideApproval {
            Identifiers.requireStepPath(stepPath);
            Checks.text("choice", choice, Checks.LINE);
            comment = Checks.shortened(comment, Checks.PARAGRAPH);
            Checks.text("by", by, Checks.LINE);
            roles.forEach(role -> Checks.text("role", role, Checks.LINE));
            roles = List.copyOf(roles);
            Checks.text("shown", shown, Checks.LINE);
        }
    }

    /** @param correlation ties it to an exchange, may be empty */
    public record SignalText(String name, Payload payload, String correlation, String by) {
        public SignalText {
            Identifiers.requireId("event", name);
            Checks.text("correlation", correlation, Checks.LINE);
            Checks.text("by", by, Checks.LINE);
        }
    }

    /** For the header's run alone; kept when no step waits for it yet. */
    public record SignalRun(SignalText signal) implements Body {}

    /** For every run of the partition that waits for it now. The header names no run, the key is the event's name. */
    public record AnnounceEvent(SignalText signal) implements Body {}

    /** From a child run to its parent. */
    public record ChildRunEnded(
            String stepPath,
            String childId,
            OutcomeMessage.Status status,
            Optional<Payload> output,
            Optional<Failure> failure)
            implements Body {
        public ChildRunEnded {
            Identifiers.requireStepPath(stepPath);
            Identifiers.requireRunId("childId", childId);
        }
    }

    /** From here on nothing of the run begins. */
    public record PauseRun(String reason, String by) implements Body {
        public PauseRun {
            reason = Checks.shortened(reason, Checks.PARAGRAPH);
            Checks.text("by", by, Checks.LINE);
        }
    }

    /** What the pause held back begins. */
    public record ResumeRun(String reason, String by) implements Body {
        public ResumeRun {
            reason = Checks.shortened(reason, Checks.PARAGRAPH);
            Checks.text("by", by, Checks.LINE);
        }
    }

    /** @param skill empty for the task's own, or the only one the agent has */
    public record RedirectTask(String stepPath, String agent, Optional<String> skill, String reason, String by)
            implements Body {
        public RedirectTask {
            Identifiers.requireStepPath(stepPath);
            Identifiers.requireId("agent", agent);
            skill.ifPresent(s -> Identifiers.requireId("skill", s));
            reason = Checks.shortened(reason, Checks.PARAGRAPH);
            Checks.text("by", by, Checks.LINE);
        }
    }

    public record CancelRun(String reason, String by) implements Body {
        public CancelRun {
            reason = Checks.shortened(reason, Checks.PARAGRAPH);
            Checks.text("by", by, Checks.LINE);
        }
    }

    /**
     * Dispatches a dead-lettered task once more.
     *
     * @param input empty keeps the input as it was
     */
    public record RedriveTask(String stepPath, Optional<Payload> input, String reason, String by) implements Body {
        public RedriveTask {
            Identifiers.requireStepPath(stepPath);
            reason = Checks.shortened(reason, Checks.PARAGRAPH);
            Checks.text("by", by, Checks.LINE);
        }
    }
}
