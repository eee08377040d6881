package dev.agentmesh.core.pattern;

import dev.agentmesh.core.definition.OutsideVerb;
import dev.agentmesh.core.expression.EvaluationFailed;
import dev.agentmesh.core.expression.Template;
import dev.agentmesh.core.run.OutsideEvent;
import dev.agentmesh.core.value.Failure;
import dev.agentmesh.core.value.JsonText;
import dev.agentmesh.core.value.Payload;
import dev.agentmesh.core.value.StepPath;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** {@code publish}: one record to a topic, written together with the event that says so. */
record PublishPattern(OutsideVerb.Publish publish) implements Pattern.Leaf {
    @Override
    public void begin(Moves moves, StepPath path) throws EvaluationFailed {
        Optional<Failure> missing = moves.surroundings().noTopic(publish.topic());
        if (missing.isPresent()) {
            moves.fail(path, path, missing.get());
            return;
        }
        Payload value = Pattern.bounded("The record", path, moves.render(path, publish.value()));
        Optional<String> key = publish.key().isPresent()
                ? Optional.of(text(moves, path, "The key", publish.key().get()))
                : Optional.empty();
        var headers = new LinkedHashMap<String, String>();
        for (Map.Entry<String, Template> header : publish.headers().entrySet()) {
            headers.put(header.getKey(), text(moves, path, "A header", header.getValue()));
        }
        moves.emit(new OutsideEvent.MessagePublished(path, publish.topic(), key, value, headers));
        moves.stepOver(path);
    }

    private static String text(Moves moves, StepPath path, String what, Template template) throws EvaluationFailed {
        return JsonText.plain(Pattern.bounded(what, path, moves.render(path, template)));
    }
}
