package dev.agentmesh.localcluster.process;

import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Ends this JVM when the process that owns it is gone, however it went: a killed owner runs no shutdown code of its own.
 * JDK only, because it also runs inside foreign programs.
 */
public final class OwnerWatch {

    private static final Duration PERIOD = Duration.ofMillis(250);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("owner-watch").factory());
    private final long ownerPid;
    private final boolean isParent;

    private OwnerWatch(long ownerPid) {
        this.ownerPid = ownerPid;
        this.isParent = parentIs(ownerPid);
    }

    /**
     * Watches in the background, and leaves the keys of the terminal to the owner: Ctrl-C reaches every process of a
     * terminal at once, and would end this one before those that still use it.
     */
    public static void of(long ownerPid) {
        TerminalKeys.leaveToOwner();
        new OwnerWatch(ownerPid).start();
    }

    private void start() {
        var period = PERIOD.toMillis();
        timer.scheduleWithFixedDelay(this::look, 0, period, TimeUnit.MILLISECONDS);
    }

    private void look() {
        if (!isAlive()) {
            timer.schedule(() -> Runtime.getRuntime().halt(1), PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            // Returns never, so not on the timer: the end may take longer than anybody can wait for.
            Thread.ofPlatform().daemon().name("owner-gone").start(() -> System.exit(0));
            throw new CancellationException("the owner is gone, there is nothing left to watch");
        }
    }

    /** A killed owner that nobody has waited for stays in the process table, but its children have a new parent. */
    private boolean isAlive() {
        return isParent
                ? parentIs(ownerPid)
                : ProcessHandle.of(ownerPid).map(ProcessHandle::isAlive).orElse(false);
    }

    private static boolean parentIs(long pid) {
        return ProcessHandle.current()
                .parent()
                .map(parent -> parent.pid() == pid)
                .orElse(false);
    }
}
