package dev.agentmesh.localcluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.agentmesh.localcluster.process.ChildJvm;
import dev.agentmesh.localcluster.process.ProcessRecord;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalBrokerLauncherIT {

    private static final long NO_MATTER = 0;
    private static final String TOPIC = "orders";

    @TempDir
    static Path folder;

    private static RunningBroker broker;

    @BeforeAll
    static void start() {
        broker = LocalBrokerLauncher.start(settings());
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @Test
    void records_cluster_id_and_address_survive_a_kill() throws Exception {
        var before = records().clusterId();
        var address = broker.bootstrapServers();
        records().createTopic(TOPIC);
        records().produce(TOPIC, "a", "b");

        broker.kill();
        broker = LocalBrokerLauncher.start(settings());
        records().produce(TOPIC, "c");

        assertThat(broker.bootstrapServers()).isEqualTo(address);
        assertThat(records().clusterId()).isEqualTo(before);
        assertThat(records().all(TOPIC)).containsExactly("a", "b", "c");
    }

    @Test
    void it_runs_in_a_process_of_its_own_and_says_where() throws Exception {
        assertThat(ProcessRecord.read(folder.resolve("broker.json"))).hasValueSatisfying(record -> {
            assertThat(record.state()).isEqualTo(ProcessRecord.State.READY);
            assertThat(record.process().pid())
                    .isEqualTo(broker.pid())
                    .isNotEqualTo(ProcessHandle.current().pid());
            assertThat(record.port()).isEqualTo(broker.port());
        });
    }

    @Test
    void a_clean_stop_is_clean() throws Exception {
        broker.close();
        try {
            assertThat(broker.process().isAlive()).isFalse();
            assertThat(folder.resolve("kafka/.kafka_cleanshutdown")).exists();
            assertThat(ProcessRecord.read(folder.resolve("broker.json")))
                    .hasValueSatisfying(record -> assertThat(record.state()).isEqualTo(ProcessRecord.State.STOPPED));
        } finally {
            broker = LocalBrokerLauncher.start(settings());
        }
    }

    @Test
    void it_logs_into_its_folder_and_is_silent_elsewhere(@TempDir Path other) {
        LocalBrokerLauncher.start(LocalServerSettings.in(other).withFreeBytes(NO_MATTER))
                .close();

        assertThat(other.resolve("logs/broker.log")).content().contains("Kafka Server started");
        assertThat(other.resolve("logs/broker.err")).isEmptyFile();
    }

    @Test
    void flags_of_the_caller_win_over_ours(@TempDir Path other) {
        var settings = LocalServerSettings.in(other).withFreeBytes(NO_MATTER);
        var noSuchHeap = List.of("-Xmx1k");

        assertThatThrownBy(() -> LocalBrokerLauncher.start(settings, noSuchHeap))
                .asInstanceOf(type(LocalClusterException.class))
                .returns("MESH-1024", LocalClusterException::code)
                .satisfies(failure -> assertThat(failure.reason()).contains("Too small maximum heap"));
    }

    @Test
    void ctrl_c_is_left_to_the_owner() throws Exception {
        signal("INT", broker.pid());
        signal("HUP", broker.pid());

        records().createTopic("after-ctrl-c");
        assertThat(broker.process().isAlive()).isTrue();
    }

    @Test
    void a_second_one_on_the_same_data_fails_as_it_would_in_this_process() {
        assertThatThrownBy(() -> LocalBrokerLauncher.start(settings()))
                .asInstanceOf(type(LocalClusterException.class))
                .returns("MESH-1021", LocalClusterException::code)
                .satisfies(failure -> assertThat(failure.problem()).contains("process " + broker.pid() + " (java)"));
        assertThat(broker.process().isAlive()).isTrue();
    }

    @Test
    void a_process_that_dies_while_starting_is_told_with_its_last_words(@TempDir Path other) throws Exception {
        Files.createDirectories(other.resolve("kafka"));
        Files.writeString(other.resolve("kafka/meta.properties"), "version=1\ncluster.id=x\nnode.id=7\n");

        assertThatThrownBy(() ->
                        LocalBrokerLauncher.start(LocalServerSettings.in(other).withFreeBytes(NO_MATTER)))
                .asInstanceOf(type(LocalClusterException.class))
                .returns("MESH-1024", LocalClusterException::code);
        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .until(() -> ProcessHandle.current().children().allMatch(child -> child.pid() == broker.pid()));
    }

    @Test
    void a_process_that_ends_without_a_word_is_told_with_what_its_jvm_said(@TempDir Path other) {
        var classPath = System.getProperty("java.class.path");
        System.setProperty("java.class.path", "no-such.jar");
        try {
            assertThatThrownBy(() -> LocalBrokerLauncher.start(
                            LocalServerSettings.in(other).withFreeBytes(NO_MATTER)))
                    .asInstanceOf(type(LocalClusterException.class))
                    .returns("MESH-1024", LocalClusterException::code)
                    .satisfies(failure -> assertThat(failure.reason())
                            .contains("ended with code 1", "Could not find or load main class"));
        } finally {
            System.setProperty("java.class.path", classPath);
        }
    }

    @Test
    void a_wrong_argument_is_told_without_a_start(@TempDir Path other) throws Exception {
        var misused = new ChildJvm(
                        List.of(),
                        System.getProperty("java.class.path"),
                        LocalBrokerProcess.class.getName(),
                        List.of("--date", "x"),
                        other,
                        other.resolve("err"))
                .start(ChildJvm.Stdout.READ_BY_US);

        assertThat(misused.inputReader().readAllAsString()).isEmpty();
        assertThat(misused.waitFor()).isEqualTo(2);
        assertThat(other.resolve("err")).content().startsWith("Unknown option --date");
    }

    private static void signal(String name, long pid) throws Exception {
        new ProcessBuilder("kill", "-" + name, Long.toString(pid)).start().waitFor();
    }

    private static Records records() {
        return new Records(broker.bootstrapServers());
    }

    private static LocalServerSettings settings() {
        return LocalServerSettings.in(folder).withFreeBytes(NO_MATTER);
    }
}
