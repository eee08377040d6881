package dev.agentmesh.core.pattern;

import dev.agentmesh.core.value.Payload;
import java.util.Map;
import java.util.Optional;

/** Names that a pattern gives to one expression, beside those that stand where it is evaluated. */
public record Given(Map<String, Payload> names) {
    public static final Given NOTHING = new Given(Map.of());

    public Given {
        names = Map.copyOf(names);
    }

    public static Given of(String name, Payload value) {
        return new Given(Map.of(name, value));
    }

    public Optional<Payload> name(String name) {
        return Optional.ofNullable(names.get(name));
    }
}
