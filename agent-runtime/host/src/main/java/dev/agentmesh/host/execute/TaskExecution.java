package dev.agentmesh.host.execute;

import dev.agentmesh.host.consume.Examined.Cancellation;
import dev.agentmesh.host.consume.Examined.Work;
import dev.agentmesh.host.error.HostErrors;
import dev.agentmesh.host.skill.AgentDefinition;
import dev.agentmesh.host.skill.BoundSkill;
import dev.agentmesh.host.skill.FailureKind;
import dev.agentmesh.host.skill.SkillOutcome;
import dev.agentmesh.host.skill.SkillOutcome.Failed;
import dev.agentmesh.host.skill.SkillOutcome.Succeeded;
import dev.agentmesh.topics.message.Failure;
import dev.agentmesh.topics.message.ResultMessage;
import dev.agentmesh.topics.message.Usage;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the attempts of one agent and tells their end exactly once each. Safe for use by many threads. */
final class TaskExecution {
    private static final Logger LOG = LoggerFactory.getLogger(TaskExecution.class);

    private final AgentDefinition agent;
    private final ResultSink results;
    private final ScheduledExecutorService timer;
    private final Clock clock;
    private final Duration cancelGrace;
    private final Links links;
    /** With those whose end has been told while their skill still runs. */
    private final Set<Attempt> attempts = ConcurrentHashMap.newKeySet();

    private final AtomicLong finished = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();

    /** Where ends are told. {@code acknowledged} runs when the broker has the result. */
    interface ResultSink {
        void tell(Work work, ResultMessage.Body body, Runnable acknowledged);
    }

    TaskExecution(
            AgentDefinition agent,
            ResultSink results,
            ScheduledExecutorService timer,
            Clock clock,
            Duration cancelGrace,
            Links links) {
        this.agent = agent;
        this.results = results;
        this.timer = timer;
        this.clock = clock;
        this.cancelGrace = cancelGrace;
        this.links = links;
    }

    void execute(Work work, Runnable whenFinished) {
        Optional<BoundSkill> skill = agent.skill(work.task().skill());
        Instant now = clock.instant();
        if (!now.isBefore(work.task().deadline())) {
            refuse(
                    work,
                    whenFinished,
                    FailureKind.TIMEOUT,
                    HostErrors.EXPIRED.code(),
                    "the deadline " + work.task().deadline() + " had passed before the task could start");
        } else if (skill.isEmpty()) {
            refuse(
                    work,
                    whenFinished,
                    FailureKind.POISON,
                    HostErrors.UNKNOWN_SKILL.code(),
                    "agent \"" + agent.name() + "\" has no skill \""
                            + work.task().skill() + "\"; it has "
                            + agent.skills().keySet());
        } else {
            begin(work, skill.get(), Duration.between(now, work.task().deadline()), whenFinished);
        }
    }

    private void refuse(Work work, Runnable whenFinished, FailureKind kind, String code, String message) {
        failed.incrementAndGet();
        results.tell(
                work,
                new ResultMessage.Failed(new Failure(kind.name(), code, message), List.of(), Duration.ZERO),
                whenFinished);
    }

    private void begin(Work work, BoundSkill skill, Duration left, Runnable whenFinished) {
        RunningTask task = new RunningTask(
                work,
                links,
                clock,
                (part, text) -> results.tell(work, new ResultMessage.Progressed(part, text), () -> {}));
        task.context()
                .overload()
                .ifPresent(
                        warning -> LOG.atWarn().addKeyValue("taskId", task.id()).log(warning));
        Attempt attempt = new Attempt(work, task, whenFinished);
        attempts.add(attempt);
        // The timer's thread is no virtual one: it has to act when skills hog all carriers.
        attempt.deadline(timer.schedule(() -> deadlinePassed(attempt), left.toMillis(), TimeUnit.MILLISECONDS));
        Thread worker = Thread.ofVirtual()
                .name("task-" + work.message().taskId() + "#" + work.message().attempt())
                .unstarted(() -> run(attempt, skill));
        attempt.runsOn(worker);
        worker.start();
    }

    private void run(Attempt attempt, BoundSkill skill) {
        try {
            SkillOutcome outcome = skill.run(attempt.work().task().input(), attempt.task());
            end(attempt, outcome);
        } catch (Throwable e) {
            // Only what the host itself could not do, such as allocating the result, comes here.
            end(attempt, Failed.of(FailureKind.TRANSIENT, HostErrors.SKILL_BROKE, e.toString()));
        } finally {
            attempt.threadIsOver();
            attempts.remove(attempt);
        }
    }

    private void end(Attempt attempt, SkillOutcome outcome) {
        attempt.end()
                .ifPresentOrElse(
                        usage -> tell(attempt, outcome, usage),
                        () -> LOG.atDebug()
                                .addKeyValue("taskId", attempt.task().id())
                                .addKeyValue("attempt", attempt.task().attempt())
                                .log("a skill ended after its attempt had been given up"));
    }

    private void tell(Attempt attempt, SkillOutcome outcome, List<Usage> usage) {
        ResultMessage.Body body = switch (outcome) {
            case Succeeded(var output) -> {
                finished.incrementAndGet();
                yield new ResultMessage.Completed(
                        output, usage, attempt.elapsed(), attempt.task().writes());
            }
            case Failed failure -> {
                failed.incrementAndGet();
                yield new ResultMessage.Failed(asTold(attempt, failure), usage, attempt.elapsed());
            }
        };
        results.tell(attempt.work(), body, attempt.finished());
    }

    /** An exception that follows from our own interruption is not the skill's failure. */
    private static Failure asTold(Attempt attempt, Failed failure) {
        if (attempt.task().canceled() && failure.kind() == FailureKind.TRANSIENT) {
            return new Failure(
                    FailureKind.TRANSIENT.name(),
                    HostErrors.CANCELED.code(),
                    "canceled by the orchestrator; the skill ended with: " + failure.message());
        }
        return new Failure(failure.kind().name(), failure.code(), failure.message());
    }

    private void deadlinePassed(Attempt attempt) {
        end(
                attempt,
                Failed.of(
                        FailureKind.TIMEOUT,
                        HostErrors.DEADLINE,
                        "still running at its deadline " + attempt.task().deadline()));
        attempt.task().cancel();
        attempt.interrupt();
    }

    void cancel(Cancellation cancellation) {
        for (Attempt attempt : attempts) {
            if (attempt.work().message().taskId().equals(cancellation.taskId())
                    && attempt.work().message().attempt() <= cancellation.attempt()) {
                attempt.task().cancel();
                timer.schedule(attempt::interrupt, cancelGrace.toMillis(), TimeUnit.MILLISECONDS);
            }
        }
    }

    /** Gives up everything that still runs, because the process has to end; each is told as lost, with what it used. */
    void giveUpAll() {
        for (Attempt attempt : attempts) {
            end(attempt, Failed.of(FailureKind.LOST, HostErrors.STOPPED, "its process had to end before it did"));
            attempt.task().cancel();
            attempt.interrupt();
        }
    }

    /** Attempts that run and are waited for. */
    int busy() {
        return (int) attempts.stream().filter(attempt -> !attempt.hasEnded()).count();
    }

    /** Skills that run on although their attempt ended at least that long ago. */
    long overdue(Duration since) {
        Instant before = clock.instant().minus(since);
        return attempts.stream()
                .filter(attempt ->
                        attempt.hasEnded() && attempt.task().deadline().isBefore(before))
                .count();
    }

    long finished() {
        return finished.get();
    }

    long failed() {
        return failed.get();
    }
}
