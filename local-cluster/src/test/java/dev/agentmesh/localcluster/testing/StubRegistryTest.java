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
            assertThat(get(other.url(), "/subjects").body()).isEmpty();
        }
    }

    @Test
    void it_remembers_what_it_was_asked() throws Exception {
        try (var own = StubRegistry.start()) {
            get(own.url(), "/subjects");
            get(own.url(), "/schemas/ids/1");

            assertThat(own.requests()).containsExactly("GET /subjects", "GET /schemas/ids/1");
        }
    }

    @Test
    void an_outage_is_over_after_the_number_of_requests_asked_for() throws Exception {
        try (var own = StubRegistry.start()) {
            own.beDownFor(1);

            assertThat(get(own.url(), "/subjects").status()).isEqualTo(503);
            assertThat(get(own.url(), "/subjects").status()).isEqualTo(200);
        }
    }

    @Test
    void a_closed_stub_refuses_those_without_the_key() throws Exception {
        try (var own = StubRegistry.startFor("Bearer key")) {
            assertThat(get(own.url(), "/subjects").status()).isEqualTo(401);
            assertThat(get(own.url(), "/subjects", "Authorization", "Bearer key")
                            .status())
                    .isEqualTo(200);
        }
    }
}
