package dev.agentmesh.language.definition;

import dev.agentmesh.core.definition.Summary;
import dev.agentmesh.core.definition.Verb;
import dev.agentmesh.core.definition.Verb.NextSpeaker;
import dev.agentmesh.core.expression.Expression;
import dev.agentmesh.core.expression.Template;
import dev.agentmesh.language.problem.Codes;
import dev.agentmesh.language.yaml.YamlNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Reads {@code chat} and {@code debate}. */
final class TalkReader {
    private static final int MOST_TURNS = 1_000;
    private static final int DEFAULT_TURNS = 15;
    private static final int DEFAULT_WINDOW = 10;
    private static final int WIDEST_WINDOW = 50;
    private static final int MOST_BETWEEN = 100;
    private static final int DEFAULT_BETWEEN = 10;
    private static final int MOST_ROUNDS = 20;
    private static final int DEFAULT_ROUNDS = 2;
    private static final Pattern AGENT = Pattern.compile("[a-z0-9][a-z0-9-]*(?:/[a-z0-9][a-z0-9-]*)?");
    private static final Pattern SIDE = Pattern.compile("[A-Za-z][A-Za-z0-9-]{0,63}");

    private final Reading reading;
    private final ExpressionReader expressions;
    private final MemberReader members;

    TalkReader(Reading reading, ExpressionReader expressions, MemberReader members) {
        this.reading = reading;
        this.expressions = expressions;
        this.members = members;
    }

    Optional<Verb> chat(YamlNode node, Scope scope, String user) {
        Optional<YamlNode.Fields> written = reading.fields(node, "\"chat\"");
        if (written.isEmpty()) {
            return Optional.empty();
        }
        YamlNode.Fields fields = written.get();
        reading.keys(
                fields,
                new TreeSet<>(
                        Set.of("members", "topic", "next", "max", "until", "signal", "stuck", "window", "summary")),
                Set.of(),
                "chat");
        if (fields.value("members").isEmpty() || fields.value("topic").isEmpty()) {
            reading.missing(
                    node.span(),
                    "\"chat\" needs \"members\" and \"topic\"",
                    "chat:\n  members: [editor, lawyer]\n  topic: ${input.text}");
            return Optional.empty();
        }
        Scope inside = scope.with(List.of("chat"));
        List<Verb.Speaker> speakers = speakers(fields.value("members").get());
        Template topic = expressions.template(fields.value("topic").get(), scope, user);
        NextSpeaker next =
                fields.value("next").flatMap(n -> next(n, inside, user)).orElseGet(NextSpeaker.RoundRobin::new);
        Optional<Expression> until =
                fields.value("until").flatMap(u -> expressions.bare(u, "until", "bool", inside, user));
        return Optional.of(new Verb.Chat(
                speakers,
                topic,
                next,
                whole(fields, "max", 1, MOST_TURNS, DEFAULT_TURNS),
                until,
                signals(fields),
                failsWhenStuck(fields),
                whole(fields, "window", 1, WIDEST_WINDOW, DEFAULT_WINDOW),
                fields.value("summary").flatMap(this::summary)));
    }

    private Optional<Summary> summary(YamlNode node) {
        return reading.fields(node, "\"summary\"").flatMap(fields -> {
            reading.keys(fields, new TreeSet<>(Set.of("every", "by")), Set.of(), "summary");
            if (fields.value("by").isEmpty()) {
                reading.missing(
                        node.span(),
                        "\"summary\" needs \"by\", the agent that sums up",
                        "summary: { every: 10, by: clerk }");
                return Optional.empty();
            }
            int every = whole(fields, "every", 1, MOST_BETWEEN, DEFAULT_BETWEEN);
            return members.member(fields.value("by").get(), "\"by\"", Verb.Chat.SUMMARIZER)
                    .map(by -> new Summary(every, by));
        });
    }

    private int whole(YamlNode.Fields fields, String key, int least, int most, int otherwise) {
        return fields.value(key)
                .map(n -> reading.whole(n, "\"" + key + "\"", least, most).orElse(otherwise))
                .orElse(otherwise);
    }

    /** A list of agents, or a map from an agent to what a moderator should know about it. */
    private List<Verb.Speaker> speakers(YamlNode node) {
        if (!(node instanceof YamlNode.Fields described)) {
            return members.members(node, "\"members\"", 1).stream()
                    .map(member -> new Verb.Speaker(member, ""))
                    .toList();
        }
        var speakers = new ArrayList<Verb.Speaker>();
        Set<String> seen = new HashSet<>();
        for (YamlNode.Field field : described.fields()) {
            Optional<String> about = reading.text(field.value(), "what is said about a member");
            members.member(field.key(), "a member").ifPresent(member -> {
                members.once(field.key(), member, seen);
                speakers.add(new Verb.Speaker(member, about.orElse("")));
            });
        }
        members.count(node, "\"members\"", described.fields().size(), 1);
        return speakers;
    }

    /** {@code round-robin}, an agent's name, or an expression that gives a member's. */
    private Optional<NextSpeaker> next(YamlNode node, Scope scope, String user) {
        if (node instanceof YamlNode.Scalar scalar && scalar.value().equals("round-robin")) {
            return Optional.of(new NextSpeaker.RoundRobin());
        }
        if (node instanceof YamlNode.Scalar scalar
                && AGENT.matcher(scalar.value()).matches()) {
            return members.member(node, "\"next\"", Verb.Chat.MODERATOR).map(NextSpeaker.Moderated::new);
        }
        return expressions.bare(node, "next", "string", scope, user).map(NextSpeaker.Chosen::new);
    }

    private List<String> signals(YamlNode.Fields fields) {
        Optional<YamlNode> written = fields.value("signal");
        if (written.isEmpty()) {
            return List.of();
        }
        List<YamlNode> nodes = written.get() instanceof YamlNode.Items items ? items.items() : List.of(written.get());
        return nodes.stream()
                .flatMap(node -> reading.text(node, "\"signal\"").stream())
                .filter(signal -> !signal.isBlank())
                .toList();
    }

    private boolean failsWhenStuck(YamlNode.Fields fields) {
        Optional<YamlNode> node = fields.value("stuck");
        Optional<String> word = node.flatMap(n -> reading.text(n, "\"stuck\""));
        if (word.isPresent() && !Set.of("end", "fail").contains(word.get())) {
            reading.problems()
                    .at(
                            node.orElse(fields).span(),
                            Codes.WRONG_SHAPE,
                            "\"stuck\" cannot be \"" + Reading.shortened(word.get()) + "\"")
                    .fix("write end or fail");
        }
        return word.equals(Optional.of("fail"));
    }

    Optional<Verb> debate(YamlNode node, Scope scope, String user) {
        Optional<YamlNode.Fields> written = reading.fields(node, "\"debate\"");
        if (written.isEmpty()) {
            return Optional.empty();
        }
        YamlNode.Fields fields = written.get();
        reading.keys(fields, new TreeSet<>(Set.of("motion", "sides", "rounds", "until", "judge")), Set.of(), "debate");
        Optional<YamlNode> motion = fields.value("motion");
        Optional<YamlNode> sides = fields.value("sides");
        Optional<YamlNode> judge = fields.value("judge");
        if (motion.isEmpty() || sides.isEmpty() || judge.isEmpty()) {
            reading.missing(
                    node.span(),
                    "\"debate\" needs \"motion\", \"sides\" and \"judge\"",
                    "debate:\n  motion: We should do it.\n  sides: { for: bull, against: bear }\n  judge: chair");
            return Optional.empty();
        }
        Template text = expressions.template(motion.get(), scope, user);
        List<Verb.Member> read = sides(sides.get());
        Optional<Expression> until = fields.value("until")
                .flatMap(u -> expressions.bare(u, "until", "bool", scope.with(List.of("debate")), user));
        int rounds = whole(fields, "rounds", 1, MOST_ROUNDS, DEFAULT_ROUNDS);
        return members.member(judge.get(), "\"judge\"", Verb.Debate.JUDGE)
                .map(chair -> new Verb.Debate(text, read, rounds, until, chair));
    }

    private List<Verb.Member> sides(YamlNode node) {
        Optional<YamlNode.Fields> fields = reading.fields(node, "\"sides\"");
        var sides = new ArrayList<Verb.Member>();
        for (YamlNode.Field side : fields.map(YamlNode.Fields::fields).orElse(List.of())) {
            reading.name(side.key(), "a side's name", SIDE, "a letter first, then letters, digits and -");
            members.member(side.value(), "a side", side.name()).ifPresent(sides::add);
        }
        fields.ifPresent(
                found -> members.count(node, "\"sides\"", found.fields().size(), 2));
        return sides;
    }
}
