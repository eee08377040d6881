package dev.agentmesh.language.type;

import dev.agentmesh.language.problem.Nearest;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Fields of which some are known by name. */
record KnownFields(Map<String, Shape> members, Others others, Set<String> required) implements Fields {
    /** Whether there can be fields without a name here. */
    enum Others {
        NONE,
        /** The schema allows them; a name that is nearly one of the known ones is still taken for a slip. */
        ALLOWED,
        /** Some are foreseen, under names that are not known. */
        FORESEEN
    }

    KnownFields {
        members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
        required = Set.copyOf(required);
    }

    @Override
    public Shape member(String name) {
        return members.getOrDefault(name, Shape.ANY);
    }

    @Override
    public Optional<List<String>> lacking(String name) {
        if (members.containsKey(name) || others == Others.FORESEEN) {
            return Optional.empty();
        }
        List<String> known = List.copyOf(members.keySet());
        return others == Others.NONE || Nearest.to(name, known).isPresent() ? Optional.of(known) : Optional.empty();
    }

    @Override
    public boolean isClosed() {
        return others == Others.NONE;
    }
}
