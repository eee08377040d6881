package dev.agentmesh.core.spec;

import static dev.agentmesh.core.spec.Intents.add;
import static dev.agentmesh.core.spec.Intents.append;
import static dev.agentmesh.core.spec.Intents.canceled;
import static dev.agentmesh.core.spec.Intents.completed;
import static dev.agentmesh.core.spec.Intents.failed;
import static dev.agentmesh.core.spec.Intents.forged;
import static dev.agentmesh.core.spec.Intents.paused;
import static dev.agentmesh.core.spec.Intents.progressed;
import static dev.agentmesh.core.spec.Intents.redirected;
import static dev.agentmesh.core.spec.Intents.redriven;
import static dev.agentmesh.core.spec.Intents.resumed;
import static dev.agentmesh.core.spec.Intents.saidDue;
import static dev.agentmesh.core.spec.Intents.started;
import static dev.agentmesh.core.spec.Intents.wrote;
import static org.assertj.core.api.Assertions.assertThat;

import dev.agentmesh.core.decider.Decider;
import dev.agentmesh.core.decider.Decision;
import dev.agentmesh.core.decider.Reactor;
import dev.agentmesh.core.health.BreakerPolicy;
import dev.agentmesh.core.run.Cell.TaskCell;
import dev.agentmesh.core.run.Cell.TaskPhase;
import dev.agentmesh.core.run.CellKey;
import dev.agentmesh.core.run.Event;
import dev.agentmesh.core.run.RunStatus;
import dev.agentmesh.core.run.Timer;
import dev.agentmesh.core.value.FailureKind;
import dev.agentmesh.core.value.StepPath;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What workers, timers and people do to a run, in any order; and then everybody does what is left to do, and it ends. */
final class RandomLife {
    private static final String INPUT = "{\"n\":1,\"items\":[1,2,3]}";
    private static final List<FailureKind> KINDS = List.of(
            FailureKind.TRANSIENT,
            FailureKind.POISON,
            FailureKind.DECLINED,
            FailureKind.LOST,
            FailureKind.TIMEOUT,
            FailureKind.INVALID_OUTPUT,
            FailureKind.INVALID_INPUT);
    private static final String PLAN = "{\"steps\":[{\"id\":\"a\",\"agent\":\"m1\",\"task\":\"t\"},"
            + "{\"id\":\"b\",\"agent\":\"m2\",\"with\":{\"x\":1}},"
            + "{\"id\":\"c\",\"agent\":\"m1\",\"task\":\"t\",\"needs\":[\"a\",\"b\"]}]}";
    private static final String FURTHER = "{\"steps\":[{\"id\":\"d\",\"agent\":\"m2\",\"task\":\"t\"},"
            + "{\"id\":\"e\",\"agent\":\"m2\",\"task\":\"t\",\"needs\":[\"d\"]}]}";
    private static final String CIRCLE =
            "{\"steps\":[{\"id\":\"a\",\"agent\":\"m1\",\"task\":\"t\",\"needs\":[\"a\"]}]}";
    private static final String WORK =
            "{\"delegate\":[{\"worker\":\"m1\",\"task\":1},{\"worker\":\"m1\",\"task\":\"x\"}]}";
    private static final String AGAIN = "{\"revise\":[{\"id\":\"d1\",\"feedback\":\"no\"}]}";
    private static final List<BreakerPolicy> BREAKERS = List.of(
            BreakerPolicy.OFF,
            BreakerPolicy.OFF,
            BreakerPolicy.OFF,
            BreakerPolicy.OFF,
            BreakerPolicy.OFF,
            BreakerPolicy.OFF,
            new BreakerPolicy(1, Duration.ofSeconds(20)),
            new BreakerPolicy(3, Duration.ofSeconds(2)));
    private static final int ENOUGH = 20_000;

    /** An attempt somebody works on or has worked on. */
    private record Attempt(String path, int number) {}

    private final Tape tape;
    private final World world;
    private final List<Attempt> handedOut = new ArrayList<>();
    private final RandomOutside outside;

    RandomLife(Tape definition, Tape life) {
        this.tape = life;
        this.world = new World(
                new RandomWorkflow(definition).make(),
                life.of(List.of(Decider.SLICE, Decider.SLICE, 8, 3)),
                life.of(BREAKERS));
        this.outside = new RandomOutside(life, world);
    }

    World world() {
        return world;
    }

    void live() {
        note(started(INPUT).happen(world));
        while (!tape.isOver() && !isOver()) {
            note(turn());
        }
        finishWork();
        assertThat(world.status()).as("after all work was answered").get().isNotEqualTo(RunStatus.RUNNING);
        everyAttemptIsHeardOfOnce();
    }

    private Decision turn() {
        List<String> dispatched = tasks(TaskPhase.DISPATCHED);
        List<String> held = tasks(TaskPhase.HELD);
        switch (tape.next(17)) {
            case 0, 1, 2 -> {
                return dispatched.isEmpty()
                        ? wait(1)
                        : completed(tape.of(dispatched), output()).happen(world);
            }
            case 3, 4, 5 -> {
                return dispatched.isEmpty()
                        ? wait(5)
                        : failed(tape.of(dispatched), tape.of(KINDS), code()).happen(world);
            }
            case 6, 7 -> {
                return timers().isEmpty() ? wait(1) : world.fire(someTimer());
            }
            case 8 -> {
                return handedOut.isEmpty() ? wait(1) : reportOn(tape.of(handedOut));
            }
            case 9 -> {
                return held.isEmpty() ? wait(20) : redriven(tape.of(held)).happen(world);
            }
            case 10 -> {
                return timers().isEmpty() ? wait(1) : saidDue(tape.of(timers())).happen(world);
            }
            case 11, 12, 13 -> {
                return outside.turn();
            }
            case 14 -> {
                return tape.chance(2) && !handedOut.isEmpty() ? reportOn(tape.of(handedOut)) : steer();
            }
            default -> {
                return oddThing();
            }
        }
    }

    /** The next timer, or sometimes any other: the store is in order, but slices of many runs are not exact. */
    private Timer someTimer() {
        return tape.chance(3) ? tape.of(timers()) : nextTimer(Set.of()).orElseThrow();
    }

    private List<Timer> timers() {
        return world.timers().entrySet().stream()
                .filter(entry -> entry.getValue().isBefore(Reactor.NO_END))
                .map(Map.Entry::getKey)
                .sorted(Comparator.comparing(Timer::toString))
                .toList();
    }

    private Optional<Timer> nextTimer(Set<Class<?>> without) {
        return world.timers().entrySet().stream()
                .filter(entry -> entry.getValue().isBefore(Reactor.NO_END))
                .filter(entry -> !without.contains(entry.getKey().getClass()))
                .min(Map.Entry.<Timer, java.time.Instant>comparingByValue()
                        .thenComparing(entry -> entry.getKey().toString()))
                .map(Map.Entry::getKey);
    }

    private Decision reportOn(Attempt attempt) {
        return switch (tape.next(4)) {
            case 0 -> completed(attempt.path(), attempt.number(), output()).happen(world);
            case 1 ->
                failed(attempt.path(), attempt.number(), tape.of(KINDS), code()).happen(world);
            case 2 -> progressed(attempt.path(), attempt.number(), 0.5).happen(world);
            default -> forged(attempt.path(), attempt.number()).happen(world);
        };
    }

    private Decision oddThing() {
        return switch (tape.next(12)) {
            case 0 -> wait(30);
            case 1 -> started(INPUT).happen(world);
            case 2 -> started("2").happen(world);
            case 3 -> completed("s0", 7, "1").happen(world);
            case 4 -> failed("nowhere[1]/to", 1, FailureKind.TRANSIENT, "E1").happen(world);
            case 5 -> redriven("s0").happen(world);
            case 6 -> forged("s0", 1).happen(world);
            case 7 -> Intents.refused("flow", "TEST-0002").happen(world);
            case 8 -> paused().happen(world);
            case 9 -> resumed().happen(world);
            case 10 -> redirect();
            default -> tape.chance(3) ? canceled("enough").happen(world) : wait(1);
        };
    }

    /** A person who pauses, sees what fails, and has the run go on. */
    private Decision steer() {
        if (!isPaused()) {
            return paused().happen(world);
        }
        List<String> dispatched = tasks(TaskPhase.DISPATCHED);
        return switch (tape.next(3)) {
            case 0 -> resumed().happen(world);
            case 1 -> redirect();
            default ->
                dispatched.isEmpty()
                        ? resumed().happen(world)
                        : failed(tape.of(dispatched), FailureKind.TRANSIENT, code())
                                .happen(world);
        };
    }

    private boolean isPaused() {
        return world.run().cells().containsKey(CellKey.PAUSED);
    }

    private Decision redirect() {
        List<String> open = new ArrayList<>(tasks(TaskPhase.DISPATCHED));
        open.addAll(tasks(TaskPhase.AWAITING_RETRY));
        open.addAll(tasks(TaskPhase.HELD));
        String to = tape.of(List.of("m1", "m2", "m2/other", "nobody"));
        return redirected(open.isEmpty() ? "s0" : tape.of(open), to).happen(world);
    }

    private Decision wait(int seconds) {
        world.pass(Duration.ofSeconds(seconds));
        return Decision.NOTHING;
    }

    private String output() {
        return tape.of(List.of(
                "1",
                "{\"v\":2}",
                "null",
                "\"text\"",
                "\"x\"",
                "\"TERMINATE\"",
                "{\"handoff\":{\"to\":\"y\",\"context\":{\"k\":1}}}",
                "{\"handoff\":{\"to\":\"x\",\"confidence\":0.1}}",
                "[1,2]",
                PLAN,
                FURTHER,
                CIRCLE,
                WORK,
                AGAIN,
                "{\"done\":1}"));
    }

    private String code() {
        return tape.of(List.of("E1", "E2"));
    }

    /** Everybody does what is left to do; no deadline has to help. */
    private void finishWork() {
        for (int turn = 0; !isOver(); turn++) {
            assertThat(turn).as("turns to the end").isLessThan(ENOUGH);
            List<String> dispatched = tasks(TaskPhase.DISPATCHED);
            List<String> held = tasks(TaskPhase.HELD);
            if (isPaused()) {
                note(resumed().happen(world));
            } else if (!dispatched.isEmpty()) {
                note(wrote(dispatched.getFirst(), "9", append("messages", "history", "1"), add("metadata", "n", "1"))
                        .happen(world));
            } else if (!held.isEmpty()) {
                Decision redriven = redriven(held.getFirst()).happen(world);
                if (redriven.events().getFirst() instanceof Event.CommandRejected) {
                    // Its agent's breaker is open.
                    wait(20);
                }
                note(redriven);
            } else if (outside.isAwaited()) {
                note(outside.finish());
            } else {
                Set<Class<?>> deadlines = Set.of(Timer.RunDeadline.class, Timer.StepDeadline.class);
                note(world.fire(nextTimer(deadlines).orElseThrow()));
            }
        }
    }

    /** Every worker that never answered does so at last, twice. */
    private void everyAttemptIsHeardOfOnce() {
        Set<String> heard = new HashSet<>();
        for (Event event : world.log()) {
            switch (event) {
                case Event.TaskCompleted e -> heard.add(e.path() + "#" + e.attempt());
                case Event.LateResultIgnored e -> heard.add(e.path() + "#" + e.attempt());
                case Event.AttemptEnded e -> {
                    if (!e.worker().isEmpty() && e.failure().kind() != FailureKind.LOST) {
                        heard.add(e.path() + "#" + e.attempt());
                    }
                }
                default -> {}
            }
        }
        for (Attempt attempt : handedOut) {
            int expected = heard.add(attempt.path() + "#" + attempt.number()) ? 1 : 0;
            assertThat(completed(attempt.path(), attempt.number(), "1")
                            .happen(world)
                            .events())
                    .as("the late word on %s", attempt)
                    .hasSize(expected);
        }
    }

    private boolean isOver() {
        return world.status().filter(RunStatus::isTerminal).isPresent();
    }

    private List<String> tasks(TaskPhase phase) {
        List<String> found = new ArrayList<>();
        world.run().cells().forEach((CellKey key, Object cell) -> {
            if (cell instanceof TaskCell task && task.phase() == phase) {
                found.add(key.path().text());
            }
        });
        return found;
    }

    private void note(Decision decision) {
        for (Event event : decision.events()) {
            switch (event) {
                case Event.TaskDispatched e -> handedOut.add(attempt(e.path(), 1));
                case Event.TaskRetried e -> handedOut.add(attempt(e.path(), e.attempt()));
                case Event.TaskReassigned e -> handedOut.add(attempt(e.path(), e.attempt()));
                case Event.TaskRedriven e -> handedOut.add(attempt(e.path(), e.attempt()));
                default -> {}
            }
        }
    }

    private static Attempt attempt(StepPath path, int number) {
        return new Attempt(path.text(), number);
    }
}
