package dev.agentmesh.cli.task;

import static dev.agentmesh.cli.fake.Happenings.completed;
import static dev.agentmesh.cli.fake.Happenings.started;
import static org.assertj.core.api.Assertions.assertThat;

import dev.agentmesh.cli.CommandFixture;
import dev.agentmesh.cli.fake.Agents;
import dev.agentmesh.cli.fake.Invocation;
import dev.agentmesh.topics.message.CommandMessage.StartRun;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TaskSendTest {
    private final CommandFixture cli = new CommandFixture();

    @BeforeEach
    void a_greeter() {
        cli.mesh.announcements.add(Agents.up("greeter", "greeter-1", "greet"));
        cli.mesh.runs.answering(
                command -> List.of(started("task-greeter-greet", "One task", "{}"), completed("\"Hello Ada\"")));
    }

    @Test
    void a_task_is_a_run_of_one_step_and_waiting_prints_the_answer() {
        Invocation seen = cli.mesh("task", "send", "greeter/greet", "-i", "\"Ada\"", "--wait");
        assertThat(seen.exit()).isZero();
        assertThat(seen.out()).isEqualTo("\"Hello Ada\"\n");
        assertThat(sent().workflow()).isEqualTo("task-greeter-greet");
        assertThat(sent().input().text()).isEqualTo("\"Ada\"");
        assertThat(cli.mesh.workflows)
                .singleElement()
                .satisfies(deployed -> assertThat(sent().version()).contains(deployed.version()));
    }

    @Test
    void the_same_task_again_deploys_nothing_new() {
        cli.mesh("task", "send", "greeter/greet");
        cli.mesh("task", "send", "greeter/greet");
        assertThat(cli.mesh.workflows).hasSize(1);
    }

    @Test
    void another_time_out_is_another_version() {
        cli.mesh("task", "send", "greeter/greet");
        assertThat(cli.mesh("task", "send", "greeter/greet", "--attempt-timeout", "5s")
                        .exit())
                .isZero();
        assertThat(cli.mesh.workflows)
                .hasSize(2)
                .extracting(deployed -> deployed.version())
                .doesNotHaveDuplicates();
    }

    @Test
    void an_agent_nobody_has_seen_is_refused_with_the_nearest_name() {
        Invocation seen = cli.mesh("task", "send", "greetr/greet");
        assertThat(seen.exit()).isEqualTo(11);
        assertThat(seen.err()).contains("MESH-2011", "greeter").contains("--allow-missing");
        assertThat(cli.mesh.runs.sent()).isEmpty();
        assertThat(cli.mesh("task", "send", "greetr/greet", "--allow-missing").exit())
                .isZero();
    }

    @Test
    void a_name_no_agent_can_have_is_invalid() {
        Invocation seen = cli.mesh("task", "send", "No Agent", "--allow-missing");
        assertThat(seen.exit()).isEqualTo(11);
        assertThat(seen.err()).contains("MESH-20");
    }

    private StartRun sent() {
        return (StartRun) cli.mesh.runs.sent().getLast().body();
    }
}
