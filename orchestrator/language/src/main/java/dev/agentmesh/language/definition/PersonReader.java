package dev.agentmesh.language.definition;

import dev.agentmesh.core.definition.Person;
import dev.agentmesh.language.yaml.YamlNode;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Reads {@code human} where a verb asks a person by itself: the word, or a map under it that says who and how long. */
final class PersonReader {
    private static final String HUMAN = "human";

    private final Reading reading;
    private final HumanReader humans;

    PersonReader(Reading reading, HumanReader humans) {
        this.reading = reading;
        this.humans = humans;
    }

    /** Whether a person is meant, and not an agent or another word. */
    static boolean isMeant(YamlNode node) {
        return switch (node) {
            case YamlNode.Scalar scalar -> scalar.value().equals(HUMAN);
            case YamlNode.Fields fields -> fields.value(HUMAN).isPresent();
            case YamlNode.Items _ -> false;
        };
    }

    /** Of a node that {@link #isMeant}. */
    Person read(YamlNode node) {
        if (!(node instanceof YamlNode.Fields outer)) {
            return Person.anybody();
        }
        reading.keys(outer, new TreeSet<>(Set.of(HUMAN)), Set.of(), "a person");
        return outer.value(HUMAN)
                .flatMap(value -> reading.fields(value, "\"human\""))
                .map(humans::person)
                .orElseGet(Person::anybody);
    }

    /** A review by a person; {@code auto}, which is what happens when nothing is said, is none. */
    Optional<Person> review(YamlNode node) {
        if (isMeant(node)) {
            return Optional.of(read(node));
        }
        if (!(node instanceof YamlNode.Scalar scalar && scalar.value().equals("auto"))) {
            reading.wrong(node, "\"review\"", "auto, human, or { human: { assign: role:NAME, due: 24h } }");
        }
        return Optional.empty();
    }
}
