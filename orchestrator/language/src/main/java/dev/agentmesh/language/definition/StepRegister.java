package dev.agentmesh.language.definition;

import dev.agentmesh.language.problem.Codes;
import dev.agentmesh.language.problem.Nearest;
import dev.agentmesh.language.problem.Problems;
import dev.agentmesh.language.problem.Span;
import dev.agentmesh.language.yaml.YamlNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Every step id of one definition: unique, derived where none is written, and where each one stands. */
final class StepRegister {
    static final Pattern ID = Pattern.compile("[A-Za-z][A-Za-z0-9_-]{0,127}");
    static final String ID_RULE = "a letter first, then letters, digits, _ and -, at most 128";

    private record Entry(String id, Span place, Optional<String> map) {}

    private final Problems problems;
    private final Map<String, Entry> byFolded = new LinkedHashMap<>();
    private final Set<String> written = new HashSet<>();
    private final Map<String, Integer> derived = new HashMap<>();
    private final List<Scope.Unseen> unseen = new ArrayList<>();

    StepRegister(Problems problems) {
        this.problems = problems;
    }

    /** Notes the ids that are written anywhere below, so that no derived id takes one of them. */
    void note(YamlNode node) {
        switch (node) {
            case YamlNode.Scalar _ -> {}
            case YamlNode.Items items -> items.items().forEach(this::note);
            case YamlNode.Fields fields -> {
                for (YamlNode.Field field : fields.fields()) {
                    if (field.name().equals("id") && field.value() instanceof YamlNode.Scalar id) {
                        written.add(folded(id.value()));
                    }
                    if (field.name().equals("nodes") && field.value() instanceof YamlNode.Fields nodes) {
                        nodes.fields().forEach(one -> written.add(folded(one.name())));
                    }
                    note(field.value());
                }
            }
        }
    }

    /** The variables that are set anywhere below. */
    Set<String> variablesIn(YamlNode node) {
        var found = new HashSet<String>();
        collect(node, found);
        return found;
    }

    private static void collect(YamlNode node, Set<String> found) {
        switch (node) {
            case YamlNode.Scalar _ -> {}
            case YamlNode.Items items -> items.items().forEach(item -> collect(item, found));
            case YamlNode.Fields fields -> {
                for (YamlNode.Field field : fields.fields()) {
                    if (field.name().equals("set") && field.value() instanceof YamlNode.Fields values) {
                        values.fields().forEach(value -> found.add(value.name()));
                    }
                    collect(field.value(), found);
                }
            }
        }
    }

    /** An id for a step that has none: {@code base}, then base-2, base-3. */
    String derive(String base) {
        while (true) {
            int count = derived.merge(base, 1, Integer::sum);
            String id = count == 1 ? base : base + "-" + count;
            if (!written.contains(folded(id)) && !byFolded.containsKey(folded(id))) {
                return id;
            }
        }
    }

    /** @param map the step whose items this one runs in, if any */
    void add(String id, Span place, Optional<String> map) {
        Entry first = byFolded.putIfAbsent(folded(id), new Entry(id, place, map));
        if (first == null) {
            return;
        }
        int line = problems.source().line(first.place().start());
        if (first.id().equals(id)) {
            problems.at(place, Codes.DUPLICATE_ID, "two steps have the id \"" + id + "\"")
                    .cause("the first one stands in line " + line)
                    .fix("give one of them another id");
        } else {
            problems.at(
                            place,
                            Codes.DUPLICATE_ID,
                            "the ids \"" + first.id() + "\" and \"" + id + "\" differ only by case")
                    .cause("the first one stands in line " + line + "; people and file systems mix them up")
                    .fix("give one of them another id");
        }
    }

    void use(Scope.Unseen use) {
        unseen.add(use);
    }

    /** How many uses have seen no step so far. */
    int mark() {
        return unseen.size();
    }

    /** What goes turn by turn sees all of its steps, those that come later as they were in the turn before. */
    void turnsSee(int since, Scope body) {
        List<Scope.Unseen> inside = unseen.subList(since, unseen.size());
        for (Scope.Unseen use : List.copyOf(inside)) {
            body.own(use.id()).ifPresent(known -> {
                inside.remove(use);
                use.seen().accept(known);
            });
        }
    }

    /**
     * Says of each use that saw no step why it could not. An id that is written but was not read stands inside of
     * something that has a problem of its own.
     */
    void judge() {
        for (Scope.Unseen use : unseen) {
            Optional<Entry> entry = Optional.ofNullable(byFolded.get(folded(use.id())));
            if (entry.isPresent() && entry.get().id().equals(use.id())) {
                notVisible(use, entry.get());
            } else if (!written.contains(folded(use.id()))) {
                unknown(use);
            }
        }
    }

    private void notVisible(Scope.Unseen use, Entry entry) {
        int line = problems.source().line(entry.place().start());
        if (use.user().equals("step \"" + use.id() + "\"")) {
            problems.at(use.place(), Codes.STEP_NOT_VISIBLE, "step \"" + use.id() + "\" uses itself")
                    .cause("a step has no output before it ran")
                    .fix("use an earlier step");
        } else if (entry.map().isPresent()) {
            problems.at(
                            use.place(),
                            Codes.STEP_NOT_VISIBLE,
                            use.user() + " uses steps." + use.id() + ", which runs once for each item of \""
                                    + entry.map().get() + "\"")
                    .cause("outside of the map there is not one such step but many")
                    .fix("read all of them: " + reference(entry.map().get()) + ".outputs");
        } else {
            problems.at(
                            use.place(),
                            Codes.STEP_NOT_VISIBLE,
                            use.user() + " uses steps." + use.id() + ", which comes later or in another branch")
                    .cause("\"" + use.id() + "\" stands in line " + line)
                    .fix("move the step, or use it after the branches have joined");
        }
    }

    private void unknown(Scope.Unseen use) {
        List<String> ids = byFolded.values().stream().map(Entry::id).toList();
        Optional<String> dashed =
                ids.stream().filter(id -> id.startsWith(use.id() + "-")).findFirst();
        if (dashed.isPresent()) {
            problems.at(
                            use.place(),
                            Codes.STEP_NOT_VISIBLE,
                            use.user() + " uses steps." + use.id() + ", which does not exist")
                    .suggest(Optional.of(reference(dashed.get())))
                    .cause("in an expression \"-\" is a minus")
                    .fix("write " + reference(dashed.get()));
            return;
        }
        problems.at(
                        use.place(),
                        Codes.STEP_NOT_VISIBLE,
                        use.user() + " uses steps." + use.id() + ", which does not exist")
                .suggest(Nearest.to(use.id(), ids))
                .cause(
                        ids.isEmpty()
                                ? "there are no steps"
                                : "steps here: " + Reading.shortened(String.join(", ", ids)))
                .fix("use the id of an earlier step");
    }

    /** How an expression names a step. */
    static String reference(String id) {
        return id.contains("-") ? "steps[\"" + id + "\"]" : "steps." + id;
    }

    /** Whether {@code name} is the part before a dash of some step's id. */
    boolean isBeforeDash(String name) {
        String start = folded(name) + "-";
        return byFolded.keySet().stream().anyMatch(id -> id.startsWith(start))
                || written.stream().anyMatch(id -> id.startsWith(start));
    }

    private static String folded(String id) {
        return id.toLowerCase(Locale.ROOT);
    }
}
