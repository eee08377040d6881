package dev.agentmesh.localcluster.process;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Which process, even after its number was given to another one: the pid together with the moment it started.
 *
 * @param startedAt {@link Instant#EPOCH} if the operating system does not tell
 */
public record ProcessIdentity(long pid, Instant startedAt) {

    /** The kernel's clock ticks and corrections of the wall clock move a start time by less than this. */
    private static final Duration TOLERANCE = Duration.ofSeconds(2);

    /** This JVM. */
    public static ProcessIdentity current() {
        return of(ProcessHandle.current());
    }

    public static ProcessIdentity of(ProcessHandle process) {
        return new ProcessIdentity(process.pid(), process.info().startInstant().orElse(Instant.EPOCH));
    }

    /** The process itself, empty once it has ended, also if its number is in use again. */
    public Optional<ProcessHandle> alive() {
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).filter(this::isTheSame);
    }

    /** The pid and the program's name, for messages: {@code 4711 (java)}. */
    public String describe() {
        return describe(pid);
    }

    static String describe(long pid) {
        return ProcessHandle.of(pid)
                .flatMap(process -> process.info().command())
                .map(command -> pid + " (" + command.substring(command.lastIndexOf('/') + 1) + ")")
                .orElse(Long.toString(pid));
    }

    private boolean isTheSame(ProcessHandle process) {
        var started = process.info().startInstant().orElse(Instant.EPOCH);
        return Duration.between(started, startedAt).abs().compareTo(TOLERANCE) <= 0;
    }
}
