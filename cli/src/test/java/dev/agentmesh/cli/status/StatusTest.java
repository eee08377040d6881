package dev.agentmesh.cli.status;

import static dev.agentmesh.cli.fake.Happenings.completed;
import static dev.agentmesh.cli.fake.Happenings.started;

import dev.agentmesh.cli.CommandFixture;
import dev.agentmesh.cli.fake.Agents;
import dev.agentmesh.cli.fake.Golden;
import dev.agentmesh.cli.gateway.AgentGateway.Work;
import org.junit.jupiter.api.Test;

class StatusTest {
    private final CommandFixture cli = new CommandFixture();

    @Test
    void everything_is_on_one_screen() {
        some();
        Golden.assertMatches("status/status.txt", cli.mesh("status").out());
    }

    @Test
    void and_in_one_document() {
        some();
        Golden.assertMatches(
                "status/status.json", cli.mesh("status", "-o", "json").out());
    }

    @Test
    void an_empty_mesh_says_so() {
        Golden.assertMatches("status/empty.txt", cli.mesh("status").out());
    }

    private void some() {
        cli.mesh.announcements.add(Agents.up("critic", "critic-1", "judge"));
        cli.mesh.work.put("critic", new Work(1, 7));
        cli.mesh.runs.given("r-1", started("brief", "T", "{}"), completed("1"));
        cli.mesh.runs.given("r-2", started("brief", "T", "{}"));
    }
}
