package dev.agentmesh.examples.codereview;

import dev.agentmesh.agent.Poison;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Faults on demand, for demonstrations and tests of the mesh only: does nothing unless the environment variable
 * {@code MESH_DEMO_FAULT} or the system property {@code mesh.demo.fault} names a file, and that file exists when a task runs.
 *
 * <p>One fault per line: {@code fail PATH}, {@code poison PATH} or {@code slow PATH SECONDS}. It strikes the agent
 * {@code style}; another is named in front, as in {@code security: slow src/A.java 20}. For {@code diff} and
 * {@code synthesis} the path is the repository's. Deleting the file mends everything.
 */
final class InjectedFault {
    static final String PROPERTY = "mesh.demo.fault";
    static final String VARIABLE = "MESH_DEMO_FAULT";
    private static final String DEFAULT_AGENT = "style";

    private final Optional<Path> file;
    private final String agent;

    InjectedFault(Optional<Path> file, String agent) {
        this.file = file;
        this.agent = agent;
    }

    static InjectedFault fromEnvironment(String agent) {
        Optional<String> named = Optional.ofNullable(System.getProperty(PROPERTY))
                .or(() -> Optional.ofNullable(System.getenv(VARIABLE)))
                .filter(name -> !name.isBlank());
        return new InjectedFault(named.map(Path::of), agent);
    }

    /** @throws IllegalStateException or {@link Poison} when a fault is asked for this agent and path */
    void strike(String path) throws IOException {
        if (file.isEmpty()) {
            return;
        }
        for (String line : lines(file.get())) {
            int colon = line.indexOf(": ");
            String target = colon < 0 ? DEFAULT_AGENT : line.substring(0, colon).strip();
            if (target.equals(agent)) {
                strike(line.substring(colon + 1).strip(), path);
            }
        }
    }

    private static void strike(String fault, String path) throws IOException {
        if (fault.equals("fail " + path)) {
            throw new IllegalStateException("Fault asked for by " + PROPERTY + " on " + path);
        }
        if (fault.equals("poison " + path)) {
            throw new Poison("INJECTED_FAULT", "Fault asked for by " + PROPERTY + " on " + path);
        }
        String slow = "slow " + path + " ";
        if (fault.startsWith(slow) && fault.substring(slow.length()).matches("[0-9]{1,4}")) {
            pause(Duration.ofSeconds(Long.parseLong(fault.substring(slow.length()))));
        }
    }

    private static void pause(Duration duration) throws IOException {
        try {
            // Nobody counts it down: this is time passing, until an interrupt.
            new CountDownLatch(1).await(duration.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while being slow on demand", e);
        }
    }

    private static List<String> lines(Path file) throws IOException {
        try {
            return Files.readAllLines(file);
        } catch (NoSuchFileException mended) {
            return List.of();
        }
    }
}
