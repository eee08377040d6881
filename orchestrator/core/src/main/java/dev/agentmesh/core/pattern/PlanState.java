package dev.agentmesh.core.pattern;

import dev.agentmesh.core.run.Cell.EndedCell;
import dev.agentmesh.core.run.Cell.EndedStatus;
import dev.agentmesh.core.run.Cell.VariableCell;
import dev.agentmesh.core.run.CellKey;
import dev.agentmesh.core.run.Event;
import dev.agentmesh.core.value.Json;
import dev.agentmesh.core.value.Payload;
import dev.agentmesh.core.value.StepPath;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * What a plan keeps. Its steps stand apart, each under its own name, so that the end of one touches those that need it and not the
 * whole plan.
 */
final class PlanState {
    static final String PLAN = "plan";
    private static final String COUNTS = "planning";
    private static final String STEP = "step:";

    /**
     * @param revision of the plan that is carried out, 0 before the first
     * @param asked how often the planner was
     * @param refused how many of its answers in a row were no plan
     * @param replans how often the plan was to be thought over
     * @param asking whether an answer is awaited
     * @param failed a step that failed while an answer was awaited, or empty
     */
    record Counts(int revision, int asked, int refused, int replans, boolean asking, String failed) {
        static final Counts NONE = new Counts(0, 0, 0, 0, false, "");
    }

    private final Moves moves;
    private final StepPath path;

    PlanState(Moves moves, StepPath path) {
        this.moves = moves;
        this.path = path;
    }

    Counts counts() {
        return read(COUNTS)
                .map(json -> new Counts(
                        (int) Fields.number(json, "revision"),
                        (int) Fields.number(json, "asked"),
                        (int) Fields.number(json, "refused"),
                        (int) Fields.number(json, "replans"),
                        json.field("asking").isPresent(),
                        json.field("failed").flatMap(Json::asText).orElse("")))
                .orElse(Counts.NONE);
    }

    void keep(Counts counts) {
        set(values(counts));
    }

    private static SequencedMap<String, Payload> values(Counts counts) {
        Fields fields = new Fields()
                .with("revision", counts.revision())
                .with("asked", counts.asked())
                .with("refused", counts.refused())
                .with("replans", counts.replans());
        if (counts.asking()) {
            fields.with("asking", new Json.Bool(true));
        }
        if (!counts.failed().isEmpty()) {
            fields.with("failed", counts.failed());
        }
        SequencedMap<String, Payload> values = new LinkedHashMap<>();
        values.put(COUNTS, fields.payload());
        return values;
    }

    /** The plan as it is carried out; empty before there is one. */
    List<PlannedStep> plan() {
        return read(PLAN)
                .map(json ->
                        Fields.list(json, "steps").stream().map(PlannedStep::of).toList())
                .orElse(List.of());
    }

    Json document() {
        return read(PLAN).orElseGet(Json.Null::new);
    }

    /** Carries {@code plan} out from here on; {@code added} are those of its steps that are new. */
    void adopt(Counts counts, List<PlannedStep> plan, List<PlannedStep> added) {
        SequencedMap<String, Payload> values = values(counts);
        values.put(
                PLAN,
                new Fields()
                        .with("revision", counts.revision())
                        .with(
                                "steps",
                                new Json.Array(
                                        plan.stream().map(PlannedStep::json).toList()))
                        .payload());
        SequencedMap<String, List<String>> next = new LinkedHashMap<>();
        added.forEach(step -> next.put(step.id(), new ArrayList<>()));
        for (PlannedStep step : added) {
            for (String need : step.needs()) {
                next.computeIfAbsent(need, id -> new ArrayList<>(waitingFor(id)))
                        .add(step.id());
            }
        }
        for (PlannedStep step : plan) {
            List<String> waiting = next.get(step.id());
            if (waiting != null) {
                values.put(
                        STEP + step.id(),
                        new Fields()
                                .with("step", step.json())
                                .with("next", waiting)
                                .payload());
            }
        }
        set(values);
    }

    PlannedStep step(String id) {
        return PlannedStep.of(
                read(STEP + id).flatMap(json -> json.field("step")).orElseThrow());
    }

    /** The steps that need {@code id}. */
    List<String> waitingFor(String id) {
        return read(STEP + id).map(json -> Fields.texts(json, "next")).orElse(List.of());
    }

    boolean isReady(PlannedStep step) {
        return step.needs().stream()
                .allMatch(need -> ended(need)
                        .filter(ended -> ended.status() == EndedStatus.COMPLETED)
                        .isPresent());
    }

    boolean hasBegun(String id) {
        return moves.view().get(CellKey.lane(path.lane(id))).isPresent()
                || ended(id).isPresent();
    }

    Optional<EndedCell> ended(String id) {
        return moves.view().get(CellKey.ended(path.lane(id))).map(EndedCell.class::cast);
    }

    /** What became of the steps that have begun. */
    Map<String, PlanCheck.Standing> standings() {
        Map<String, PlanCheck.Standing> standings = new LinkedHashMap<>();
        for (PlannedStep step : plan()) {
            if (hasBegun(step.id())) {
                boolean failed = ended(step.id())
                        .filter(ended -> ended.status() != EndedStatus.COMPLETED)
                        .isPresent();
                standings.put(step.id(), failed ? PlanCheck.Standing.FAILED : PlanCheck.Standing.STARTED);
            }
        }
        return standings;
    }

    private Optional<Json> read(String name) {
        return moves.view().get(CellKey.state(path, name)).map(cell -> Fields.of(((VariableCell) cell).value()));
    }

    private void set(SequencedMap<String, Payload> values) {
        moves.emit(new Event.StateSet(path, values));
    }
}
