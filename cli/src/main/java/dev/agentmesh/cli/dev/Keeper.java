package dev.agentmesh.cli.dev;

import dev.agentmesh.cli.error.Failure;
import dev.agentmesh.cli.error.Failures;
import dev.agentmesh.cli.folder.DevState.Member;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Keeps one program running: when its process ends unasked, starts it again after a pause that doubles while it keeps ending.
 * Thread-safe.
 */
final class Keeper {
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    /** Who ran this long has come up well, and the next fall is a new one. */
    private static final Duration STEADY = Duration.ofSeconds(60);

    private final Program program;
    private final Watcher watcher;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private @Nullable Live live;
    private volatile @Nullable Thread thread;
    private String state = "stopped";
    private int restarts;

    /** Hears of every change, on the keeper's thread. */
    interface Watcher {
        /** @param what one line for people */
        void said(String what);

        void changed();
    }

    Keeper(Program program, Watcher watcher) {
        this.program = program;
        this.watcher = watcher;
    }

    /** Starts the program for the first time; throws what the start throws. From then on it is kept running. */
    Live start() {
        change("starting");
        try {
            Live first = program.start();
            up(first);
            thread = Thread.ofVirtual().name("keep-" + program.name()).start(() -> keep(first));
            return first;
        } catch (RuntimeException failed) {
            change("stopped");
            throw failed;
        }
    }

    /** Ends the program and returns when it has ended. */
    void stop() {
        stopping.countDown();
        Thread keeping = thread;
        if (keeping != null) {
            live().ifPresent(running -> running.stop().run());
            join(keeping);
            gone();
            change("stopped");
        }
    }

    String name() {
        return program.name();
    }

    synchronized Optional<Live> live() {
        return Optional.ofNullable(live);
    }

    synchronized Member member() {
        return new Member(
                program.name(),
                state,
                live == null ? -1 : live.process().pid(),
                live == null ? 0 : live.port(),
                restarts);
    }

    private void keep(Live first) {
        Live current = first;
        Duration pause = FIRST_PAUSE;
        // Asked before every wait: a start that was under way when all was to end has come up by now.
        while (!isStopping()) {
            long since = System.nanoTime();
            current.process().onExit().join();
            if (isStopping()) {
                break;
            }
            String ending = current.ending();
            current.stop().run();
            gone();
            if (System.nanoTime() - since > STEADY.toNanos()) {
                pause = FIRST_PAUSE;
            }
            Optional<Live> again = Optional.empty();
            while (again.isEmpty()) {
                watcher.said(
                        program.name() + " ended (" + ending + "); starting it again in " + pause.toSeconds() + " s");
                if (waited(pause)) {
                    return;
                }
                pause = longer(pause);
                again = tryAgain();
                ending = "it could not be started";
            }
            current = again.get();
        }
        current.stop().run();
    }

    private Optional<Live> tryAgain() {
        long begun = System.nanoTime();
        change("starting");
        try {
            Live next = program.start();
            synchronized (this) {
                restarts++;
            }
            up(next);
            watcher.said(String.format(
                    java.util.Locale.ROOT,
                    "%s is back (pid %d, %.1f s)",
                    program.name(),
                    next.process().pid(),
                    (System.nanoTime() - begun) / 1e9));
            return Optional.of(next);
        } catch (RuntimeException failed) {
            Failure failure = Failures.of(failed);
            change("down");
            watcher.said(program.name() + " did not start: " + failure.code() + " " + failure.what());
            return Optional.empty();
        }
    }

    private void up(Live next) {
        synchronized (this) {
            live = next;
        }
        change("up");
    }

    private void gone() {
        synchronized (this) {
            live = null;
        }
        change("down");
    }

    private void change(String next) {
        synchronized (this) {
            state = next;
        }
        watcher.changed();
    }

    private boolean isStopping() {
        return stopping.getCount() == 0;
    }

    /** True when the waiting ended because all is to end. */
    private boolean waited(Duration pause) {
        try {
            return stopping.await(pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private static Duration longer(Duration pause) {
        Duration twice = pause.multipliedBy(2);
        return twice.compareTo(LONGEST_PAUSE) < 0 ? twice : LONGEST_PAUSE;
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
    }
}
