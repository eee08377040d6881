package dev.agentmesh.language.testfile;

import dev.agentmesh.core.value.Payload;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/**
 * One run and what is expected of it.
 *
 * @param line where it stands in its file, from 1
 * @param agents answers by {@code agent} or {@code agent/skill}, in the order in which they are tried
 * @param during what people and other systems do meanwhile
 */
public record TestCase(
        String name,
        int line,
        Payload input,
        SequencedMap<String, List<ScriptedAnswer>> agents,
        List<Happening> during,
        Expected expected) {
    public TestCase {
        var copy = new LinkedHashMap<String, List<ScriptedAnswer>>();
        agents.forEach((agent, answers) -> copy.put(agent, List.copyOf(answers)));
        agents = Collections.unmodifiableSequencedMap(copy);
        during = List.copyOf(during);
    }
}
