package dev.agentmesh.localcluster.testing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;

/** What a registry remembers: one id per schema, versions per subject, compatibility levels. Not thread-safe. */
final class StubSubjects {

    /** @param deleted hidden from everything but its id and its version number, which are never given out again */
    record Registered(String subject, int version, int id, Schema schema, String text, boolean deleted) {

        Registered asDeleted() {
            return new Registered(subject, version, id, schema, text, true);
        }
    }

    private final SequencedMap<Schema, Integer> ids = new LinkedHashMap<>();
    private final TreeMap<String, List<Registered>> subjects = new TreeMap<>();
    private final TreeMap<String, StubCompatibility> levels = new TreeMap<>();
    private StubCompatibility globalLevel = StubCompatibility.BACKWARD_TRANSITIVE;

    List<String> names() {
        return subjects.keySet().stream()
                .filter(subject -> !live(subject).isEmpty())
                .toList();
    }

    /** The versions of a subject that are not deleted, oldest first. */
    List<Registered> versions(String subject) {
        var live = live(subject);
        if (live.isEmpty()) {
            throw StubRefusal.subjectNotFound(subject);
        }
        return live;
    }

    /** @param version a number or {@code latest} */
    Registered version(String subject, String version) {
        var live = versions(subject);
        if (version.equals("latest")) {
            return live.getLast();
        }
        var number = number(version);
        return live.stream()
                .filter(one -> one.version() == number)
                .findFirst()
                .orElseThrow(() -> StubRefusal.versionNotFound(version));
    }

    Registered lookup(String subject, String text) {
        var schema = parse(text);
        return versions(subject).stream()
                .filter(one -> one.schema().equals(schema))
                .findFirst()
                .orElseThrow(StubRefusal::schemaNotFound);
    }

    /** The same schema again is the same version again. */
    Registered register(String subject, String text) {
        var schema = parse(text);
        var known = live(subject).stream()
                .filter(one -> one.schema().equals(schema))
                .findFirst();
        if (known.isPresent()) {
            return known.get();
        }
        var conflicts = conflicts(subject, schema, live(subject));
        if (!conflicts.isEmpty()) {
            throw StubRefusal.incompatible(subject, String.join(", ", conflicts));
        }
        var id = ids.computeIfAbsent(schema, first -> ids.size() + 1);
        var all = subjects.computeIfAbsent(subject, first -> new ArrayList<>());
        var registered = new Registered(subject, all.size() + 1, id, schema, schema.toString(), false);
        all.add(registered);
        return registered;
    }

    /** @param against a version, {@code latest}, or empty for all that the subject's level compares with */
    List<String> conflicts(String subject, String text, Optional<String> against) {
        var schema = parse(text);
        var earlier = against.map(version -> List.of(version(subject, version))).orElseGet(() -> live(subject));
        return conflicts(subject, schema, earlier);
    }

    String schemaById(int id) {
        return ids.entrySet().stream()
                .filter(entry -> entry.getValue() == id)
                .findFirst()
                .orElseThrow(StubRefusal::schemaNotFound)
                .getKey()
                .toString();
    }

    List<Registered> usesOf(int id) {
        schemaById(id);
        return subjects.values().stream()
                .flatMap(List::stream)
                .filter(one -> one.id() == id && !one.deleted())
                .toList();
    }

    /** Hides a subject or one version of it; ids stay known, because records with them are still out there. */
    List<Integer> delete(String subject, Optional<String> version) {
        var doomed = version.map(one -> List.of(version(subject, one))).orElseGet(() -> versions(subject));
        subjects.computeIfPresent(
                subject,
                (name, all) -> new ArrayList<>(all.stream()
                        .map(one -> doomed.contains(one) ? one.asDeleted() : one)
                        .toList()));
        return doomed.stream().map(Registered::version).toList();
    }

    StubCompatibility globalLevel() {
        return globalLevel;
    }

    void setGlobalLevel(StubCompatibility level) {
        globalLevel = level;
    }

    Optional<StubCompatibility> level(String subject) {
        return Optional.ofNullable(levels.get(subject));
    }

    void setLevel(String subject, StubCompatibility level) {
        levels.put(subject, level);
    }

    private List<String> conflicts(String subject, Schema schema, List<Registered> earlier) {
        return level(subject)
                .orElse(globalLevel)
                .conflicts(schema, earlier.stream().map(Registered::schema).toList());
    }

    private List<Registered> live(String subject) {
        return Stream.ofNullable(subjects.get(subject))
                .flatMap(List::stream)
                .filter(one -> !one.deleted())
                .toList();
    }

    private static Schema parse(String text) {
        try {
            return new Schema.Parser().parse(text);
        } catch (AvroRuntimeException invalid) {
            throw StubRefusal.invalidSchema(String.valueOf(invalid.getMessage()));
        }
    }

    private static int number(String version) {
        try {
            var number = Integer.parseInt(version);
            if (number >= 1) {
                return number;
            }
        } catch (NumberFormatException notANumber) {
            // Refused below like a number that is out of range.
        }
        throw StubRefusal.invalidVersion(version);
    }
}
