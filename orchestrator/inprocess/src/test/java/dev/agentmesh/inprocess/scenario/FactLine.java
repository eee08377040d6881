package dev.agentmesh.inprocess.scenario;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.agentmesh.core.run.Answer;
import dev.agentmesh.core.run.Event;
import dev.agentmesh.core.run.Question;
import dev.agentmesh.core.run.Scope;
import dev.agentmesh.core.run.StepOutput;
import dev.agentmesh.core.value.Payload;
import dev.agentmesh.core.value.StepPath;
import dev.agentmesh.inprocess.LoggedFact;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.jsontype.NamedType;
import tools.jackson.databind.module.SimpleModule;

/** An event as a line of JSON that people read and programs read back. New kinds of events need nothing here: they are records. */
final class FactLine {
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
    private interface Named {}

    private static final JsonMapper MAPPER = mapper();

    private FactLine() {}

    static String of(LoggedFact fact) {
        return MAPPER.writeValueAsString(fact);
    }

    static LoggedFact read(String line) {
        return MAPPER.readValue(line, LoggedFact.class);
    }

    private static JsonMapper mapper() {
        var module = new SimpleModule();
        module.addSerializer(Payload.class, new PayloadWriter());
        module.addDeserializer(Payload.class, new PayloadReader());
        module.addDeserializer(Answer.class, new AnswerReader());
        module.addDeserializer(Question.class, new QuestionReader());
        module.addSerializer(StepPath.class, new PathWriter());
        module.addDeserializer(StepPath.class, new PathReader());
        var builder = JsonMapper.builder().addModule(module).disable(DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS);
        for (Class<?> family : List.of(Event.class, Scope.class, StepOutput.class)) {
            builder.addMixIn(family, Named.class);
            variants(family)
                    .forEach(variant -> builder.registerSubtypes(new NamedType(variant, variant.getSimpleName())));
        }
        return builder.build();
    }

    /** The records of a sealed family. */
    private static List<Class<?>> variants(Class<?> family) {
        List<Class<?>> variants = new ArrayList<>();
        for (Class<?> permitted : family.getPermittedSubclasses()) {
            if (permitted.isRecord()) {
                variants.add(permitted);
            } else {
                variants.addAll(variants(permitted));
            }
        }
        return variants;
    }

    /** A payload is shown as the JSON it is. */
    private static final class PayloadWriter extends ValueSerializer<Payload> {
        @Override
        public void serialize(Payload value, JsonGenerator out, SerializationContext context) {
            out.writeRawValue(value.text());
        }
    }

    private static final class PayloadReader extends ValueDeserializer<Payload> {
        @Override
        public Payload deserialize(JsonParser in, DeserializationContext context) {
            JsonNode node = in.readValueAsTree();
            return Payload.json(node.toString());
        }

        @Override
        public Payload getNullValue(DeserializationContext context) {
            return Payload.NULL;
        }
    }

    /** An answer without a form, which is something else than a form that is null. */
    private static final class AnswerReader extends ValueDeserializer<Answer> {
        @Override
        public Answer deserialize(JsonParser in, DeserializationContext context) {
            JsonNode node = in.readValueAsTree();
            return new Answer(
                    node.path("choice").stringValue(""),
                    form(node),
                    node.path("comment").stringValue(""),
                    node.path("by").stringValue(""),
                    Instant.parse(node.path("at").stringValue("")));
        }
    }

    private static Optional<Payload> form(JsonNode node) {
        JsonNode form = node.path("form");
        return form.isNull() ? Optional.empty() : Optional.of(Payload.json(form.toString()));
    }

    private static final class QuestionReader extends ValueDeserializer<Question> {
        @Override
        public Question deserialize(JsonParser in, DeserializationContext context) {
            JsonNode node = in.readValueAsTree();
            return new Question(
                    node.path("title").stringValue(""),
                    Payload.json(node.path("show").toString()),
                    node.path("choices").values().stream()
                            .map(JsonNode::stringValue)
                            .toList(),
                    form(node),
                    node.path("assign").stringValue(""),
                    node.path("quorum").intValue());
        }
    }

    private static final class PathWriter extends ValueSerializer<StepPath> {
        @Override
        public void serialize(StepPath value, JsonGenerator out, SerializationContext context) {
            out.writeString(value.text());
        }
    }

    private static final class PathReader extends ValueDeserializer<StepPath> {
        @Override
        public StepPath deserialize(JsonParser in, DeserializationContext context) {
            return new StepPath(in.getString());
        }
    }
}
