package dev.agentmesh.core.definition;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The names of topics a {@code publish} may write to: any of the namespace but the mesh's own. */
public final class OpenTopic {
    /** What the mesh writes itself; nobody else may, and nothing may be named like a part of it. */
    public static final Set<String> RESERVED = Set.of(
            "commands",
            "results",
            "events",
            "tasks",
            "outcomes",
            "dead-letters",
            "workflows",
            "agents",
            "control",
            "messages",
            "health",
            "breakers",
            "orchestrator",
            "agent");

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{0,149}");

    private OpenTopic() {}

    /** Why {@code name} cannot be written to, as the end of a sentence; empty when it can. */
    public static Optional<String> problem(String name) {
        if (!NAME.matcher(name).matches()) {
            return Optional.of(
                    "needs lower-case letters, digits, \".\", \"_\" and \"-\", a letter or digit first, at most 150");
        }
        int end = name.indexOf('.');
        String first = end < 0 ? name : name.substring(0, end);
        boolean own = RESERVED.contains(first) || first.startsWith("orchestrator-");
        return own ? Optional.of("is the mesh's own") : Optional.empty();
    }
}
