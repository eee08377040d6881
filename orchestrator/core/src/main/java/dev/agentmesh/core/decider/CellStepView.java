package dev.agentmesh.core.decider;

import dev.agentmesh.core.definition.CrewVerb;
import dev.agentmesh.core.definition.Verb;
import dev.agentmesh.core.expression.StepView;
import dev.agentmesh.core.expression.ValueTooLarge;
import dev.agentmesh.core.run.Cell;
import dev.agentmesh.core.run.Cell.EndedCell;
import dev.agentmesh.core.run.Cell.EndedStatus;
import dev.agentmesh.core.run.CellKey;
import dev.agentmesh.core.run.RunView;
import dev.agentmesh.core.run.StepOutput;
import dev.agentmesh.core.value.Failure;
import dev.agentmesh.core.value.Json;
import dev.agentmesh.core.value.JsonText;
import dev.agentmesh.core.value.Payload;
import dev.agentmesh.core.value.StepPath;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.StringJoiner;

/** {@code steps.ID} over the run's cells. */
final class CellStepView implements StepView {
    /** The most characters that are put together from lanes: what is larger does not belong into an expression. */
    static final int MAX_COLLECTED = 4 * 1024 * 1024;

    private final RunView view;
    private final Outline outline;
    private final Optional<StepPath> path;

    CellStepView(RunView view, Outline outline, Optional<StepPath> path) {
        this.view = view;
        this.outline = outline;
        this.path = path;
    }

    @Override
    public String status() {
        if (path.isEmpty()) {
            return "none";
        }
        boolean open = view.get(CellKey.task(path.get())).isPresent()
                || view.get(CellKey.scope(path.get())).isPresent()
                || view.get(CellKey.pending(path.get())).isPresent();
        if (open) {
            return "running";
        }
        return ended(path.get())
                .map(ended -> ended.status().name().toLowerCase(Locale.ROOT))
                .orElse("none");
    }

    @Override
    public Optional<Payload> output() {
        return path.flatMap(this::output);
    }

    private Optional<Payload> output(StepPath at) {
        return ended(at)
                .filter(ended -> ended.status() == EndedStatus.COMPLETED)
                .flatMap(ended -> switch (ended.output()) {
                    case StepOutput.None() -> Optional.empty();
                    case StepOutput.Inline(Payload payload) -> Optional.of(payload);
                    case StepOutput.At(StepPath other) -> output(other);
                    case StepOutput.Collected(int lanes) -> Optional.of(collect(at, lanes));
                });
    }

    private Payload collect(StepPath at, int lanes) {
        Verb verb = outline.step(at).verb();
        if (verb instanceof CrewVerb.Plan) {
            Collected all = new Collected(
                    "{\"plan\":" + planned(at).map(Payload::text).orElse("null") + ",\"results\":{", "}}");
            return collect(at, lanes, all, true);
        }
        boolean named = verb instanceof Verb.Parallel;
        return collect(at, lanes, new Collected(named ? "{" : "[", named ? "}" : "]"), named);
    }

    private Payload collect(StepPath at, int lanes, Collected all, boolean named) {
        for (String lane : laneNames(at, lanes)) {
            String value = output(at.lane(lane)).map(Payload::text).orElse("null");
            all.add(at, named ? JsonText.quote(lane) + ":" + value : value);
        }
        return all.payload();
    }

    private List<String> laneNames(StepPath at, int lanes) {
        return outline.step(at).verb() instanceof CrewVerb.Plan
                ? planned(at).flatMap(Json::of).flatMap(plan -> plan.field("steps")).stream()
                        .flatMap(steps -> ((Json.Array) steps).items().stream())
                        .flatMap(step -> step.field("id").flatMap(Json::asText).stream())
                        .toList()
                : FrameNames.laneNames(outline, at, lanes);
    }

    /** The plan as it was carried out. */
    private Optional<Payload> planned(StepPath at) {
        return view.get(CellKey.state(at, "plan")).map(cell -> ((Cell.VariableCell) cell).value());
    }

    @Override
    public Payload outputs() {
        Collected all = new Collected("[", "]");
        lanes().ifPresentOrElse(
                        lanes -> {
                            for (String lane : lanes) {
                                output(path.orElseThrow().lane(lane))
                                        .ifPresent(output -> all.add(path.get(), output.text()));
                            }
                        },
                        () -> output().ifPresent(output -> all.add(path.orElseThrow(), output.text())));
        return all.payload();
    }

    @Override
    public Payload errors() {
        Collected all = new Collected("[", "]");
        lanes().ifPresent(lanes -> {
            for (String lane : lanes) {
                ended(path.orElseThrow().lane(lane))
                        .flatMap(EndedCell::failure)
                        .ifPresent(failure -> all.add(path.get(), laneError(lane, failure)));
            }
        });
        return all.payload();
    }

    private static String laneError(String lane, Failure failure) {
        return "{\"lane\":" + JsonText.quote(lane) + ",\"code\":" + JsonText.quote(failure.code()) + ",\"message\":"
                + JsonText.quote(failure.message()) + "}";
    }

    /** The step's lanes, once it has ended. */
    private Optional<List<String>> lanes() {
        return path.flatMap(at -> ended(at)
                .map(EndedCell::output)
                .filter(StepOutput.Collected.class::isInstance)
                .map(output -> laneNames(at, ((StepOutput.Collected) output).lanes())));
    }

    @Override
    public Optional<Payload> error() {
        return path.flatMap(this::ended)
                .flatMap(EndedCell::failure)
                .map(failure -> Payload.json("{\"kind\":"
                        + JsonText.quote(failure.kind().name()) + ",\"code\":" + JsonText.quote(failure.code())
                        + ",\"message\":" + JsonText.quote(failure.message()) + "}"));
    }

    @Override
    public int attempts() {
        if (path.isEmpty()) {
            return 0;
        }
        Optional<Cell> open = view.get(CellKey.task(path.get()));
        return open.isPresent()
                ? ((Cell.TaskCell) open.get()).attempt()
                : ended(path.get()).map(EndedCell::attempts).orElse(0);
    }

    private Optional<EndedCell> ended(StepPath at) {
        return view.get(CellKey.ended(at)).map(EndedCell.class::cast);
    }

    /** JSON documents between brackets, bounded. */
    private static final class Collected {
        private final StringJoiner joined;

        Collected(String open, String close) {
            joined = new StringJoiner(",", open, close);
        }

        void add(StepPath at, String json) {
            joined.add(json);
            if (joined.length() > MAX_COLLECTED) {
                throw new ValueTooLarge("The outputs of step \"" + at + "\" are larger than " + MAX_COLLECTED
                        + " characters together; pass references to the data instead");
            }
        }

        Payload payload() {
            return Payload.json(joined.toString());
        }
    }
}
