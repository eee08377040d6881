package dev.agentmesh.topics.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.agentmesh.topics.catalogue.TopicSetting.Rule;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;

class CatalogueTest {
    private final Catalogue catalogue = new Catalogue(new TopicNames("acme"), CatalogueSettings.production());

    @Test
    void the_topics_are_those_of_the_design() {
        String table = catalogue.topics().stream()
                .map(topic -> String.join(
                        " | ",
                        topic.name(),
                        topic.kind().key(),
                        setting(topic, "cleanup.policy"),
                        setting(topic, "retention.ms"),
                        "p" + topic.partitions(),
                        "r" + topic.replicationFactor() + "/" + setting(topic, "min.insync.replicas"),
                        topic.subject()))
                .collect(Collectors.joining("\n"));

        assertThat(table).isEqualTo("""
                        acme.commands | runId | delete | 604800000 | p4 | r3/2 | acme.commands-value
                        acme.results | runId | delete | 604800000 | p4 | r3/2 | acme.results-value
                        acme.events | runId | delete | -1 | p4 | r3/2 | acme.events-value
                        acme.outcomes | runId | delete | 604800000 | p4 | r3/2 | acme.outcomes-value
                        acme.dead-letters | original key | delete | 2592000000 | p4 | r3/2 | acme.dead-letters-value
                        acme.workflows | name@version | compact | -1 | p1 | r3/2 | acme.workflows-value
                        acme.messages | correlationId | delete | 604800000 | p4 | r3/2 | acme.messages-value
                        acme.agents | agent/instance | compact,delete | 86400000 | p1 | r3/2 | acme.agents-value
                        acme.control | scope | compact | -1 | p1 | r3/2 | acme.control-value
                        acme.health | agent | delete | 86400000 | p1 | r3/2 | acme.health-value
                        acme.breakers | agent | compact | -1 | p1 | r3/2 | acme.breakers-value""");
    }

    @Test
    void an_agent_has_a_task_topic() {
        TopicSpec tasks = catalogue.tasks("greeter");

        assertThat(tasks.name()).isEqualTo("acme.tasks.greeter");
        assertThat(tasks.subject()).isEqualTo("acme.tasks.greeter-value");
        assertThat(new Schema.Parser().parse(tasks.schema()).getFullName()).isEqualTo("dev.agentmesh.schema.Task");
        assertThat(catalogue.names().agentOf("acme.tasks.greeter")).hasValue("greeter");
        assertThat(catalogue.names().agentOf("acme.commands")).isEmpty();
        assertThat(catalogue.names().agentOf("other.tasks.greeter")).isEmpty();
    }

    @Test
    void every_kind_has_a_schema_of_its_own() {
        assertThat(Arrays.stream(TopicKind.values())
                        .map(kind -> SchemaCodec.of(kind).getName()))
                .doesNotHaveDuplicates();
    }

    @Test
    void dead_letters_hold_more_than_any_record_they_may_carry() {
        int dead = Integer.parseInt(
                setting(catalogue.topics().get(TopicKind.DEAD_LETTERS.ordinal() - 1), "max.message.bytes"));

        assertThat(catalogue.topics())
                .filteredOn(topic -> topic.kind() != TopicKind.DEAD_LETTERS)
                .allSatisfy(topic -> assertThat(Integer.parseInt(setting(topic, "max.message.bytes")))
                        .isLessThan(dead - 65_536));
    }

    @Test
    void development_has_one_copy_and_the_default_three() {
        assertThat(CatalogueSettings.development().replicationFactor()).isEqualTo(1);
        assertThat(CatalogueSettings.development().minInsyncReplicas()).isEqualTo(1);
        assertThat(CatalogueSettings.from(Map.of())).isEqualTo(CatalogueSettings.production());
        assertThat(CatalogueSettings.production().minInsyncReplicas()).isEqualTo(2);
        assertThat(CatalogueSettings.from(Map.of("mesh.topics.replication.factor", "1", "mesh.topics.partitions", "8")))
                .isEqualTo(new CatalogueSettings(8, 8, 1));
    }

    @Test
    void counts_that_cannot_be_are_refused() {
        assertThatThrownBy(() -> new CatalogueSettings(0, 4, 1)).hasMessageContaining("MESH-5018");
        assertThatThrownBy(() -> CatalogueSettings.from(Map.of("mesh.topics.partitions", "four")))
                .hasMessageContaining("MESH-5018")
                .hasMessageContaining("four");
    }

    @Test
    void what_an_operator_raised_is_kept() {
        TopicSetting retention = new TopicSetting("retention.ms", "1000", Rule.AT_LEAST);

        assertThat(retention.isKeptBy("1000")).isTrue();
        assertThat(retention.isKeptBy("1001")).isTrue();
        assertThat(retention.isKeptBy("-1")).isTrue();
        assertThat(retention.isKeptBy("999")).isFalse();
        assertThat(new TopicSetting("retention.ms", "-1", Rule.AT_LEAST).isKeptBy("99999"))
                .isFalse();
    }

    @Test
    void a_list_is_the_same_in_any_order() {
        TopicSetting policy = new TopicSetting("cleanup.policy", "compact,delete", Rule.EXACTLY);

        assertThat(policy.isKeptBy("delete, compact")).isTrue();
        assertThat(policy.isKeptBy("delete")).isFalse();
    }

    private static String setting(TopicSpec topic, String key) {
        return topic.settings().stream()
                .filter(setting -> setting.key().equals(key))
                .map(TopicSetting::value)
                .findFirst()
                .orElseThrow();
    }
}
