package dev.agentmesh.host.execute;

import dev.agentmesh.agent.Artifacts;
import dev.agentmesh.agent.History;
import dev.agentmesh.agent.Peers;
import dev.agentmesh.host.consume.Examined.Work;
import dev.agentmesh.host.share.GivenContext;

/** What a task can reach beyond itself. Safe for use by many threads. */
public interface Links {
    Peers peers(Work work, GivenContext context);

    History history(Work work, GivenContext context);

    Artifacts artifacts();
}
