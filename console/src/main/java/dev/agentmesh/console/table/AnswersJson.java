package dev.agentmesh.console.table;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.agentmesh.core.run.Answer;
import dev.agentmesh.core.value.Payload;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Lists that stand in one column. JSON writes NUL as an escape, so any database takes them. */
final class AnswersJson {
    private static final JsonMapper MAPPER = new JsonMapper();

    private AnswersJson() {}

    static String texts(List<String> texts) {
        ArrayNode array = MAPPER.createArrayNode();
        texts.forEach(array::add);
        return array.toString();
    }

    static List<String> texts(String json) {
        List<String> texts = new ArrayList<>();
        parsed(json).forEach(text -> texts.add(text.asText()));
        return texts;
    }

    /** Forms as the text they are, so that they come back byte for byte. */
    static String of(List<Answer> answers) {
        ArrayNode array = MAPPER.createArrayNode();
        for (Answer answer : answers) {
            ObjectNode one = array.addObject()
                    .put("choice", answer.choice())
                    .put("comment", answer.comment())
                    .put("by", answer.by())
                    .put("at", answer.at().toString());
            answer.form().ifPresent(form -> one.put("form", form.text()));
        }
        return array.toString();
    }

    static List<Answer> answers(String json) {
        List<Answer> answers = new ArrayList<>();
        parsed(json)
                .forEach(one -> answers.add(new Answer(
                        one.path("choice").asText(),
                        Optional.ofNullable(one.get("form")).map(form -> Payload.json(form.asText())),
                        one.path("comment").asText(),
                        one.path("by").asText(),
                        Instant.parse(one.path("at").asText()))));
        return answers;
    }

    private static JsonNode parsed(String json) {
        try {
            return MAPPER.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a column holds what this program did not write: " + e.getMessage(), e);
        }
    }
}
