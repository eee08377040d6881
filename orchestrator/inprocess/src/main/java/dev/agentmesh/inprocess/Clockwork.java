package dev.agentmesh.inprocess;

import java.time.Instant;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Time and work, as the hub needs them: one thing happens at a time, in the order of its time. */
interface Clockwork {
    Instant now();

    /** Lets {@code what} happen at {@code due}, or at once when that is over. */
    Appointment at(Instant due, Runnable what);

    /** Has an agent do its work, and goes on with its answer as an event of its own. */
    Appointment work(Supplier<Answer> work, Consumer<Answer> then);

    /** Something that will happen, unless somebody takes it back. */
    interface Appointment {
        void cancel();
    }
}
