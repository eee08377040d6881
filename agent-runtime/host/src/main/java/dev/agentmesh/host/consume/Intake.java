package dev.agentmesh.host.consume;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;

/** Reads records in order on a thread of its own, so that a registry out of reach never keeps the consumer from polling. */
final class Intake {
    private final BlockingQueue<Item> waiting = new LinkedBlockingQueue<>();
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

    void add(Item item) {
        waiting.add(item);
    }

    void stop() {
        thread.interrupt();
    }

    private void run() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                Item item = waiting.take();
                done.accept(new Item.Read(item, workplace.examine(item.record())));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error e) {
            broken.accept(e);
        }
    }
}
