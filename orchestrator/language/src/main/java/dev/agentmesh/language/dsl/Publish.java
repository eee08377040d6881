package dev.agentmesh.language.dsl;

import dev.agentmesh.core.definition.OutsideVerb;
import dev.agentmesh.core.definition.Verb;
import dev.agentmesh.core.expression.Template;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;

/** Writes one record to a topic of the namespace. */
public final class Publish extends Described<Void> {
    private final String topic;
    private final Template value;
    private final SequencedMap<String, Template> headers = new LinkedHashMap<>();
    private Optional<Template> key = Optional.empty();

    private Publish(String topic, Template value) {
        this.topic = topic;
        this.value = value;
    }

    /** @param topic its name inside the namespace */
    public static Publish to(String topic, Value<?> value) {
        return new Publish(topic, value.template());
    }

    /** The run's id unless said. */
    public Publish key(Value<String> text) {
        key = Optional.of(text.template());
        return this;
    }

    public Publish header(String name, Value<String> text) {
        headers.put(name, text.template());
        return this;
    }

    @Override
    Verb verb() {
        return new OutsideVerb.Publish(topic, key, value, headers);
    }
}
