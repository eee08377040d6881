package dev.agentmesh.orchestrator.topology;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WriterIdsTest {
    private final WriterIds ids = new WriterIds("mesh.orchestrator", "one-a");

    @Test
    void the_name_and_the_thread_make_the_id() {
        String id = ids.own("mesh.orchestrator-1b9d6bcf-bbfd-4b2d-9b5d-ab8dfbbd4bed-12");

        assertThat(id).isEqualTo("mesh.orchestrator:one-a:12");
        assertThat(ids.isOwn(id)).isTrue();
        assertThat(ids.member(id)).contains("one-a-12");
    }

    @Test
    void others_of_the_mesh_are_known_and_those_of_other_meshes_are_not() {
        String other = new WriterIds("mesh.orchestrator", "one").own("x-1");

        assertThat(ids.isOwn(other)).isFalse();
        assertThat(ids.member(other)).contains("one-1");
        assertThat(ids.member(new WriterIds("mesh-b.orchestrator", "one").own("x-1")))
                .isEmpty();
        assertThat(ids.member("mesh.orchestrator-1b9d6bcf-1")).isEmpty();
        assertThat(ids.member("mesh.orchestrator:x")).isEmpty();
    }
}
