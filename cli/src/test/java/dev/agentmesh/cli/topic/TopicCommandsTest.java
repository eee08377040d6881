package dev.agentmesh.cli.topic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentmesh.cli.CommandFixture;
import dev.agentmesh.cli.fake.Golden;
import dev.agentmesh.cli.fake.Invocation;
import dev.agentmesh.cli.gateway.TopicGateway;
import dev.agentmesh.topics.catalogue.Change;
import dev.agentmesh.topics.catalogue.Plan;
import dev.agentmesh.topics.error.TopicErrors;
import dev.agentmesh.topics.registry.SchemaRegistry.Compatibility;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TopicCommandsTest {
    private final CommandFixture cli = new CommandFixture();

    @Test
    void topics_are_listed() {
        cli.mesh.topics.add(new TopicGateway.Topic("mesh.events", 4, 214, Optional.of("delete")));
        cli.mesh.topics.add(new TopicGateway.Topic("mesh.workflows", 1, 2, Optional.of("compact")));
        Golden.assertMatches("topic/list.txt", cli.mesh("topic", "list").out());
        assertThat(cli.mesh("topic", "list", "-o", "json").out()).contains("\"records\" : 214");
    }

    @Test
    void a_plan_changes_nothing() {
        cli.mesh.plan = new Plan(List.of(level()));
        Invocation seen = cli.mesh("topic", "plan");
        assertThat(seen.exit()).isZero();
        assertThat(seen.out()).contains("set-compatibility", "set compatibility of subject mesh.events-value");
        assertThat(cli.mesh.applied).isZero();
    }

    @Test
    void a_namespace_as_it_should_be_needs_no_yes() {
        Invocation seen = cli.mesh("topic", "apply");
        assertThat(seen.exit()).isZero();
        assertThat(seen.err()).contains("everything is as it should be");
    }

    @Test
    void applying_needs_a_yes() {
        cli.mesh.plan = new Plan(List.of(level()));
        assertThat(cli.mesh("topic", "apply").exit()).isEqualTo(2);
        assertThat(cli.mesh.applied).isZero();
        assertThat(cli.mesh("topic", "apply", "--yes").exit()).isZero();
        assertThat(cli.mesh.applied).isEqualTo(1);
    }

    @Test
    void what_a_person_has_to_decide_is_a_conflict() {
        cli.mesh.plan =
                new Plan(List.of(new Change.Blocked(TopicErrors.PARTITIONS, "topic mesh.events has 3 partitions")));
        Invocation seen = cli.mesh("topic", "apply", "--yes");
        assertThat(seen.exit()).isEqualTo(4);
        assertThat(seen.err()).startsWith("error MESH-5012").contains("topic mesh.events has 3 partitions");
    }

    @Test
    void publishing_encodes_json_with_the_topics_schema() {
        Invocation seen = cli.mesh("topic", "publish", "commands", "-k", "r-1", "-i", "{}", "-H", "a=b");
        assertThat(seen.out()).isEqualTo("mesh.commands-3:41\n");
        TopicGateway.Outgoing sent = cli.mesh.published.getFirst();
        assertThat(sent.topic()).isEqualTo("mesh.commands");
        assertThat(sent.key()).isEqualTo("r-1");
        assertThat(sent.headers()).isEqualTo(Map.of("a", "b"));
        assertThat(sent.value()).asString(StandardCharsets.UTF_8).isEqualTo("avro:{}");
    }

    @Test
    void publishing_raw_sends_bytes_as_they_are() {
        cli.mesh("topic", "publish", "mesh.commands", "--raw", "-i", "{oops");
        assertThat(cli.mesh.published.getFirst().value())
                .asString(StandardCharsets.UTF_8)
                .isEqualTo("{oops");
    }

    @Test
    void nobody_but_the_orchestrator_writes_the_log() {
        Invocation seen = cli.mesh("topic", "publish", "events", "--raw", "-i", "x");
        assertThat(seen.exit()).isEqualTo(2);
        assertThat(seen.err()).contains("only the orchestrator writes mesh.events");
        assertThat(cli.mesh.published).isEmpty();
    }

    @Test
    void a_namespace_of_its_own_names_other_topics() {
        cli.mesh("topic", "publish", "commands", "--raw", "-i", "x", "--namespace", "team-a");
        assertThat(cli.mesh.published.getFirst().topic()).isEqualTo("team-a.commands");
    }

    @Test
    void tailing_as_one_document_cannot_follow() {
        assertThat(cli.mesh("topic", "tail", "events", "-f", "-o", "json").exit())
                .isEqualTo(2);
    }

    @Test
    void a_moment_is_how_long_ago_or_iso() {
        assertThat(When.parse("2h", java.time.Instant.parse("2026-05-04T10:00:00Z")))
                .isEqualTo("2026-05-04T08:00:00Z");
        assertThat(When.parse("2026-05-04T09:00:00Z", java.time.Instant.EPOCH)).isEqualTo("2026-05-04T09:00:00Z");
    }

    private static Change level() {
        return new Change.SetCompatibility("mesh.events-value", Compatibility.BACKWARD_TRANSITIVE, Optional.empty());
    }
}
