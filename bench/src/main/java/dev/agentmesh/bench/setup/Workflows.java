package dev.agentmesh.bench.setup;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The definitions that are run. All inputs are a short text or a list of short texts. */
public final class Workflows {
    public static final String FIVE = "bench-five";
    public static final String FIVE_COSTLY = "bench-five-costly";
    public static final String FIVE_TEMPLATES = "bench-five-templates";
    public static final String FAN = "bench-fan-100";
    public static final String MAP = "bench-map";
    public static final String OPEN = "bench-open";
    public static final String DEEP = "bench-deep";

    /** Branches of {@link #FAN}. */
    public static final int FAN_WIDTH = 100;

    /** Items of {@link #MAP} at a time. */
    public static final int MAP_WIDTH = 1_000;

    /** Of {@link #FIVE}. */
    public static final int STEPS = 5;

    private static final String DEEPER = DEEP + "er";
    private static final String DEEPEST = DEEP + "est";

    private Workflows() {}

    /** Texts by name. */
    static Map<String, String> all() {
        return Map.of(
                FIVE, fiveSteps(FIVE, "noop"),
                FIVE_COSTLY, fiveSteps(FIVE_COSTLY, "noop-costly"),
                FIVE_TEMPLATES, templates(),
                FAN, fan(),
                MAP, map(),
                OPEN, oneStep(OPEN, "agent: nobody"),
                DEEP, oneStep(DEEP, "workflow: " + DEEPER),
                DEEPER, oneStep(DEEPER, "workflow: " + DEEPEST),
                DEEPEST, oneStep(DEEPEST, "agent: noop"));
    }

    private static String oneStep(String name, String step) {
        return "mesh: v1\nworkflow: " + name + "\nsteps:\n  - id: only\n    " + step + "\n    with: ${input}\n";
    }

    /** The text of one of them. */
    public static String source(String name) {
        String source = all().get(name);
        if (source == null) {
            throw new IllegalArgumentException("Expected one of " + all().keySet() + " but found " + name);
        }
        return source;
    }

    /** Each step is given what the one before it gave, wrapped. */
    private static String templates() {
        String steps = "  - id: s0\n    agent: noop\n    with: { q: \"${input}\" }\n"
                + IntStream.range(1, STEPS)
                        .mapToObj(i -> "  - id: s" + i + "\n    agent: noop\n    when: size(steps.s" + (i - 1)
                                + ".output) > 0\n    with: { q: \"${steps.s" + (i - 1) + ".output}\" }\n")
                        .collect(Collectors.joining());
        return "mesh: v1\nworkflow: " + FIVE_TEMPLATES + "\nsteps:\n" + steps;
    }

    private static String fiveSteps(String name, String agent) {
        return "mesh: v1\nworkflow: " + name + "\nsteps:\n"
                + List.of("one", "two", "three", "four", "five").stream()
                        .map(step -> "  - id: " + step + "\n    agent: " + agent + "\n")
                        .collect(Collectors.joining());
    }

    private static String fan() {
        return "mesh: v1\nworkflow: " + FAN + "\nsteps:\n  - id: fan\n    parallel:\n      branches:\n"
                + IntStream.range(0, FAN_WIDTH)
                        .mapToObj(i -> "        b" + i + ": { agent: noop }\n")
                        .collect(Collectors.joining());
    }

    private static String map() {
        return """
                mesh: v1
                workflow: %s
                steps:
                  - id: each
                    map:
                      over: input
                      as: item
                      width: %d
                      do:
                        - agent: noop
                          with: ${item}
                output: ${size(steps.each.outputs)}
                """.formatted(MAP, MAP_WIDTH);
    }
}
