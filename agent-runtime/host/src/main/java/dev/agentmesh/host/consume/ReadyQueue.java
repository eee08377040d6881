package dev.agentmesh.host.consume;

import dev.agentmesh.host.consume.Examined.Work;
import dev.agentmesh.topics.message.TaskMessage;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.function.Predicate;

/**
 * Tasks that were read and wait for room. Those with a higher priority begin first, and of the same priority those that came first; every
 * {@link #TURN}th is the one that has waited longest, so that nobody waits for ever. For one thread.
 */
final class ReadyQueue {
    static final int TURN = 8;

    /** In the order of arrival. */
    private final Deque<Item.Read> waiting = new ArrayDeque<>();

    private int urgent;
    private int passedOver;

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    int size() {
        return waiting.size();
    }

    void addLast(Item.Read next) {
        waiting.addLast(next);
        urgent += isUsual(next) ? 0 : 1;
    }

    /** Back to the place of what has waited longest. */
    void addFirst(Item.Read next) {
        waiting.addFirst(next);
        urgent += isUsual(next) ? 0 : 1;
    }

    void clear() {
        waiting.clear();
        urgent = 0;
    }

    void removeIf(Predicate<Item.Read> condition) {
        waiting.removeIf(next -> {
            boolean gone = condition.test(next);
            urgent -= gone && !isUsual(next) ? 1 : 0;
            return gone;
        });
    }

    /** In the order in which they are to begin; what is taken is removed through it. */
    Iterator<Item.Read> iterator() {
        return urgent == 0 ? waiting.iterator() : new ByPriority();
    }

    private static int priority(Item.Read next) {
        return next.examined() instanceof Work work ? work.task().priority() : TaskMessage.Execute.USUAL_PRIORITY;
    }

    private static boolean isUsual(Item.Read next) {
        return priority(next) == TaskMessage.Execute.USUAL_PRIORITY;
    }

    private final class ByPriority implements Iterator<Item.Read> {
        private final List<Item.Read> order = new ArrayList<>(waiting);
        private int at;

        ByPriority() {
            order.sort(Comparator.comparingInt(ReadyQueue::priority).reversed());
        }

        @Override
        public boolean hasNext() {
            return at < order.size();
        }

        @Override
        public Item.Read next() {
            if (passedOver >= TURN - 1) {
                bringForward(waiting.getFirst());
            }
            return order.get(at++);
        }

        /** Unless it has been asked about already and could not begin. */
        private void bringForward(Item.Read oldest) {
            for (int i = at; i < order.size(); i++) {
                if (order.get(i) == oldest) {
                    order.add(at, order.remove(i));
                    return;
                }
            }
        }

        @Override
        public void remove() {
            Item.Read taken = order.get(at - 1);
            passedOver = taken == waiting.getFirst() ? 0 : passedOver + 1;
            removeIf(each -> each == taken);
        }
    }
}
