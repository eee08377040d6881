package dev.agentmesh.language.type;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What is known of a map's fields. */
public interface Fields {
    /** Of a map of which nothing is known. */
    Fields UNKNOWN = new Fields() {
        @Override
        public Shape member(String name) {
            return Shape.ANY;
        }
    };

    /** The value under a name; anything where the name is not known. */
    Shape member(String name);

    /** The names there are, when {@code name} is surely none of them. */
    default Optional<List<String>> lacking(String name) {
        return Optional.empty();
    }

    /** The fields that are always there. */
    default Set<String> required() {
        return Set.of();
    }

    /** Whether there is surely no field that has no name here. */
    default boolean isClosed() {
        return false;
    }
}
