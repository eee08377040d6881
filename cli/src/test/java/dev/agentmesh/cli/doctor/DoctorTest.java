package dev.agentmesh.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentmesh.cli.CommandFixture;
import dev.agentmesh.cli.fake.Invocation;
import dev.agentmesh.topics.doctor.Finding;
import dev.agentmesh.topics.error.TopicErrors;
import org.junit.jupiter.api.Test;

class DoctorTest {
    private final CommandFixture cli = new CommandFixture();

    @Test
    void a_healthy_mesh_is_exit_code_zero() {
        Invocation seen = cli.mesh("doctor");
        assertThat(seen.exit()).isZero();
        assertThat(seen.out()).contains("java", "disk", "namespace mesh at broker:9092 is as it should be");
    }

    @Test
    void an_error_is_exit_code_eleven_with_its_fix() {
        cli.mesh.findings.add(new Finding(
                TopicErrors.CLEANUP, Finding.Severity.ERROR, "topic mesh.events", "cleanup.policy is compact"));
        Invocation seen = cli.mesh("doctor");
        assertThat(seen.exit()).isEqualTo(11);
        assertThat(seen.out()).containsPattern("✗ +topic mesh.events +MESH-5011 +cleanup.policy is compact");
        assertThat(seen.err()).contains("MESH-7015", "MESH-5011");
    }

    @Test
    void a_warning_alone_is_no_failure() {
        cli.mesh.findings.add(new Finding(
                TopicErrors.REPLICATION, Finding.Severity.WARNING, "topic mesh.events", "replication is 1"));
        Invocation seen = cli.mesh("doctor", "-o", "json");
        assertThat(seen.exit()).isZero();
        assertThat(seen.out()).contains("\"grade\" : \"warning\"");
    }

    @Test
    void a_mesh_out_of_reach_is_a_finding_and_exit_code_five() {
        cli.mesh.unreachable();
        Invocation seen = cli.mesh("doctor");
        assertThat(seen.exit()).isEqualTo(5);
        assertThat(seen.out()).containsPattern("✗ +mesh +MESH-5001");
    }
}
