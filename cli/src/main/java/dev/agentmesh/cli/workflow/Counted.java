package dev.agentmesh.cli.workflow;

/** A number with what is counted. */
final class Counted {
    private Counted() {}

    static String of(int number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }
}
