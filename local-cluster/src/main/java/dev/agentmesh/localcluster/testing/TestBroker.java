package dev.agentmesh.localcluster.testing;

import dev.agentmesh.localcluster.LocalBroker;
import dev.agentmesh.localcluster.LocalServerSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Locale;
import java.util.UUID;

/**
 * One real broker for all tests of a JVM: starts with the first {@link #shared()}, ends with the JVM and takes its data
 * with it. Tests keep out of each other's way with {@linkplain #unique unique} names for topics, groups and
 * applications. Thread-safe.
 */
public final class TestBroker {

    private static final long ENOUGH_FOR_TESTS = 64L << 20;

    /** Started by the class loader: lazily, once, and every test fails with the same cause if it cannot start. */
    private static final class Holder {
        static final TestBroker SHARED = start();
    }

    private final LocalBroker broker;

    private TestBroker(LocalBroker broker) {
        this.broker = broker;
    }

    /** The broker of this JVM, ready for clients. */
    public static TestBroker shared() {
        return Holder.SHARED;
    }

    /** {@code host:port}, as clients want it. */
    public String bootstrapServers() {
        return broker.bootstrapServers();
    }

    /** A name no other test has: {@code orders-1b9d6bcf}. Legal in topics, groups, transactional and application ids. */
    public static String unique(String prefix) {
        return prefix + "-" + UUID.randomUUID().toString().substring(0, 8).toLowerCase(Locale.ROOT);
    }

    private static TestBroker start() {
        try {
            var folder = Files.createTempDirectory(temporary(), "test-broker-");
            var broker = LocalBroker.start(LocalServerSettings.in(folder).withFreeBytes(ENOUGH_FOR_TESTS));
            Runtime.getRuntime()
                    .addShutdownHook(new Thread(
                            () -> {
                                broker.close();
                                delete(folder);
                            },
                            "test-broker-stop"));
            return new TestBroker(broker);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** In a build, its own folder: what a killed test JVM leaves behind goes with the next clean. */
    private static Path temporary() {
        var target = Path.of("target");
        return Files.isDirectory(target) ? target : Path.of(System.getProperty("java.io.tmpdir"));
    }

    private static void delete(Path folder) {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException left) {
            System.err.println("test broker's data stays in " + folder + ": " + left);
        }
    }
}
