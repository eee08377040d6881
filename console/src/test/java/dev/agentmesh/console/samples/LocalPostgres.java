package dev.agentmesh.console.samples;

import dev.agentmesh.console.database.DatabaseSettings;
import dev.agentmesh.localcluster.process.LoopbackPorts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** A PostgreSQL of this machine's installation, in a folder of its own, on loopback, gone with {@link #close}. */
public final class LocalPostgres implements AutoCloseable {
    private static final String USER = "mesh";
    private static final Path DEBIAN = Path.of("/usr/lib/postgresql");

    private final Path folder;
    private final Process server;
    private final int port;

    private LocalPostgres(Path folder, Process server, int port) {
        this.folder = folder;
        this.server = server;
        this.port = port;
    }

    /** The folder with its programs; empty when it is not installed, or cannot be run by who runs the tests. */
    public static Optional<Path> programs() {
        if (isRoot() && !Files.exists(Path.of("/usr/bin/setpriv"))) {
            return Optional.empty();
        }
        if (!Files.isDirectory(DEBIAN)) {
            return Optional.empty();
        }
        try (Stream<Path> versions = Files.list(DEBIAN)) {
            return versions.map(version -> version.resolve("bin"))
                    .filter(bin -> Files.isExecutable(bin.resolve("initdb")))
                    .max(Comparator.comparing(Path::toString));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    public static LocalPostgres start(Path programs) {
        try {
            Path folder = Files.createTempDirectory("mesh-postgres-");
            if (isRoot()) {
                // It refuses to run as root.
                Files.setOwner(
                        folder,
                        folder.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("postgres"));
            }
            Path data = folder.resolve("data");
            Process made = run(
                    folder,
                    List.of(
                            programs.resolve("initdb").toString(),
                            "-D",
                            data.toString(),
                            "-U",
                            USER,
                            "-A",
                            "trust",
                            "-E",
                            "UTF8",
                            "--no-sync"));
            if (!made.waitFor(2, TimeUnit.MINUTES) || made.exitValue() != 0) {
                throw new IllegalStateException("initdb failed; see " + folder);
            }
            int port = LoopbackPorts.free();
            Process server = run(
                    folder,
                    List.of(
                            programs.resolve("postgres").toString(),
                            "-D",
                            data.toString(),
                            "-p",
                            Integer.toString(port),
                            "-c",
                            "listen_addresses=127.0.0.1",
                            "-c",
                            "unix_socket_directories=",
                            "-c",
                            "fsync=off"));
            LocalPostgres postgres = new LocalPostgres(folder, server, port);
            Awaitility.await().atMost(Duration.ofMinutes(1)).ignoreExceptions().until(() -> {
                DriverManager.getConnection(postgres.settings().url(), USER, "").close();
                return true;
            });
            return postgres;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static Process run(Path folder, List<String> command) throws IOException {
        List<String> all = new ArrayList<>();
        if (isRoot()) {
            all.addAll(List.of("/usr/bin/setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"));
        }
        all.addAll(command);
        return new ProcessBuilder(all)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
    }

    public DatabaseSettings settings() {
        return new DatabaseSettings("jdbc:postgresql://127.0.0.1:" + port + "/postgres", USER, "");
    }

    @Override
    public void close() {
        server.destroy();
        try {
            if (!server.waitFor(20, TimeUnit.SECONDS)) {
                server.destroyForcibly().waitFor();
            }
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
