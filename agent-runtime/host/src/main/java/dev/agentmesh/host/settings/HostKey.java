package dev.agentmesh.host.settings;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The keys a host understands. {@link HostSettings} tells what each does. */
enum HostKey {
    BOOTSTRAP("mesh.bootstrap"),
    REGISTRY("mesh.registry"),
    NAMESPACE("mesh.namespace"),
    INSTANCE("mesh.instance"),
    WIDTH("mesh.width"),
    PARTITIONS("mesh.agent.partitions"),
    DRAIN("mesh.agent.drain"),
    SESSION_TIMEOUT("mesh.agent.session-timeout"),
    HEARTBEAT("mesh.agent.heartbeat"),
    MAX_POLL_INTERVAL("mesh.agent.max-poll-interval"),
    COMMIT_INTERVAL("mesh.agent.commit-interval"),
    CANCEL_GRACE("mesh.agent.cancel-grace"),
    ANNOUNCE_INTERVAL("mesh.agent.announce-interval"),
    STUCK_AFTER("mesh.agent.stuck-after"),
    LOOKAHEAD("mesh.agent.lookahead"),
    CONSUMPTION("mesh.agent.consumption"),
    RECORD_LOCK("mesh.agent.record-lock");

    private final String key;

    HostKey(String key) {
        this.key = key;
    }

    String key() {
        return key;
    }

    /** {@code MESH_AGENT_SESSION_TIMEOUT}. */
    String variable() {
        return key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }

    static Optional<HostKey> of(String key) {
        return Arrays.stream(values()).filter(k -> k.key.equals(key)).findFirst();
    }

    static String nearest(String unknown) {
        return Arrays.stream(values())
                .map(HostKey::key)
                .min((a, b) -> Integer.compare(distance(a, unknown), distance(b, unknown)))
                .orElseThrow();
    }

    /** Levenshtein's. */
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int above = row[j];
                int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                row[j] = Math.min(Math.min(row[j] + 1, row[j - 1] + 1), diagonal + change);
                diagonal = above;
            }
        }
        return row[b.length()];
    }
}
