package dev.agentmesh.localcluster.testing;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.Incompatibility;

/** Confluent's compatibility levels, each a question to Avro's own check. */
enum StubCompatibility {
    NONE(false, false, false),
    BACKWARD(true, false, false),
    BACKWARD_TRANSITIVE(true, false, true),
    FORWARD(false, true, false),
    FORWARD_TRANSITIVE(false, true, true),
    FULL(true, true, false),
    FULL_TRANSITIVE(true, true, true);

    private final boolean newReadsOld;
    private final boolean oldReadsNew;
    private final boolean allVersions;

    StubCompatibility(boolean newReadsOld, boolean oldReadsNew, boolean allVersions) {
        this.newReadsOld = newReadsOld;
        this.oldReadsNew = oldReadsNew;
        this.allVersions = allVersions;
    }

    static StubCompatibility parse(String level) {
        try {
            return valueOf(level.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException unknown) {
            throw StubRefusal.invalidCompatibility(level);
        }
    }

    /** What keeps a schema from following the earlier ones, oldest first; empty if nothing does. */
    List<String> conflicts(Schema candidate, List<Schema> earlier) {
        var compared = allVersions || earlier.isEmpty() ? earlier : List.of(earlier.getLast());
        return compared.stream()
                .flatMap(old -> Stream.concat(
                        newReadsOld ? conflicts(candidate, old) : Stream.empty(),
                        oldReadsNew ? conflicts(old, candidate) : Stream.empty()))
                .distinct()
                .toList();
    }

    private static Stream<String> conflicts(Schema reader, Schema writer) {
        return SchemaCompatibility.checkReaderWriterCompatibility(reader, writer)
                .getResult()
                .getIncompatibilities()
                .stream()
                .map(StubCompatibility::describe);
    }

    private static String describe(Incompatibility conflict) {
        return conflict.getType() + " at " + conflict.getLocation() + ": " + conflict.getMessage();
    }
}
