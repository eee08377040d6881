package dev.agentmesh.inprocess;

import dev.agentmesh.core.decider.Decision;
import dev.agentmesh.core.decider.Evolver;
import dev.agentmesh.core.decider.Outline;
import dev.agentmesh.core.decider.Reactor;
import dev.agentmesh.core.run.Cell;
import dev.agentmesh.core.run.Cell.ApprovalCell;
import dev.agentmesh.core.run.Cell.RunCell;
import dev.agentmesh.core.run.Cell.TaskCell;
import dev.agentmesh.core.run.Cell.TaskPhase;
import dev.agentmesh.core.run.Cell.WaitCell;
import dev.agentmesh.core.run.CellKey;
import dev.agentmesh.core.run.Effect;
import dev.agentmesh.core.run.Event;
import dev.agentmesh.core.run.OutsideEvent;
import dev.agentmesh.core.run.Question;
import dev.agentmesh.core.run.RunStatus;
import dev.agentmesh.core.value.Failure;
import dev.agentmesh.core.value.Payload;
import dev.agentmesh.core.value.StepPath;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One run: its log, its state, and what it sent to the dead letters. Read it while nothing runs, or through its mesh. */
public final class LocalRun {
    private final String id;
    private final Outline outline;
    private final MemoryCells cells;
    private final List<LoggedFact> log = new ArrayList<>();
    private final List<Effect.WriteDeadLetter> deadLetters = new ArrayList<>();
    private final List<Effect.PublishRecord> published = new ArrayList<>();
    private Optional<Effect.PublishOutcome> outcome = Optional.empty();

    LocalRun(String id, Outline outline) {
        this.id = id;
        this.outline = outline;
        this.cells = new MemoryCells(id);
    }

    /**
     * A run that happened elsewhere, from its log alone: its state folded, and what follows from each event.
     *
     * @param log whole, in order
     * @throws IllegalStateException when the facts cannot follow on one another
     */
    public static LocalRun recorded(String id, Outline outline, List<LoggedFact> log) {
        var run = new LocalRun(id, outline);
        for (LoggedFact fact : log) {
            List<Effect> effects = Reactor.react(run.cells, fact.event());
            run.cells.apply(Evolver.evolve(run.cells, fact.at(), fact.event()));
            run.log.add(fact);
            effects.forEach(run::keep);
        }
        return run;
    }

    private void keep(Effect effect) {
        switch (effect) {
            case Effect.WriteDeadLetter letter -> add(letter);
            case Effect.PublishRecord record -> add(record);
            case Effect.PublishOutcome how -> end(how);
            case Effect.DispatchTask _,
                    Effect.CancelAttempt _,
                    Effect.SetTimer _,
                    Effect.ClearTimer _,
                    Effect.HearEvent _,
                    Effect.IgnoreEvent _,
                    Effect.StartChild _,
                    Effect.CancelChild _,
                    Effect.PauseChild _,
                    Effect.ResumeChild _,
                    Effect.TellParent _ -> {}
        }
    }

    void apply(Instant at, Decision decision) {
        cells.apply(decision.changes());
        for (Event event : decision.events()) {
            log.add(new LoggedFact(log.size() + 1L, at, event));
        }
    }

    void add(Effect.WriteDeadLetter letter) {
        deadLetters.add(letter);
    }

    void add(Effect.PublishRecord record) {
        published.add(record);
    }

    void end(Effect.PublishOutcome how) {
        outcome = Optional.of(how);
    }

    public String id() {
        return id;
    }

    public Outline outline() {
        return outline;
    }

    public MemoryCells cells() {
        return cells;
    }

    /** Everything that happened, in order. */
    public List<LoggedFact> log() {
        return List.copyOf(log);
    }

    public List<Effect.WriteDeadLetter> deadLetters() {
        return List.copyOf(deadLetters);
    }

    /** What its steps wrote to topics, in order. */
    public List<Effect.PublishRecord> published() {
        return List.copyOf(published);
    }

    public RunStatus status() {
        return outcome.map(Effect.PublishOutcome::status)
                .or(() -> cells.get(CellKey.RUN).map(cell -> ((RunCell) cell).status()))
                .orElse(RunStatus.RUNNING);
    }

    /** When its time is over; for ever when it was not accepted. */
    public Instant deadline() {
        return cells.get(CellKey.RUN).map(cell -> ((RunCell) cell).deadline()).orElse(Instant.MAX);
    }

    /** The result of a completed run. */
    public Optional<Payload> output() {
        return outcome.flatMap(Effect.PublishOutcome::output);
    }

    /** Whether it failed, and what it had done was to be taken back. */
    public boolean isRolledBack() {
        return status() == RunStatus.FAILED
                && outcome.filter(end -> end.rollback().happened()).isPresent();
    }

    public Optional<Failure> failure() {
        return outcome.flatMap(Effect.PublishOutcome::failure);
    }

    /** What people are asked and have not answered, in the order of the steps' paths. */
    public List<OpenQuestion> questions() {
        return cells.all().entrySet().stream()
                .filter(entry -> entry.getValue() instanceof ApprovalCell)
                .map(entry -> question(entry.getKey().path(), (ApprovalCell) entry.getValue()))
                .toList();
    }

    /** The cell holds what an answer is checked against; what is shown stands in the log. */
    private OpenQuestion question(StepPath path, ApprovalCell open) {
        Question asked = log.reversed().stream()
                .map(LoggedFact::event)
                .filter(event -> event instanceof OutsideEvent.ApprovalRequested request
                        && request.path().equals(path))
                .map(event -> ((OutsideEvent.ApprovalRequested) event).question())
                .findFirst()
                .orElseThrow();
        return new OpenQuestion(id, path, asked, open.assign(), open.due());
    }

    /** Whether a step waits for an event of this name. */
    public boolean waitsFor(String event) {
        return cells.all().values().stream()
                .anyMatch(cell -> cell instanceof WaitCell(String name, var _) && name.equals(event));
    }

    /** Tasks that wait in the dead letters for a person's redrive. */
    public List<CellKey> held() {
        return cells.all().entrySet().stream()
                .filter(entry -> isHeld(entry.getValue()))
                .map(java.util.Map.Entry::getKey)
                .toList();
    }

    /** Tasks that have not ended, whoever they wait for. */
    public List<StepPath> open() {
        return cells.all().entrySet().stream()
                .filter(entry -> entry.getValue() instanceof TaskCell)
                .map(entry -> entry.getKey().path())
                .toList();
    }

    /** Whether somebody had it stand still. */
    public boolean isPaused() {
        return cells.get(CellKey.PAUSED).isPresent();
    }

    private static boolean isHeld(Cell cell) {
        return cell instanceof TaskCell task && task.phase() == TaskPhase.HELD;
    }
}
