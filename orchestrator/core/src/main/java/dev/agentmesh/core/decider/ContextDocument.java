package dev.agentmesh.core.decider;

import dev.agentmesh.core.definition.ContextRule;
import dev.agentmesh.core.run.Cell;
import dev.agentmesh.core.run.Cell.BoardCell;
import dev.agentmesh.core.run.Cell.EndedCell;
import dev.agentmesh.core.run.Cell.EndedStatus;
import dev.agentmesh.core.run.Cell.RunCell;
import dev.agentmesh.core.run.CellKey;
import dev.agentmesh.core.run.RunView;
import dev.agentmesh.core.run.StepOutput;
import dev.agentmesh.core.run.TaskContext;
import dev.agentmesh.core.value.JsonText;
import dev.agentmesh.core.value.Payload;
import dev.agentmesh.core.value.StepPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;

/**
 * What an attempt is given beside its input, as one JSON object, from the run as it stands. What does not fit is named instead, so that
 * the agent can fetch it: of what comes along unasked nothing larger than {@link #PUSHED}, of all together no more than a payload holds.
 */
final class ContextDocument {
    /** In bytes. */
    static final int PUSHED = 8_192;

    /** Entries of a key that is appended to: the newest. */
    static final int ENTRIES = 50;

    private static final int MOST_LANES = 100;
    private static final int MOST_STEPS = 500;
    /** Leaves room for names and braces. */
    private static final int MOST = Payload.MAX_BYTES - 16_384;

    private final RunView view;
    private final List<String> omitted = new ArrayList<>();
    private int room = MOST;

    private ContextDocument(RunView view) {
        this.view = view;
    }

    static Payload of(RunView view, TaskContext context, Payload input) {
        return new ContextDocument(view).write(context, input);
    }

    private Payload write(TaskContext context, Payload input) {
        StringJoiner parts = new StringJoiner(",", "{", "}");
        parts.add("\"strategy\":" + JsonText.quote(context.strategy().name().toLowerCase(java.util.Locale.ROOT)));
        parts.add("\"run\":" + run());
        request(parts, input);
        prior(parts, context);
        board(parts, context);
        if (!omitted.isEmpty()) {
            StringJoiner names = new StringJoiner(",", "[", "]");
            omitted.forEach(name -> names.add(JsonText.quote(name)));
            parts.add("\"omitted\":" + names);
        }
        return Payload.json(parts.toString());
    }

    private String run() {
        RunCell run = (RunCell) view.get(CellKey.RUN).orElseThrow();
        return "{\"id\":" + JsonText.quote(view.runId()) + ",\"title\":" + JsonText.quote(run.title())
                + ",\"workflow\":" + JsonText.quote(run.workflow().name()) + ",\"version\":"
                + JsonText.quote(run.workflow().version()) + ",\"startedAt\":"
                + JsonText.quote(run.startedAt().toString()) + ",\"deadline\":"
                + JsonText.quote(run.deadline().toString()) + "}";
    }

    private void request(StringJoiner parts, Payload input) {
        Payload request = ((Cell.InputCell) view.get(CellKey.INPUT).orElseThrow()).input();
        if (request.equals(input)) {
            parts.add("\"requestIsInput\":true");
        } else if (fits("request", request, PUSHED)) {
            parts.add("\"request\":" + request.text());
        }
    }

    private void prior(StringJoiner parts, TaskContext context) {
        boolean full = context.strategy() == ContextRule.Strategy.FULL;
        int limit = context.named() || full ? MOST : PUSHED;
        List<StepPath> steps = new ArrayList<>(context.steps());
        if (full) {
            view.within(CellKey.Kind.ENDED, StepPath.ROOT).stream()
                    .map(CellKey::path)
                    .filter(path -> path.selector().isEmpty() && !steps.contains(path))
                    .limit(MOST_STEPS)
                    .forEach(steps::add);
        }
        StringJoiner prior = new StringJoiner(",", "[", "]").setEmptyValue("");
        for (StepPath step : steps) {
            String name = step.text().substring(step.text().lastIndexOf('/') + 1);
            output(step)
                    .filter(output -> fits(name, output, limit))
                    .ifPresent(output ->
                            prior.add("{\"step\":" + JsonText.quote(name) + ",\"output\":" + output.text() + "}"));
        }
        if (prior.length() > 0) {
            parts.add("\"prior\":" + prior);
        }
    }

    private Optional<Payload> output(StepPath step) {
        return view.get(CellKey.ended(step))
                .map(EndedCell.class::cast)
                .filter(ended -> ended.status() == EndedStatus.COMPLETED)
                .flatMap(ended -> switch (ended.output()) {
                    case StepOutput.None() -> Optional.empty();
                    case StepOutput.Inline(Payload payload) -> Optional.of(payload);
                    case StepOutput.At(StepPath other) -> output(other);
                    case StepOutput.Collected(int lanes) -> collected(step, lanes);
                });
    }

    private Optional<Payload> collected(StepPath step, int lanes) {
        if (lanes > MOST_LANES) {
            omitted.add(step.id());
            return Optional.empty();
        }
        StringJoiner outputs = new StringJoiner(",", "[", "]");
        for (int lane = 0; lane < lanes; lane++) {
            outputs.add(output(step.lane(lane)).map(Payload::text).orElse("null"));
        }
        return Optional.of(Payload.json(outputs.toString()));
    }

    private void board(StringJoiner parts, TaskContext context) {
        BoardView board = new BoardView(view);
        List<CellKey> keys = new ArrayList<>();
        if (context.strategy() == ContextRule.Strategy.FULL) {
            keys.addAll(board.keys(StepPath.ROOT));
        } else {
            context.sections().forEach(section -> keys.addAll(board.keys(new StepPath(section))));
        }
        StringJoiner sections = new StringJoiner(",", "{", "}").setEmptyValue("");
        for (int from = 0; from < keys.size(); ) {
            String section = keys.get(from).path().text();
            int to = from;
            StringJoiner values = new StringJoiner(",", "{", "}");
            while (to < keys.size() && keys.get(to).path().text().equals(section)) {
                value(board, keys.get(to)).ifPresent(values::add);
                to++;
            }
            sections.add(JsonText.quote(section) + ":" + values);
            from = to;
        }
        if (sections.length() > 0) {
            parts.add("\"board\":" + sections);
        }
    }

    private Optional<String> value(BoardView board, CellKey key) {
        BoardCell cell = (BoardCell) view.get(key).orElseThrow();
        String section = key.path().text();
        long first = Math.max(1, cell.version() - ENTRIES + 1);
        Payload value =
                cell.value().orElseGet(() -> Payload.json(board.entries(section, key.name(), first, cell.version())));
        if (!fits("board." + section + "." + key.name(), value, MOST)) {
            return Optional.empty();
        }
        return Optional.of(JsonText.quote(key.name()) + ":{\"version\":" + cell.version()
                + (cell.isAppended() ? ",\"entries\":" : ",\"value\":") + value.text() + "}");
    }

    private boolean fits(String name, Payload value, int limit) {
        if (value.size() > limit || value.size() > room) {
            omitted.add(name);
            return false;
        }
        room -= value.size();
        return true;
    }
}
