package dev.agentmesh.language.dsl;

import dev.agentmesh.core.definition.OutsideVerb;
import dev.agentmesh.core.definition.Verb;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/**
 * Waits for a time or for an event.
 *
 * @param <T> the event's payload
 */
public final class Wait<T> extends Described<T> {
    private final OutsideVerb.Until until;

    private Wait(OutsideVerb.Until until) {
        this.until = until;
    }

    public static Wait<Void> lasting(Duration time) {
        return new Wait<>(new OutsideVerb.Until.Passed(time));
    }

    public static Wait<Void> until(Instant moment) {
        return until(Value.text(moment.toString()));
    }

    /** @param moment a time in ISO 8601 with its zone */
    public static Wait<Void> until(Value<String> moment) {
        return new Wait<>(new OutsideVerb.Until.Moment(moment.template()));
    }

    /** The next event of that name. */
    public static <T> Wait<T> event(String name, Class<T> payload) {
        return new Wait<>(new OutsideVerb.Until.EventOf(name, Optional.empty(), Optional.empty()));
    }

    /** Only an event of which this holds. */
    public Wait<T> match(Function<Value<T>, Condition> holds) {
        OutsideVerb.Until.EventOf event = event();
        return new Wait<>(new OutsideVerb.Until.EventOf(
                event.event(), Optional.of(holds.apply(new Value<>("event")).toExpression()), event.timeout()));
    }

    /** How long to wait for it at most. */
    public Wait<T> atMost(Duration time) {
        OutsideVerb.Until.EventOf event = event();
        return new Wait<>(new OutsideVerb.Until.EventOf(event.event(), event.match(), Optional.of(time)));
    }

    private OutsideVerb.Until.EventOf event() {
        if (until instanceof OutsideVerb.Until.EventOf event) {
            return event;
        }
        throw new IllegalArgumentException("Expected a wait for an event but found one for a time");
    }

    @Override
    Verb verb() {
        return new OutsideVerb.Wait(until);
    }
}
