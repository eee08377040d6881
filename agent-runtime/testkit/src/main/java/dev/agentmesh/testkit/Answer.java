package dev.agentmesh.testkit;

import dev.agentmesh.host.skill.FailureKind;
import dev.agentmesh.host.skill.Json;
import dev.agentmesh.host.skill.SkillOutcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What a task came to.
 *
 * @param progress what was told on the way, in order
 * @param usage what was booked, in order
 */
public record Answer(End end, List<Progress> progress, List<Booking> usage) {
    public Answer {
        progress = List.copyOf(progress);
        usage = List.copyOf(usage);
    }

    public sealed interface End permits Completed, Failed {}

    /** @param json the output as the mesh would carry it */
    public record Completed(String json) implements End {}

    public record Failed(FailureKind kind, String code, String message) implements End {}

    public record Progress(double part, String text) {}

    public record Booking(String model, long inputTokens, long outputTokens, double usd) {}

    /**
     * The output, read as a type.
     *
     * @throws AssertionError if the task failed, with the failure
     */
    public <T> T output(Class<T> type) {
        return type.cast(output((Type) type));
    }

    /** The output, read as a generic type; fails like {@link #output(Class)}. */
    public Object output(Type type) {
        return switch (end) {
            case Completed(String json) -> read(json, type);
            case Failed failed -> throw new AssertionError("expected an output, but the task failed: " + failed);
        };
    }

    /**
     * The failure.
     *
     * @throws AssertionError if the task completed, with its output
     */
    public Failed failure() {
        return switch (end) {
            case Completed(String json) ->
                throw new AssertionError("expected a failure, but the task completed with " + json);
            case Failed failed -> failed;
        };
    }

    static End of(SkillOutcome outcome) {
        return switch (outcome) {
            case SkillOutcome.Succeeded(var output) -> new Completed(output.text());
            case SkillOutcome.Failed(var kind, var code, var message) -> new Failed(kind, code, message);
        };
    }

    private static Object read(String json, Type type) {
        try {
            return Json.read(Json.parse(json.getBytes(StandardCharsets.UTF_8)), type);
        } catch (IOException e) {
            throw new UncheckedIOException("output " + json + " is no " + type.getTypeName(), e);
        }
    }
}
