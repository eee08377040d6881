package dev.agentmesh.eventlog.history;

import dev.agentmesh.core.run.Scope;

/** Where a step or a lane stands, as far as the events tell. What is not there has not begun. */
sealed interface Standing {
    /** Words for a refusal. */
    String words();

    /** A task that has not ended. */
    sealed interface TaskStanding extends Standing {
        int attempt();
    }

    /** Attempt {@code attempt} is handed out. */
    record HandedOut(int attempt) implements TaskStanding {
        @Override
        public String words() {
            return "attempt " + attempt + " is handed out";
        }
    }

    /** The next attempt has a time. */
    record Pausing(int attempt) implements TaskStanding {
        @Override
        public String words() {
            return "the attempt after " + attempt + " has a time";
        }
    }

    /** No attempt follows by itself, and nothing has been said about the task yet. */
    record Spent(int attempt) implements TaskStanding {
        @Override
        public String words() {
            return "attempt " + attempt + " ended and none follows";
        }
    }

    /** In the dead letters; its failure is handled and has to follow. */
    record Buried(int attempt) implements TaskStanding {
        @Override
        public String words() {
            return "it is in the dead letters, about to fail";
        }
    }

    /** In the dead letters, waiting for a redrive. */
    record Held(int attempt) implements TaskStanding {
        @Override
        public String words() {
            return "it waits for a redrive after attempt " + attempt;
        }
    }

    /** A step with steps inside it. */
    record Opened(Scope scope) implements Standing {
        @Override
        public String words() {
            return "it is open";
        }
    }

    /** What is waited for outside has not come. */
    sealed interface AwaitingOutside extends Standing {}

    /**
     * A question is open.
     *
     * @param answered at least one answer counts
     * @param expired its time is over, and its end has to follow
     */
    record Asked(boolean answered, boolean expired) implements AwaitingOutside {
        @Override
        public String words() {
            return expired ? "its question has expired" : "its question is open";
        }
    }

    /** @param event empty when only the time is waited for */
    record Waiting(String event) implements AwaitingOutside {
        @Override
        public String words() {
            return "it waits for " + (event.isEmpty() ? "a time" : event);
        }
    }

    /** @param over the child has ended, and the step's end has to follow */
    record ChildRunning(String childId, boolean over) implements AwaitingOutside {
        @Override
        public String words() {
            return "run " + childId + (over ? " has ended" : " runs for it");
        }
    }

    /**
     * What finished inside is being undone.
     *
     * @param failed whether the step had failed before; otherwise it goes on to complete
     */
    record UndoingInside(boolean failed) implements Standing {
        @Override
        public String words() {
            return "what finished inside it is being undone";
        }
    }

    record LaneRunning() implements Standing {
        @Override
        public String words() {
            return "the lane runs";
        }
    }

    /** @param mayBeCaught it failed, and no catch has run yet */
    record Ended(boolean mayBeCaught) implements Standing {
        @Override
        public String words() {
            return "it has ended";
        }
    }
}
