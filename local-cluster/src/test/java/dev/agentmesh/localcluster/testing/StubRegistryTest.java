package dev.agentmesh.localcluster.testing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class StubRegistryTest extends RegistryContract {

    private static StubRegistry stub;

    @BeforeAll
    static void start() {
        stub = StubRegistry.start();
    }

    @AfterAll
    static void stop() {
        stub.close();
    }

    @Override
    protected String url() {
        return stub.url();
    }

    @Test
    void an_address_it_does_not_know_is_refused_rather_than_guessed() throws Exception {
        assertThat(get("/exporters").status()).isEqualTo(404);
    }

    @Test
    void two_stubs_share_nothing() throws Exception {
        register("mine-value", schema(""));

        try (var other = StubRegistry.start()) {
            assertThat(other.url()).isNotEqualTo(stub.url());
        }
    }
}
