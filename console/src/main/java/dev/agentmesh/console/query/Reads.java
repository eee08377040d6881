package dev.agentmesh.console.query;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.agentmesh.console.database.Database;
import dev.agentmesh.console.error.ConsoleErrors;
import dev.agentmesh.console.projection.Progress;
import dev.agentmesh.console.table.RunRow;
import dev.agentmesh.console.table.StepRow;
import dev.agentmesh.eventlog.summary.ApprovalSummary;
import dev.agentmesh.eventlog.text.SummaryJson;
import dev.agentmesh.topics.catalogue.TopicNames;
import dev.agentmesh.topics.error.MeshException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Every question that can be asked. Each method throws MESH-7042 for a parameter it does not know, MESH-7041 when what it was to wait for
 * does not come, MESH-7001 when there is no such thing, and MESH-7040 when the database fails. Thread-safe.
 */
public final class Reads {
    /** Raised when a field changes its meaning or goes away; new fields do not raise it. */
    private static final int SCHEMA_VERSION = 1;
    /** With more partitions than that, their positions are in the status alone. */
    private static final int SHORT = 64;

    private final Database database;
    private final Progress progress;
    private final TopicNames names;
    private final InstantSource clock;
    private final WaitFor waitFor;
    private final StatusRead status;

    public Reads(Database database, Progress progress, TopicNames names, InstantSource clock, Duration staleAfter) {
        this.database = database;
        this.progress = progress;
        this.names = names;
        this.clock = clock;
        waitFor = new WaitFor(database, progress, names);
        status = new StatusRead(progress, staleAfter);
    }

    public Answered runs(Map<String, List<String>> parameters) {
        var question =
                new Question(parameters, Set.of("status", "stuck", "workflow", "since", "agent", "cursor", "limit"));
        Instant now = clock.instant();
        RunReads.Filter filter = RunReads.Filter.of(question, now);
        int limit = question.limit();
        Optional<Cursor> cursor = question.cursor(2);
        waitFor.asked(question);
        OptionalLong age = staleness();
        List<RunRow> found = database.read(connection -> RunReads.page(connection, filter, cursor, limit + 1));
        List<RunRow> shown = found.subList(0, Math.min(limit, found.size()));
        ObjectNode json = document();
        json.putArray("runs").addAll(shown.stream().map(run -> json(run, now)).toList());
        next(json, found.size() > limit, () -> {
            var last = shown.getLast().summary();
            return Cursor.of(Long.toString(last.startedAt().toEpochMilli()), last.runId());
        });
        return new Answered(json, everywhere(), age);
    }

    public Answered run(String id, Map<String, List<String>> parameters) {
        var question = new Question(parameters, Set.of());
        waitFor.asked(question);
        OptionalLong age = staleness();
        RunRow run = found(id);
        ObjectNode json = document();
        json.set("run", json(run, clock.instant()));
        return new Answered(json, run.position(names.events()).toString(), age);
    }

    public Answered steps(String id, Map<String, List<String>> parameters) {
        var question = new Question(parameters, Set.of("cursor", "limit"));
        int limit = question.limit();
        long after = question.cursor(1).map(Reads::ordinal).orElse(0L);
        waitFor.asked(question);
        OptionalLong age = staleness();
        RunRow run = found(id);
        List<StepRow> found = database.read(connection -> RunReads.steps(connection, id, after, limit + 1));
        List<StepRow> shown = found.subList(0, Math.min(limit, found.size()));
        Instant now = clock.instant();
        ObjectNode json = document().put("runId", id);
        json.putArray("steps")
                .addAll(shown.stream()
                        .map(step -> SummaryJson.of(step.node(), now))
                        .peek(step -> step.remove("steps"))
                        .toList());
        next(
                json,
                found.size() > limit,
                () -> Cursor.of(Long.toString(shown.getLast().ordinal())));
        return new Answered(json, run.position(names.events()).toString(), age);
    }

    public Answered agent(String name, Map<String, List<String>> parameters) {
        var question = new Question(parameters, Set.of("since"));
        Optional<Instant> since = question.moment("since", clock.instant());
        waitFor.asked(question);
        OptionalLong age = staleness();
        ObjectNode stats = database.read(connection -> AgentReads.stats(connection, name, since))
                .orElseThrow(() -> notFound("agent " + name + " was handed nothing"
                        + since.map(from -> " since " + from).orElse("")));
        ObjectNode json = document();
        json.set("stats", stats);
        return new Answered(json, everywhere(), age);
    }

    public Answered approvals(Map<String, List<String>> parameters) {
        var question = new Question(parameters, Set.of("status", "cursor", "limit"));
        List<ApprovalSummary.State> asked = question.oneOf("status", ApprovalSummary.State.class);
        List<ApprovalSummary.State> states = asked.isEmpty() ? List.of(ApprovalSummary.State.OPEN) : asked;
        int limit = question.limit();
        Optional<Cursor> cursor = question.cursor(3);
        waitFor.asked(question);
        OptionalLong age = staleness();
        List<ApprovalSummary> found =
                database.read(connection -> ApprovalReads.page(connection, states, cursor, limit + 1));
        List<ApprovalSummary> shown = found.subList(0, Math.min(limit, found.size()));
        ObjectNode json = document();
        json.putArray("approvals").addAll(shown.stream().map(SummaryJson::of).toList());
        next(json, found.size() > limit, () -> {
            var last = shown.getLast();
            return Cursor.of(
                    Long.toString(last.since().toEpochMilli()),
                    last.runId(),
                    last.path().text());
        });
        return new Answered(json, everywhere(), age);
    }

    public Answered status(Map<String, List<String>> parameters) {
        waitFor.asked(new Question(parameters, Set.of()));
        return new Answered(status(), everywhere(), staleness());
    }

    public ObjectNode status() {
        ObjectNode json = document();
        Instant now = clock.instant();
        database.read(connection -> {
            status.into(json, connection, names.events(), now);
            return json;
        });
        return json;
    }

    /** Whether answers are as new as they should be, without asking the database. */
    public String state() {
        return status.state();
    }

    private RunRow found(String id) {
        return database.read(connection -> RunReads.find(connection, id)).orElseThrow(() -> notFound("run " + id));
    }

    private static MeshException notFound(String what) {
        return new MeshException(ConsoleErrors.NOT_FOUND, "not found: " + what);
    }

    private ObjectNode json(RunRow run, Instant now) {
        return SummaryJson.of(run.summary(), now)
                .put("hash", run.hash())
                .put("seq", run.seq())
                .put("position", run.position(names.events()).toString());
    }

    private static ObjectNode document() {
        return JsonNodeFactory.withExactBigDecimals(true).objectNode().put("schemaVersion", SCHEMA_VERSION);
    }

    private static long ordinal(Cursor cursor) {
        try {
            return Long.parseLong(cursor.parts().getFirst());
        } catch (NumberFormatException forged) {
            throw Question.wrong("cursor is none that an answer gave");
        }
    }

    private static void next(ObjectNode json, boolean more, java.util.function.Supplier<Cursor> end) {
        json.put("next", more ? end.get().text() : null);
    }

    /** Taken before the tables are read: what they hold is at least that new. */
    private OptionalLong staleness() {
        return progress.staleness().map(age -> OptionalLong.of(age.toMillis())).orElse(OptionalLong.empty());
    }

    private String everywhere() {
        List<Progress.Reached> all = progress.reached();
        return all.size() > SHORT
                ? ""
                : all.stream()
                        .map(reached -> names.events() + "-" + reached.partition() + ":" + reached.applied())
                        .collect(Collectors.joining(" "));
    }
}
