package dev.agentmesh.core.pattern;

import dev.agentmesh.core.definition.Verb;
import dev.agentmesh.core.expression.EvaluationFailed;
import dev.agentmesh.core.expression.Template;
import dev.agentmesh.core.run.Event;
import dev.agentmesh.core.value.Payload;
import dev.agentmesh.core.value.StepPath;
import java.util.LinkedHashMap;
import java.util.Map;

/** {@code set}: names values. All are worked out before any is set. */
record SetPattern(Verb.SetValues set) implements Pattern.Leaf {
    @Override
    public void begin(Moves moves, StepPath path) throws EvaluationFailed {
        var values = new LinkedHashMap<String, Payload>();
        for (Map.Entry<String, Template> entry : set.values().entrySet()) {
            values.put(entry.getKey(), moves.render(path, entry.getValue()));
        }
        moves.emit(new Event.VariablesSet(path, values));
        moves.stepOver(path);
    }
}
