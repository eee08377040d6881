package dev.agentmesh.bench.part;

import java.util.Locale;

/** How long the tasks of a load take. */
enum Mix {
    /** No time at all. */
    INSTANT,
    /** 50 ms, and one in a hundred 2 s. */
    TAIL,
    /** What calls of a model take, a tenth of it: from 0.5 s to 6 s, each time as likely as the others. */
    MODEL;

    private static final int MANY = 100;
    /** Its multiples, less their whole part, are spread evenly from 0 to 1, wherever one begins and stops. */
    private static final double GOLDEN = (Math.sqrt(5) - 1) / 2;

    /** How long the task of the run with that number takes. */
    int millis(int number) {
        return switch (this) {
            case INSTANT -> 0;
            case TAIL -> number % MANY == MANY - 1 ? 2_000 : 50;
            case MODEL -> 500 + (int) (5_500 * (number * GOLDEN % 1));
        };
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
