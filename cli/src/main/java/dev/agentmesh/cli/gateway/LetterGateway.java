package dev.agentmesh.cli.gateway;

import dev.agentmesh.topics.deadletter.Letters;
import dev.agentmesh.topics.deadletter.RedriveRequest;
import dev.agentmesh.topics.deadletter.RedriveResult;
import java.util.List;

/** Dead letters. */
public interface LetterGateway {
    Letters read();

    /** One result per id, in the order of the ids. */
    List<RedriveResult> redrive(RedriveRequest request);
}
