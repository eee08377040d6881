package dev.agentmesh.localcluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegistryHomeTest {

    @AfterEach
    void forget() {
        System.clearProperty(RegistryHome.PROPERTY);
    }

    @Test
    void a_build_has_it_beside_its_classes() {
        assertThat(RegistryHome.places(Optional.empty(), Path.of("/mesh/local-cluster/target/classes")))
                .contains(Path.of("/mesh/local-cluster/target/registry"));
        assertThat(RegistryHome.places(Optional.empty(), Path.of("/mesh/local-cluster/target/local-cluster.jar")))
                .contains(Path.of("/mesh/local-cluster/target/registry"));
    }

    @Test
    void an_installed_program_has_it_beside_its_libraries() {
        assertThat(RegistryHome.places(Optional.empty(), Path.of("/opt/mesh/lib/local-cluster.jar")))
                .contains(Path.of("/opt/mesh/registry"));
    }

    @Test
    void a_named_place_is_the_only_one() {
        assertThat(RegistryHome.places(Optional.of(Path.of("/elsewhere")), Path.of("/opt/mesh/lib/local-cluster.jar")))
                .containsExactly(Path.of("/elsewhere"));
    }

    @Test
    void a_registry_that_is_not_there_is_told_with_the_place(@TempDir Path empty) {
        System.setProperty(RegistryHome.PROPERTY, empty.toString());

        assertThatThrownBy(RegistryHome::find)
                .asInstanceOf(type(LocalClusterException.class))
                .returns("MESH-1026", LocalClusterException::code)
                .satisfies(failure -> assertThat(failure.reason()).contains(empty.toString()));
    }
}
