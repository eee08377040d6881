package dev.agentmesh.topics.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What a broker of a test cannot be made to say. */
class BrokerChecksTest {
    @Test
    void old_transactions_are_found() {
        assertThat(BrokerChecks.transactions(1))
                .singleElement()
                .satisfies(finding -> assertThat(finding.describe())
                        .contains("MESH-5015")
                        .contains("transaction.version is 1, expected 2"));
        assertThat(BrokerChecks.transactions(0)).hasSize(1);
        assertThat(BrokerChecks.transactions(2)).isEmpty();
        assertThat(BrokerChecks.transactions(3)).isEmpty();
    }

    @Test
    void short_lived_offsets_are_found() {
        assertThat(BrokerChecks.offsetsRetention("1", 1_440))
                .singleElement()
                .satisfies(finding -> assertThat(finding.describe())
                        .contains("MESH-5016")
                        .contains("broker 1")
                        .contains("expected at least 10080"));
        assertThat(BrokerChecks.offsetsRetention("1", 10_080)).isEmpty();
    }
}
