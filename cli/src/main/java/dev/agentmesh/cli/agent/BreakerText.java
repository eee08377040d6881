package dev.agentmesh.cli.agent;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.agentmesh.cli.output.Json;
import dev.agentmesh.topics.message.BreakerState;
import dev.agentmesh.topics.message.BreakerState.Body;
import dev.agentmesh.topics.message.BreakerState.Closed;
import dev.agentmesh.topics.message.BreakerState.HalfOpen;
import dev.agentmesh.topics.message.BreakerState.Open;
import dev.agentmesh.topics.message.BreakerState.Opening;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** An agent's circuit breaker for people and for programs. */
final class BreakerText {
    private BreakerText() {}

    /** {@code closed}, {@code OPEN}, {@code HALF-OPEN}; an agent that nothing was heard of is well. */
    static String word(Optional<BreakerState> breaker) {
        return switch (body(breaker)) {
            case Closed _ -> "closed";
            case Open _ -> "OPEN";
            case HalfOpen _ -> "HALF-OPEN";
        };
    }

    /** A line for each thing there is to know. */
    static List<String> lines(Optional<BreakerState> breaker, Function<Instant, String> time) {
        List<String> lines = new ArrayList<>();
        switch (body(breaker)) {
            case Closed closed ->
                lines.add("closed"
                        + closed.last()
                                .map(last -> ", " + closed.failures() + " failed in a row, the last: "
                                        + last.failure().message() + " ("
                                        + last.failure().code() + ")")
                                .orElse(""));
            case Open open -> {
                lines.add(opened("OPEN", open.opening(), time));
                lines.add("a test call may go through from " + time.apply(open.until()));
            }
            case HalfOpen half -> {
                lines.add(opened("HALF-OPEN, open", half.opening(), time));
                lines.add("test call: " + half.test() + ", until " + time.apply(half.until()));
            }
        }
        breaker.filter(state -> state.openings() > 0)
                .ifPresent(state ->
                        lines.add("opened " + state.openings() + (state.openings() == 1 ? " time" : " times")));
        return lines;
    }

    private static String opened(String word, Opening opening, Function<Instant, String> time) {
        return word + " since " + time.apply(opening.since()) + " after " + opening.failures()
                + " failed in a row, the last: " + opening.last().message() + " ("
                + opening.last().code() + ")";
    }

    static ObjectNode json(Optional<BreakerState> breaker) {
        ObjectNode json = Json.object()
                .put("state", word(breaker))
                .put("openings", breaker.map(BreakerState::openings).orElse(0L));
        return switch (body(breaker)) {
            case Closed closed -> json.put("failures", closed.failures());
            case Open open ->
                opening(json, open.opening()).put("until", open.until().toString());
            case HalfOpen half ->
                opening(json, half.opening())
                        .put("test", half.test())
                        .put("until", half.until().toString());
        };
    }

    private static ObjectNode opening(ObjectNode json, Opening opening) {
        json.put("failures", opening.failures()).put("since", opening.since().toString());
        json.putObject("last")
                .put("kind", opening.last().kind())
                .put("code", opening.last().code())
                .put("message", opening.last().message());
        return json;
    }

    private static Body body(Optional<BreakerState> breaker) {
        return breaker.map(BreakerState::body).orElse(new Closed(0, Optional.empty()));
    }
}
