package dev.agentmesh.topics.catalogue;

import java.time.Duration;
import java.util.Optional;

/** The kinds of topics there are. Design page 4 is drawn from this. */
public enum TopicKind {
    COMMANDS("runId", Keeps.deletingAfter(Duration.ofDays(7)), Placement.WITH_THE_RUN),
    RESULTS("runId", Keeps.deletingAfter(Duration.ofDays(7)), Placement.WITH_THE_RUN),
    EVENTS("runId", Keeps.forEver(), Placement.WITH_THE_RUN),
    TASKS("taskId", Keeps.deletingAfter(Duration.ofDays(7)), Placement.ITS_OWN),
    OUTCOMES("runId", Keeps.deletingAfter(Duration.ofDays(7)), Placement.ITS_OWN),
    DEAD_LETTERS("original key", Keeps.deletingAfter(Duration.ofDays(30)), Placement.ITS_OWN),
    WORKFLOWS("name@version", Keeps.newest(), Placement.ONE_PARTITION),
    MESSAGES("correlationId", Keeps.deletingAfter(Duration.ofDays(7)), Placement.ITS_OWN),
    AGENTS("agent/instance", Keeps.newestFor(Duration.ofDays(1)), Placement.ONE_PARTITION),
    CONTROL("scope", Keeps.newest(), Placement.ONE_PARTITION),
    HEALTH("agent", Keeps.deletingAfter(Duration.ofDays(1)), Placement.ONE_PARTITION),
    BREAKERS("agent", Keeps.newest(), Placement.ONE_PARTITION);

    private final String key;
    private final Keeps keeps;
    private final Placement placement;

    TopicKind(String key, Keeps keeps, Placement placement) {
        this.key = key;
        this.keeps = keeps;
        this.placement = placement;
    }

    /** What the record key is, in the words of the design. */
    public String key() {
        return key;
    }

    public Keeps keeps() {
        return keeps;
    }

    public Placement placement() {
        return placement;
    }

    /** How partitions are counted. */
    public enum Placement {
        /** The co-partition group: all have the same count, so that all of a run meets on one partition. */
        WITH_THE_RUN,
        ITS_OWN,
        /** Small tables that every process reads whole, and what is too rare to be spread. */
        ONE_PARTITION
    }

    /**
     * What a topic keeps.
     *
     * @param cleanupPolicy Kafka's {@code cleanup.policy}
     * @param retention how long at least; empty is for ever
     */
    public record Keeps(String cleanupPolicy, Optional<Duration> retention) {
        static Keeps deletingAfter(Duration retention) {
            return new Keeps("delete", Optional.of(retention));
        }

        static Keeps forEver() {
            return new Keeps("delete", Optional.empty());
        }

        static Keeps newest() {
            return new Keeps("compact", Optional.empty());
        }

        /** The newest per key, and nothing older than that: who has long been silent is forgotten. */
        static Keeps newestFor(Duration retention) {
            return new Keeps("compact,delete", Optional.of(retention));
        }

        public boolean compacts() {
            return cleanupPolicy.contains("compact");
        }
    }
}
