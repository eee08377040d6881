package dev.agentmesh.eventlog.trace;

import dev.agentmesh.core.definition.CrewVerb;
import dev.agentmesh.core.definition.Verb;
import dev.agentmesh.core.value.StepPath;
import java.util.Set;

/** Which tasks only say who works on what, or who is right: their steps have names that no agent's can be. */
final class Coordinators {
    private static final Set<String> NAMES = Set.of(
            Verb.Chat.MODERATOR,
            Verb.Chat.SUMMARIZER,
            Verb.Debate.JUDGE,
            Verb.Vote.TIE,
            Verb.Vote.OVERRIDE,
            CrewVerb.Plan.PLANNER,
            CrewVerb.Supervisor.LEAD);

    private Coordinators() {}

    static boolean contains(StepPath path) {
        String id = path.id();
        return NAMES.contains(id.substring(id.indexOf('.') + 1));
    }
}
