package dev.agentmesh.topics.catalogue;

import dev.agentmesh.topics.catalogue.TopicSetting.Rule;
import dev.agentmesh.topics.serde.SchemaText;
import dev.agentmesh.topics.serde.SubjectNaming;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.common.config.TopicConfig;

/** All topics of a namespace, as they should be. */
public final class Catalogue {
    /** What a record of any topic but the dead letters may weigh. */
    static final int RECORD_BYTES = 1_048_588;
    /** A dead letter carries a whole record of another topic, and why it is there. */
    static final int DEAD_LETTER_BYTES = 2_097_152;

    private final TopicNames names;
    private final CatalogueSettings settings;

    public Catalogue(TopicNames names, CatalogueSettings settings) {
        this.names = names;
        this.settings = settings;
    }

    public TopicNames names() {
        return names;
    }

    public CatalogueSettings settings() {
        return settings;
    }

    /** Every topic but the agents' task topics, in the order of {@link TopicKind}. */
    public List<TopicSpec> topics() {
        return Arrays.stream(TopicKind.values())
                .filter(kind -> kind != TopicKind.TASKS)
                .map(kind -> spec(kind, nameOf(kind)))
                .toList();
    }

    /** The task topic of an agent. */
    public TopicSpec tasks(String agent) {
        return spec(TopicKind.TASKS, names.tasks(agent));
    }

    /** The topic of what agents say to each other. */
    public TopicSpec messages() {
        return spec(TopicKind.MESSAGES, names.messages());
    }

    /** The topics of what is known of agents' health. */
    public List<TopicSpec> health() {
        return List.of(spec(TopicKind.HEALTH, names.health()), spec(TopicKind.BREAKERS, names.breakers()));
    }

    private String nameOf(TopicKind kind) {
        return switch (kind) {
            case COMMANDS -> names.commands();
            case RESULTS -> names.results();
            case EVENTS -> names.events();
            case TASKS -> throw new IllegalArgumentException("each agent has a task topic of its own");
            case OUTCOMES -> names.outcomes();
            case DEAD_LETTERS -> names.deadLetters();
            case WORKFLOWS -> names.workflows();
            case MESSAGES -> names.messages();
            case AGENTS -> names.agents();
            case CONTROL -> names.control();
            case HEALTH -> names.health();
            case BREAKERS -> names.breakers();
        };
    }

    private TopicSpec spec(TopicKind kind, String name) {
        int partitions = switch (kind.placement()) {
            case WITH_THE_RUN -> settings.runPartitions();
            case ITS_OWN -> settings.ownPartitions();
            case ONE_PARTITION -> 1;
        };
        String schema = SchemaText.of(SchemaCodec.of(kind));
        return new TopicSpec(
                name,
                kind,
                partitions,
                settings.replicationFactor(),
                settingsOf(kind),
                SubjectNaming.TOPIC_NAME.subject(name, SchemaCodec.of(kind).getFullName()),
                schema);
    }

    private List<TopicSetting> settingsOf(TopicKind kind) {
        List<TopicSetting> all = new ArrayList<>();
        all.add(new TopicSetting(TopicConfig.CLEANUP_POLICY_CONFIG, kind.keeps().cleanupPolicy(), Rule.EXACTLY));
        all.add(new TopicSetting(
                TopicConfig.RETENTION_MS_CONFIG,
                String.valueOf(kind.keeps().retention().map(Duration::toMillis).orElse(-1L)),
                kind.keeps().cleanupPolicy().equals("compact") ? Rule.AT_FIRST : Rule.AT_LEAST));
        all.add(new TopicSetting(
                TopicConfig.RETENTION_BYTES_CONFIG, "-1", kind == TopicKind.EVENTS ? Rule.AT_LEAST : Rule.AT_FIRST));
        all.add(new TopicSetting(
                TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
                String.valueOf(kind == TopicKind.DEAD_LETTERS ? DEAD_LETTER_BYTES : RECORD_BYTES),
                Rule.AT_LEAST));
        all.add(new TopicSetting(
                TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG, String.valueOf(settings.minInsyncReplicas()), Rule.AT_LEAST));
        all.add(new TopicSetting(TopicConfig.UNCLEAN_LEADER_ELECTION_ENABLE_CONFIG, "false", Rule.EXACTLY));
        if (kind.keeps().compacts()) {
            // The newest segment is never compacted; without a short one, silent agents would stay listed for a week.
            all.add(new TopicSetting(
                    TopicConfig.SEGMENT_MS_CONFIG,
                    String.valueOf(Duration.ofHours(1).toMillis()),
                    Rule.AT_FIRST));
        }
        return all;
    }
}
