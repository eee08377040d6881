package dev.agentmesh.cli.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentmesh.cli.CommandFixture;
import dev.agentmesh.cli.error.ExitCode;
import dev.agentmesh.cli.fake.Agents;
import dev.agentmesh.cli.fake.Golden;
import dev.agentmesh.cli.gateway.AgentGateway.Work;
import dev.agentmesh.topics.message.BreakerState;
import dev.agentmesh.topics.message.Failure;
import dev.agentmesh.topics.message.MessageHeader;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
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
        cli.mesh.breakers.put("researcher", breaker("researcher", 1, new BreakerState.Closed(2, Optional.of(FAULT))));
        cli.mesh.breakers.put("filings", breaker("filings", 3, new BreakerState.Open(OPENING, UNTIL)));
        cli.mesh.breakers.put("unheard", breaker("unheard", 1, new BreakerState.HalfOpen(OPENING, "r-7/ask#3", UNTIL)));
        cli.mesh.breakers.put("forgotten", breaker("forgotten", 1, new BreakerState.Closed(0, Optional.empty())));
        cli.mesh.work.put("researcher", new Work(2, 0));
        cli.mesh.work.put("filings", new Work(0, 9));
        cli.mesh.work.put("lonely", new Work(0, 3));
    }

    private static final Instant UNTIL = Instant.parse("2026-05-04T10:00:30Z");
    private static final BreakerState.Opening OPENING = new BreakerState.Opening(
            Instant.parse("2026-05-04T09:59:30Z"),
            5,
            new Failure("TIMEOUT", "MESH-4102", "Attempt 1 of \"ask\" passed its deadline"),
            Duration.ofSeconds(60));

    private static final BreakerState.Fault FAULT =
            new BreakerState.Fault(Instant.parse("2026-05-04T09:59:58Z"), new Failure("TRANSIENT", "E1", "it broke"));

    private static BreakerState breaker(String agent, long openings, BreakerState.Body body) {
        return new BreakerState(MessageHeader.of("", UNTIL, "test"), agent, openings, body);
    }

    @Test
    void one_agent_is_shown_with_its_breaker() {
        Golden.assertMatches(
                "agent/get-closed.txt", cli.mesh("agent", "get", "researcher").out());
        Golden.assertMatches(
                "agent/get-open.txt", cli.mesh("agent", "get", "filings").out());
        Golden.assertMatches(
                "agent/get-half-open.txt", cli.mesh("agent", "get", "unheard").out());
        Golden.assertMatches(
                "agent/get-open.json",
                cli.mesh("agent", "get", "filings", "-o", "json").out());
    }

    @Test
    void an_agent_that_nobody_has_heard_of_is_not_found() {
        var seen = cli.mesh("agent", "get", "nobody");
        assertThat(seen.exit()).isEqualTo(ExitCode.NOT_FOUND.number());
        assertThat(seen.err()).contains("MESH-7001", "nobody");
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
        cli.mesh.breakers.clear();
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
