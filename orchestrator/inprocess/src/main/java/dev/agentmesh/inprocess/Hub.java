package dev.agentmesh.inprocess;

import dev.agentmesh.core.decider.Decider;
import dev.agentmesh.core.decider.Decision;
import dev.agentmesh.core.decider.Outline;
import dev.agentmesh.core.decider.Reactor;
import dev.agentmesh.core.definition.Workflow;
import dev.agentmesh.core.expression.Expressions;
import dev.agentmesh.core.health.Breaker;
import dev.agentmesh.core.health.BreakerPolicy;
import dev.agentmesh.core.health.HealthSignal;
import dev.agentmesh.core.health.HealthWatch;
import dev.agentmesh.core.run.Command;
import dev.agentmesh.core.run.Effect;
import dev.agentmesh.core.run.Event;
import dev.agentmesh.core.run.RunStatus;
import dev.agentmesh.core.run.Timer;
import dev.agentmesh.core.value.Failure;
import dev.agentmesh.core.value.FailureKind;
import dev.agentmesh.core.value.Payload;
import dev.agentmesh.core.value.Signal;
import dev.agentmesh.core.value.StepPath;
import dev.agentmesh.inprocess.Clockwork.Appointment;
import dev.agentmesh.language.schema.InputCheck;
import dev.agentmesh.language.schema.InputMisfit;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;

/** Decides commands and carries out what follows: what the orchestrator's topology does, without topics. For one thread. */
final class Hub {
    /** The word a fault of the agent's own code is reported under, as the agent host does. */
    private static final String AGENT_FAILED = "MESH-3016";

    private record Armed(String runId, Timer timer) {}

    private record Working(String runId, StepPath path, int attempt) {}

    private final Clockwork clock;
    private final Consumer<LocalRun> ended;
    private final Decider decider;
    private final LocalBreakers breakers;
    private final HealthWatch health;
    private final InputCheck inputs = new InputCheck();
    private final Map<String, Outline> definitions = new HashMap<>();
    private final Map<String, AgentFunction> agents = new TreeMap<>();
    private AgentFunction silent = _ -> Answer.silence();
    private final Map<String, LocalRun> runs = new LinkedHashMap<>();
    private final Map<Armed, Appointment> timers = new HashMap<>();
    private final Map<Working, Appointment> working = new HashMap<>();
    /** How many steps of which runs wait for an event. */
    private final Map<String, LinkedHashMap<String, Integer>> hearers = new HashMap<>();

    /** @param ended told of every run that has ended */
    Hub(Clockwork clock, Expressions expressions, BreakerPolicy policy, Consumer<LocalRun> ended) {
        this.breakers = new LocalBreakers(policy);
        this.health = new HealthWatch(policy, breakers);
        this.clock = clock;
        this.ended = ended;
        this.decider = new Decider(expressions, new LocalSurroundings(agents.keySet(), inputs, breakers));
    }

    /** Known by its name, where the last one counts, and by name and version. */
    void deploy(Workflow workflow) {
        var outline = new Outline(workflow);
        definitions.put(workflow.ref().name(), outline);
        definitions.put(workflow.ref().toString(), outline);
    }

    /** Has a function answer where no other does. */
    void otherwise(AgentFunction function) {
        silent = function;
    }

    void agent(String name, AgentFunction function) {
        agents.put(name, function);
    }

    /** Where the circuit breaker of an agent stands. */
    Breaker breaker(String agent) {
        return breakers.of(agent);
    }

    /** Lets go of a run that has ended; its id is free again. */
    void forget(String runId) {
        run(runId).filter(run -> run.status().isTerminal()).ifPresent(run -> runs.remove(run.id()));
    }

    Optional<LocalRun> run(String runId) {
        return Optional.ofNullable(runs.get(runId));
    }

    List<LocalRun> runs() {
        return List.copyOf(runs.values());
    }

    LocalRun start(String workflow, String runId, Payload input, Optional<Duration> timeLimit) {
        Outline outline = definitions.get(workflow);
        if (outline == null) {
            throw new IllegalArgumentException(
                    "Expected one of the workflows " + definitions.keySet() + " but found " + workflow);
        }
        LocalRun run = runs.computeIfAbsent(runId, id -> new LocalRun(id, outline));
        Optional<Failure> misfit = misfit(outline.workflow(), input);
        Instant now = clock.now();
        if (misfit.isPresent()) {
            carryOut(run, now, decider.refuse(run.cells(), new Command.RefuseStart(now, workflow, misfit.get())));
        } else {
            carryOut(
                    run,
                    now,
                    decider.decide(
                            outline,
                            run.cells(),
                            new Command.StartRun(now, input, Optional.empty(), timeLimit, "in-process")));
        }
        return run;
    }

    private Optional<Failure> misfit(Workflow workflow, Payload input) {
        return workflow.inputSchema()
                .flatMap(schema -> inputs.check(schema, input).stream()
                        .findFirst()
                        .map((InputMisfit first) ->
                                new Failure(FailureKind.INVALID_INPUT, first.code(), first.message())));
    }

    /** Decides a command for a run; {@code command} is given the present time. Gives why it was refused, if it was. */
    Optional<Failure> send(String runId, Function<Instant, Command> command) {
        LocalRun run = run(runId)
                .orElseThrow(() -> new IllegalArgumentException("Expected a run of this mesh but found " + runId));
        Instant now = clock.now();
        Decision decision = decider.decide(run.outline(), run.cells(), command.apply(now));
        carryOut(run, now, decision);
        return decision.events().stream()
                .filter(Event.CommandRejected.class::isInstance)
                .map(event -> ((Event.CommandRejected) event).failure())
                .findFirst();
    }

    Optional<Failure> answer(OpenQuestion question, Reply reply) {
        return send(
                question.runId(),
                now -> new Command.DecideApproval(
                        now,
                        question.path(),
                        reply.choice(),
                        reply.form(),
                        reply.comment(),
                        reply.by(),
                        reply.roles(),
                        question.question().hash()));
    }

    private void carryOut(LocalRun run, Instant at, Decision decision) {
        List<HealthSignal> heard = health.heard(run.cells(), at, decision.events());
        run.apply(at, decision);
        for (Effect effect : decision.effects()) {
            switch (effect) {
                case Effect.DispatchTask task -> dispatch(run, task);
                case Effect.CancelAttempt canceled ->
                    stop(working.remove(new Working(run.id(), canceled.path(), canceled.attempt())));
                case Effect.SetTimer set -> arm(run, set);
                case Effect.ClearTimer clear -> stop(timers.remove(new Armed(run.id(), clear.timer())));
                case Effect.WriteDeadLetter letter -> run.add(letter);
                case Effect.PublishRecord record -> run.add(record);
                case Effect.HearEvent hear ->
                    hearers.computeIfAbsent(hear.event(), _ -> new LinkedHashMap<>())
                            .merge(run.id(), 1, Integer::sum);
                case Effect.IgnoreEvent ignore ->
                    hearers.getOrDefault(ignore.event(), new LinkedHashMap<>())
                            .computeIfPresent(run.id(), (_, count) -> count == 1 ? null : count - 1);
                case Effect.StartChild start -> soon(() -> startChild(start));
                case Effect.CancelChild cancel ->
                    soon(() -> tell(
                            cancel.childId(), now -> new Command.CancelRun(now, cancel.reason(), "run " + run.id())));
                case Effect.PauseChild pause ->
                    soon(() ->
                            tell(pause.childId(), now -> new Command.PauseRun(now, pause.reason(), "run " + run.id())));
                case Effect.ResumeChild resume ->
                    soon(() -> tell(
                            resume.childId(), now -> new Command.ResumeRun(now, resume.reason(), "run " + run.id())));
                case Effect.TellParent tell ->
                    soon(() -> tell(
                            tell.parent().runId(),
                            now -> new Command.ChildRunEnded(
                                    now,
                                    tell.parent().path(),
                                    run.id(),
                                    tell.status(),
                                    tell.output(),
                                    tell.failure())));
                case Effect.PublishOutcome outcome -> {
                    run.end(outcome);
                    ended.accept(run);
                }
            }
        }
        heard.forEach(breakers::take);
    }

    /** After what is under way: a decision is carried out whole before the next is taken. */
    private void soon(Runnable action) {
        clock.at(clock.now(), action);
    }

    private void tell(String runId, Function<Instant, Command> command) {
        if (run(runId).isPresent()) {
            send(runId, command);
        }
    }

    private void startChild(Effect.StartChild start) {
        String name =
                start.workflow() + start.version().map(version -> "@" + version).orElse("");
        Outline outline = definitions.get(name);
        Instant now = clock.now();
        if (outline == null) {
            Failure unknown =
                    new Failure(FailureKind.WORKFLOW, "MESH-4124", "No workflow \"" + name + "\" is deployed");
            tell(
                    start.parent().runId(),
                    at -> new Command.ChildRunEnded(
                            at,
                            start.parent().path(),
                            start.childId(),
                            RunStatus.REJECTED,
                            Optional.empty(),
                            Optional.of(unknown)));
            return;
        }
        LocalRun child = runs.computeIfAbsent(start.childId(), id -> new LocalRun(id, outline));
        Optional<Failure> misfit = misfit(outline.workflow(), start.input());
        carryOut(
                child,
                now,
                misfit.isPresent()
                        ? decider.refuse(
                                child.cells(),
                                new Command.RefuseStart(
                                        now, start.workflow(), misfit.get(), Optional.of(start.parent())))
                        : decider.decide(
                                outline,
                                child.cells(),
                                new Command.StartRun(
                                        now,
                                        start.input(),
                                        Optional.empty(),
                                        Optional.empty(),
                                        "run " + start.parent().runId(),
                                        Optional.of(new Command.Parentage(start.parent(), start.deadline())))));
    }

    /** Tells every run that waits for it. */
    void announce(Signal signal) {
        List.copyOf(hearers.getOrDefault(signal.name(), new LinkedHashMap<>()).keySet())
                .forEach(runId -> send(runId, now -> new Command.AnnounceEvent(now, signal)));
    }

    private static void stop(@org.jspecify.annotations.Nullable Appointment appointment) {
        if (appointment != null) {
            appointment.cancel();
        }
    }

    private void arm(LocalRun run, Effect.SetTimer set) {
        var armed = new Armed(run.id(), set.timer());
        stop(timers.remove(armed));
        if (set.due().equals(Reactor.NO_END)) {
            return;
        }
        timers.put(armed, clock.at(set.due(), () -> {
            timers.remove(armed);
            send(run.id(), now -> new Command.TimerDue(now, set.timer()));
        }));
    }

    private void dispatch(LocalRun run, Effect.DispatchTask task) {
        var call = new TaskCall(
                run.id(),
                task.path(),
                task.attempt(),
                task.agent(),
                task.skill(),
                task.input(),
                task.idempotencyKey(),
                task.deadline());
        var working = new Working(run.id(), task.path(), task.attempt());
        Instant began = clock.now();
        this.working.put(working, clock.work(() -> answer(call), answer -> {
            Appointment report =
                    clock.at(clock.now().plus(answer.after()), () -> report(run, call, began, working, answer));
            this.working.put(working, report);
        }));
    }

    private Answer answer(TaskCall call) {
        AgentFunction agent = agents.getOrDefault(call.agent(), silent);
        try {
            return agents.getOrDefault(call.name(), agent).answer(call);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Answer.silence();
        } catch (Exception e) {
            return Answer.failed(AGENT_FAILED, String.valueOf(e));
        }
    }

    private void report(LocalRun run, TaskCall call, Instant began, Working attempt, Answer answer) {
        working.remove(attempt);
        switch (answer.outcome()) {
            case Answer.Outcome.Done(Payload output) ->
                send(
                        run.id(),
                        now -> new Command.ReportCompleted(
                                now,
                                call.path(),
                                call.attempt(),
                                output,
                                answer.usage(),
                                call.agent() + "-1",
                                Duration.between(began, now)));
            case Answer.Outcome.NotDone(Failure failure) ->
                send(
                        run.id(),
                        now -> new Command.ReportFailed(
                                now, call.path(), call.attempt(), failure, answer.usage(), call.agent() + "-1"));
            case Answer.Outcome.Silence() -> {}
        }
    }
}
