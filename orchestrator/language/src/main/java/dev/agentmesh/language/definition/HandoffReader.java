package dev.agentmesh.language.definition;

import dev.agentmesh.core.definition.Person;
import dev.agentmesh.core.definition.Verb;
import dev.agentmesh.language.problem.Codes;
import dev.agentmesh.language.yaml.PlainScalar;
import dev.agentmesh.language.yaml.YamlNode;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeSet;

/** Reads {@code handoff}. */
final class HandoffReader {
    private static final int MOST_HOPS = 100;
    private static final int DEFAULT_HOPS = 10;
    private static final double DEFAULT_CONFIDENCE = 0.7;

    private final Reading reading;
    private final MemberReader members;
    private final PersonReader persons;

    HandoffReader(Reading reading, MemberReader members, PersonReader persons) {
        this.reading = reading;
        this.members = members;
        this.persons = persons;
    }

    Optional<Verb> handoff(YamlNode node) {
        Optional<YamlNode.Fields> written = reading.fields(node, "\"handoff\"");
        if (written.isEmpty()) {
            return Optional.empty();
        }
        YamlNode.Fields fields = written.get();
        reading.keys(
                fields, new TreeSet<>(Set.of("start", "to", "max", "confidence", "escalate")), Set.of(), "handoff");
        if (fields.value("start").isEmpty() || fields.value("to").isEmpty()) {
            reading.missing(
                    node.span(),
                    "\"handoff\" needs \"start\" and \"to\"",
                    "handoff:\n  start: triage\n  to:\n    triage: [billing, support]");
            return Optional.empty();
        }
        Map<String, Verb.Member> all = new LinkedHashMap<>();
        Optional<Verb.Member> start = known(fields.value("start").get(), "\"start\"", all);
        var to = allowed(fields.value("to").get(), all);
        Optional<YamlNode> escalated = fields.value("escalate");
        Optional<Verb.Member> escalate =
                escalated.filter(e -> !PersonReader.isMeant(e)).flatMap(e -> known(e, "\"escalate\"", all));
        Optional<Person> person = escalated.filter(PersonReader::isMeant).map(persons::read);
        int max = fields.value("max")
                .map(m -> reading.whole(m, "\"max\"", 1, MOST_HOPS).orElse(DEFAULT_HOPS))
                .orElse(DEFAULT_HOPS);
        double confidence = fields.value("confidence").map(this::share).orElse(DEFAULT_CONFIDENCE);
        start.ifPresent(first -> reached(fields.value("to").get(), first.name(), to, escalate));
        members.count(fields, "a handoff", all.size(), 1);
        return start.map(
                first -> new Verb.Handoff(first, to, List.copyOf(all.values()), max, confidence, escalate, person));
    }

    private Optional<Verb.Member> known(YamlNode node, String what, Map<String, Verb.Member> all) {
        Optional<Verb.Member> member = members.member(node, what);
        member.ifPresent(found -> all.putIfAbsent(found.name(), found));
        return member;
    }

    private SequencedMap<String, SequencedMap<String, List<String>>> allowed(
            YamlNode node, Map<String, Verb.Member> all) {
        var allowed = new LinkedHashMap<String, SequencedMap<String, List<String>>>();
        for (YamlNode.Field field :
                reading.fields(node, "\"to\"").map(YamlNode.Fields::fields).orElse(List.of())) {
            Optional<Verb.Member> from = known(field.key(), "an agent", all);
            SequencedMap<String, List<String>> targets = targets(field, all);
            from.ifPresent(member -> {
                allowed.put(member.name(), targets);
                if (targets.containsKey(member.name())) {
                    reading.problems()
                            .at(field.key().span(), Codes.TEAM, "\"" + field.name() + "\" hands over to itself")
                            .cause("an agent that is not finished has only to go on")
                            .fix("remove it from its own list");
                }
            });
        }
        return allowed;
    }

    /** A list of agents, or a map from an agent to the parts that a handoff to it must have. */
    private SequencedMap<String, List<String>> targets(YamlNode.Field from, Map<String, Verb.Member> all) {
        var targets = new LinkedHashMap<String, List<String>>();
        if (from.value() instanceof YamlNode.Fields templates) {
            for (YamlNode.Field to : templates.fields()) {
                List<String> parts = reading.items(to.value(), "the parts of a handoff")
                        .map(items -> items.items().stream()
                                .flatMap(part -> reading.text(part, "a part of a handoff").stream())
                                .toList())
                        .orElse(List.of());
                known(to.key(), "an agent", all).ifPresent(member -> targets.put(member.name(), parts));
            }
            return targets;
        }
        for (YamlNode to : reading.items(from.value(), "the agents to hand over to")
                .map(YamlNode.Items::items)
                .orElse(List.of())) {
            known(to, "an agent", all).ifPresent(member -> targets.put(member.name(), List.of()));
        }
        return targets;
    }

    private double share(YamlNode node) {
        if (node instanceof YamlNode.Scalar scalar && scalar.style() == YamlNode.Style.PLAIN) {
            PlainScalar.Kind kind = PlainScalar.of(scalar.value()).kind();
            boolean number = kind == PlainScalar.Kind.WHOLE || kind == PlainScalar.Kind.FRACTION;
            if (number && scalar.value().length() < 20) {
                double value = new BigDecimal(scalar.value()).doubleValue();
                if (value < 0 || value > 1) {
                    reading.range(node, "\"confidence\" must be from 0 to 1 but is " + scalar.value());
                }
                return value;
            }
        }
        reading.wrong(node, "\"confidence\"", "a number from 0 to 1");
        return DEFAULT_CONFIDENCE;
    }

    /** Whoever is named can get the task. */
    private void reached(
            YamlNode to,
            String start,
            SequencedMap<String, SequencedMap<String, List<String>>> allowed,
            Optional<Verb.Member> escalate) {
        Set<String> reached = new TreeSet<>(Set.of(start));
        escalate.ifPresent(member -> reached.add(member.name()));
        boolean more = true;
        while (more) {
            more = false;
            for (String from : List.copyOf(reached)) {
                more |= reached.addAll(
                        allowed.getOrDefault(from, new LinkedHashMap<>()).keySet());
            }
        }
        for (YamlNode.Field from : to instanceof YamlNode.Fields fields ? fields.fields() : List.<YamlNode.Field>of()) {
            if (!reached.contains(from.name().replace('/', '.'))) {
                reading.problems()
                        .at(from.key().span(), Codes.UNREACHABLE, "\"" + from.name() + "\" never gets the task")
                        .cause("nobody on the way from \"" + start + "\" may hand over to it")
                        .fix("add it to somebody's list, or remove it");
            }
        }
    }
}
