package dev.agentmesh.cli.demo;

import java.util.function.Consumer;

/** What the demo claims, counted. Used by one thread. */
final class Checks {
    private final Consumer<String> lines;
    private int passed;
    private int failed;

    Checks(Consumer<String> lines) {
        this.lines = lines;
    }

    /** Says whether a claim holds. */
    void claim(String what, String detail, Outcome outcome) {
        String mark = switch (outcome) {
            case HOLDS -> "ok";
            case FAILS -> "FAILED";
        };
        if (outcome == Outcome.HOLDS) {
            passed++;
        } else {
            failed++;
        }
        lines.accept(String.format(" %-8s %-62s %s", what, detail, mark));
    }

    enum Outcome {
        HOLDS,
        FAILS;

        static Outcome of(boolean holds) {
            return holds ? HOLDS : FAILS;
        }
    }

    boolean allHold() {
        return failed == 0 && passed > 0;
    }

    String summary() {
        return (allHold() ? "demo passed: " : "demo failed: ") + passed + " checks passed, " + failed + " failed";
    }
}
