package dev.agentmesh.localcluster.process;

import java.time.Duration;

/**
 * Ends this JVM when the process that owns it is gone, however it went: a killed owner runs no shutdown code of its own.
 * JDK only, because it also runs inside foreign programs.
 */
public final class OwnerWatch {

    private static final Duration PERIOD = Duration.ofMillis(250);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

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
        var watch = new OwnerWatch(ownerPid);
        Thread.ofPlatform().daemon().name("owner-watch").start(watch::untilGone);
    }

    private void untilGone() {
        try {
            while (isAlive()) {
                Thread.sleep(PERIOD);
            }
        } catch (InterruptedException stop) {
            return;
        }
        Thread.ofPlatform().daemon().name("owner-gone").start(() -> System.exit(0));
        haltWhenLate();
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

    private static void haltWhenLate() {
        try {
            Thread.sleep(PATIENCE);
        } catch (InterruptedException atOnce) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(1);
    }
}
