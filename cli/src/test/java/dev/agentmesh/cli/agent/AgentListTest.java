package dev.agentmesh.cli.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentmesh.cli.CommandFixture;
import dev.agentmesh.cli.fake.Agents;
import dev.agentmesh.cli.fake.Golden;
import dev.agentmesh.cli.gateway.AgentGateway.Work;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AgentListTest {
    private final CommandFixture cli = new CommandFixture();

    @BeforeEach
    void a_fleet() {
        cli.mesh.announcements.add(Agents.up("researcher", "researcher-1", "research", "cite"));
        cli.mesh.announcements.add(Agents.heard("researcher", "researcher-2", Duration.ofSeconds(14), "research"));
        cli.mesh.announcements.add(Agents.heard("filings", "filings-1", Duration.ofMinutes(11), "search"));
        cli.mesh.announcements.add(Agents.left("old", "old-1", "nothing"));
        cli.mesh.announcements.add(Agents.up("lonely", "lonely-1", "wait"));
        cli.mesh.work.put("researcher", new Work(2, 0));
        cli.mesh.work.put("filings", new Work(0, 9));
        cli.mesh.work.put("lonely", new Work(0, 3));
    }

    @Test
    void states_come_from_the_age_of_words_and_from_membership() {
        Golden.assertMatches("agent/list.txt", cli.mesh("agent", "list").out());
    }

    @Test
    void as_one_document() {
        Golden.assertMatches(
                "agent/list.json", cli.mesh("agent", "list", "-o", "json").out());
    }

    @Test
    void no_agents_are_an_empty_table() {
        cli.mesh.announcements.clear();
        assertThat(cli.mesh("agent", "list").out().lines()).hasSize(1);
    }

    @Test
    void running_a_file_that_is_not_there_is_exit_code_three() {
        assertThat(cli.mesh("agent", "run", "Missing.java").exit()).isEqualTo(3);
    }

    @Test
    void running_without_an_installation_says_what_is_missing() {
        var seen = cli.mesh("agent", "run", "/");
        assertThat(seen.exit()).isEqualTo(1);
        assertThat(seen.err()).contains("MESH-1040");
    }
}
