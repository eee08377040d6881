package dev.agentmesh.host.share;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.agentmesh.agent.Context;
import dev.agentmesh.host.error.HostErrors;
import dev.agentmesh.host.skill.Json;
import dev.agentmesh.topics.message.Payload;
import dev.agentmesh.topics.message.TaskMessage;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The context of one task, read when it is first asked for. A part that is missing or malformed is as good as none: the task itself is not harmed by it. */
public final class GivenContext implements Context {
    private static final Logger LOG = LoggerFactory.getLogger(GivenContext.class);

    /** About 16,000 tokens of a model: beyond it what matters drowns in what does not. */
    private static final long HEAVY = 65_536;

    private final Optional<Payload> given;
    private final Payload input;

    /** Most skills never ask. Read twice by two threads at once, it is the same. */
    private volatile @Nullable JsonNode read;

    private GivenContext(Optional<Payload> given, Payload input) {
        this.given = given;
        this.input = input;
    }

    public static GivenContext of(TaskMessage.Execute task) {
        return new GivenContext(task.context().filter(Payload::isInline), task.input());
    }

    private JsonNode document() {
        JsonNode known = read;
        if (known == null) {
            known = given.map(GivenContext::parsed).orElse(MissingNode.getInstance());
            read = known;
        }
        return known;
    }

    private static JsonNode parsed(Payload given) {
        try {
            return Json.parse(given.bytes());
        } catch (IOException e) {
            LOG.atWarn().log("the context of a task is no JSON, going on without it: {}", e.getMessage());
            return MissingNode.getInstance();
        }
    }

    /** What stood on the blackboard, by section and key. */
    JsonNode board() {
        return document().path("board");
    }

    /** What to warn of when more came along than an agent can be expected to use. */
    public Optional<String> overload() {
        return size() <= HEAVY
                ? Optional.empty()
                : Optional.of(HostErrors.CONTEXT_OVERLOAD.code() + " the context of the task has " + size()
                        + " bytes besides its input, more than " + HEAVY);
    }

    @Override
    public String strategy() {
        return document().path("strategy").asText("");
    }

    @Override
    public String title() {
        return document().path("run").path("title").asText("");
    }

    @Override
    public String workflow() {
        return document().path("run").path("workflow").asText("");
    }

    @Override
    public Optional<Instant> startedAt() {
        return instant("startedAt");
    }

    @Override
    public Optional<Instant> runDeadline() {
        return instant("deadline");
    }

    private Optional<Instant> instant(String part) {
        try {
            return Optional.of(document().path("run").path(part).asText(""))
                    .filter(text -> !text.isEmpty())
                    .map(Instant::parse);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    @Override
    public <T> Optional<T> request(Class<T> type) {
        if (document().path("requestIsInput").asBoolean() && input.isInline()) {
            return Optional.of(Values.read(Values.parse(input), type));
        }
        return document().has("request") ? Optional.of(Values.read(document().get("request"), type)) : Optional.empty();
    }

    @Override
    public List<Prior> prior() {
        List<Prior> prior = new ArrayList<>();
        for (JsonNode step : document().path("prior")) {
            prior.add(new GivenPrior(step.path("step").asText(), step.path("output")));
        }
        return prior;
    }

    private record GivenPrior(String step, JsonNode output) implements Prior {
        @Override
        public <T> T output(Class<T> type) {
            return Values.read(output, type);
        }
    }

    @Override
    public List<String> omitted() {
        List<String> omitted = new ArrayList<>();
        document().path("omitted").forEach(part -> omitted.add(part.asText()));
        return omitted;
    }

    @Override
    public long size() {
        return given.map(Payload::size).orElse(0L);
    }
}
