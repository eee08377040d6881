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
        int bytes = 0;
        for (Map.Entry<String, Template> entry : set.values().entrySet()) {
            Payload value = moves.render(path, entry.getValue());
            bytes += Pattern.bounded("The value \"" + entry.getKey() + "\"", path, value)
                    .size();
            values.put(entry.getKey(), value);
        }
        if (bytes > Payload.MAX_BYTES) {
            throw new EvaluationFailed(
                    "MESH-5003",
                    "The values of step \"" + path + "\" have " + bytes + " bytes together, the limit is "
                            + Payload.MAX_BYTES + "; set fewer in one step");
        }
        moves.emit(new Event.VariablesSet(path, values));
        moves.stepOver(path);
    }
}
