package dev.agentmesh.host.execute;

import dev.agentmesh.host.consume.Examined.Work;
import dev.agentmesh.topics.message.Usage;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** One execution. It ends once: by its skill, its deadline, or the end of the process, whichever comes first. */
final class Attempt {
    private final Work work;
    private final RunningTask task;
    private final Runnable finished;
    private final long startNanos = System.nanoTime();
    private final AtomicBoolean ended = new AtomicBoolean();
    private volatile @Nullable Thread thread;
    private volatile @Nullable Future<?> deadline;
    private volatile boolean threadOver;

    Attempt(Work work, RunningTask task, Runnable finished) {
        this.work = work;
        this.task = task;
        this.finished = finished;
    }

    Work work() {
        return work;
    }

    RunningTask task() {
        return task;
    }

    Runnable finished() {
        return finished;
    }

    Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - startNanos);
    }

    void runsOn(Thread worker) {
        thread = worker;
    }

    void deadline(Future<?> timer) {
        deadline = timer;
        if (ended.get()) {
            timer.cancel(false);
        }
    }

    /** The usage to report, for the caller that ends it; empty for all who come later. */
    Optional<List<Usage>> end() {
        if (!ended.compareAndSet(false, true)) {
            return Optional.empty();
        }
        Future<?> timer = deadline;
        if (timer != null) {
            timer.cancel(false);
        }
        return Optional.of(task.end());
    }

    boolean hasEnded() {
        return ended.get();
    }

    void interrupt() {
        Thread worker = thread;
        if (worker != null && !threadOver) {
            worker.interrupt();
        }
    }

    void threadIsOver() {
        threadOver = true;
    }
}
