package dev.agentmesh.console.projection;

import java.util.Optional;

/** Where a command stands in its topic. */
record CommandPlace(int part, long offset) {
    /** Of an event's cause, {@code topic-partition:offset}; empty when it came from elsewhere. */
    static Optional<CommandPlace> of(String cause, String topic) {
        if (!cause.startsWith(topic + "-")) {
            return Optional.empty();
        }
        String[] numbers = cause.substring(topic.length() + 1).split(":", -1);
        try {
            return numbers.length == 2
                    ? Optional.of(new CommandPlace(Integer.parseInt(numbers[0]), Long.parseLong(numbers[1])))
                    : Optional.empty();
        } catch (NumberFormatException somethingElse) {
            return Optional.empty();
        }
    }
}
