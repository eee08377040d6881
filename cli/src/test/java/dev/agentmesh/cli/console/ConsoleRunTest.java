package dev.agentmesh.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentmesh.cli.CommandFixture;
import dev.agentmesh.cli.fake.Invocation;
import org.junit.jupiter.api.Test;

class ConsoleRunTest {
    private final CommandFixture commands = new CommandFixture();

    @Test
    void a_port_that_cannot_be_is_refused() {
        Invocation refused = commands.mesh("console", "run", "--http-port", "70000");
        assertThat(refused.exit()).isEqualTo(2);
        assertThat(refused.err()).contains("MESH-7010", "70000");
    }

    @Test
    void without_an_installation_there_is_nothing_to_run() {
        assertThat(commands.mesh("console", "run").err()).contains("MESH-1040");
        assertThat(commands.mesh("console", "rebuild").err()).contains("MESH-1040");
    }
}
