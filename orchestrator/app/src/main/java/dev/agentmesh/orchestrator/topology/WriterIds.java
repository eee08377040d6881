package dev.agentmesh.orchestrator.topology;

import java.util.Optional;

/**
 * Transactional ids by orchestrator and thread instead of by disk: an orchestrator that starts on another machine under its name
 * ends at once what it left open, and whoever sees an open transaction knows whose it is.
 */
public final class WriterIds {
    /** Stands in no namespace, so no id of another one begins like ours. */
    private static final char MARK = ':';

    private final String prefix;
    private final String instance;

    public WriterIds(String applicationId, String instance) {
        this.prefix = applicationId + MARK;
        this.instance = instance;
    }

    /** @param streams the id Streams has chosen, which ends with the number of the thread */
    public String own(String streams) {
        return prefix + instance + MARK + streams.substring(streams.lastIndexOf('-') + 1);
    }

    public boolean isOwn(String id) {
        return id.startsWith(prefix + instance + MARK);
    }

    /** The group member that writes with the id, as Streams names it; empty for ids of others than our orchestrators. */
    public Optional<String> member(String id) {
        int thread = id.lastIndexOf(MARK);
        return id.startsWith(prefix) && thread > prefix.length()
                ? Optional.of(id.substring(prefix.length(), thread) + "-" + id.substring(thread + 1))
                : Optional.empty();
    }
}
