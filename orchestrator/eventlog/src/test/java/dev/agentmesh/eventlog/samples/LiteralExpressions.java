package dev.agentmesh.eventlog.samples;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.agentmesh.core.expression.EvaluationFailed;
import dev.agentmesh.core.expression.Expression;
import dev.agentmesh.core.expression.Expressions;
import dev.agentmesh.core.expression.Names;
import dev.agentmesh.core.expression.Template;
import dev.agentmesh.core.value.Payload;
import java.util.ArrayList;
import java.util.List;

/** The smallest language that serves: literals, {@code steps.ID} for a step's output, and {@code broken} for what has no value. */
public final class LiteralExpressions implements Expressions {
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final String STEP = "steps.";

    @Override
    public boolean test(Expression condition, Names names) throws EvaluationFailed {
        requireValue(condition.text());
        return condition.text().equals("true");
    }

    @Override
    public Payload value(Expression expression, Names names) throws EvaluationFailed {
        return render(new Template(expression.text()), names);
    }

    @Override
    public Payload render(Template template, Names names) throws EvaluationFailed {
        requireValue(template.json());
        if (template.json().startsWith(STEP)) {
            return names.step(template.json().substring(STEP.length())).output().orElse(Payload.NULL);
        }
        return Payload.json(template.json());
    }

    @Override
    public List<Payload> items(Expression list, Names names) throws EvaluationFailed {
        requireValue(list.text());
        List<Payload> items = new ArrayList<>();
        try {
            for (JsonNode item : MAPPER.readTree(list.text())) {
                items.add(Payload.json(item.toString()));
            }
        } catch (JsonProcessingException e) {
            throw new EvaluationFailed("MESH-4124", "no list: " + list.text());
        }
        return items;
    }

    private static void requireValue(String text) throws EvaluationFailed {
        if (text.equals("broken")) {
            throw new EvaluationFailed("MESH-4117", "the expression has no value");
        }
    }
}
