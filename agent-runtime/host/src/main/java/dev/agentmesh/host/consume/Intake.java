package dev.agentmesh.host.consume;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * Reads records in order: at once where nobody has to be asked, else on a thread of its own, so that a registry out of reach never keeps
 * the consumer from polling.
 */
final class Intake {
    private final BlockingQueue<Item> waiting = new LinkedBlockingQueue<>();
    private final AtomicInteger handedOver = new AtomicInteger();
    private final Workplace workplace;
    private final Consumer<Item.Read> done;
    private final Consumer<Throwable> broken;
    private final Thread thread;

    Intake(String name, Workplace workplace, Consumer<Item.Read> done, Consumer<Throwable> broken) {
        this.workplace = workplace;
        this.done = done;
        this.broken = broken;
        this.thread = Thread.ofPlatform().daemon().name(name).unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    /** Called by the poll thread. */
    void add(Item item) {
        // While others wait their turn nobody may pass them: a cancellation follows the task it is about.
        if (handedOver.get() > 0 || !workplace.readsAtOnce(item.record()) || !readNow(item)) {
            handedOver.incrementAndGet();
            waiting.add(item);
        }
    }

    private boolean readNow(Item item) {
        try {
            done.accept(new Item.Read(item, workplace.examine(item.record())));
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    void stop() {
        thread.interrupt();
    }

    private void run() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                Item item = waiting.take();
                done.accept(new Item.Read(item, workplace.examine(item.record())));
                handedOver.decrementAndGet();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error e) {
            broken.accept(e);
        }
    }
}
