package dev.agentmesh.language.definition;

import dev.agentmesh.core.definition.Overdue;
import dev.agentmesh.core.definition.Person;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;

/** People whom a verb asks by itself, and how they are written. */
final class RandomPerson {
    private RandomPerson() {}

    static Person person(Random random) {
        Optional<Duration> due =
                random.nextBoolean() ? Optional.of(Duration.ofHours(1 + random.nextInt(48))) : Optional.empty();
        return new Person(
                random.nextBoolean()
                        ? Optional.of(random.nextBoolean() ? "role:editor" : "user:ana")
                        : Optional.empty(),
                due,
                random.nextInt(3) == 0 ? Optional.of(Duration.ofMinutes(1 + random.nextInt(90))) : Optional.empty(),
                due.isPresent() && random.nextBoolean() ? new Overdue.Escalate("role:chief") : new Overdue.Fail());
    }

    static String print(Person person) {
        String parts = person.assign().map(who -> ", assign: \"" + who + "\"").orElse("")
                + person.due().map(due -> ", due: " + due.toMinutes() + "m").orElse("")
                + person.reminder()
                        .map(every -> ", reminder: " + every.toMinutes() + "m")
                        .orElse("")
                + (person.overdue() instanceof Overdue.Escalate(String to) ? ", overdue: \"escalate " + to + "\"" : "");
        return parts.isEmpty() ? "human" : "{ human: { " + parts.substring(2) + " } }";
    }
}
