package dev.agentmesh.language.definition;

import dev.agentmesh.core.definition.Verb;
import dev.agentmesh.core.expression.Expression;
import dev.agentmesh.language.problem.Codes;
import dev.agentmesh.language.problem.Nearest;
import dev.agentmesh.language.yaml.PlainScalar;
import dev.agentmesh.language.yaml.YamlNode;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Reads {@code vote}. */
final class VoteReader {
    private static final List<String> RULES = Stream.of(Verb.Rule.values())
            .map(rule -> rule.name().toLowerCase(Locale.ROOT))
            .toList();

    private final Reading reading;
    private final ExpressionReader expressions;
    private final MemberReader members;
    private final PersonReader persons;

    VoteReader(Reading reading, ExpressionReader expressions, MemberReader members, PersonReader persons) {
        this.reading = reading;
        this.expressions = expressions;
        this.members = members;
        this.persons = persons;
    }

    Optional<Verb> vote(YamlNode node, Scope scope, String user) {
        Optional<YamlNode.Fields> written = reading.fields(node, "\"vote\"");
        if (written.isEmpty()) {
            return Optional.empty();
        }
        YamlNode.Fields fields = written.get();
        reading.keys(
                fields,
                new TreeSet<>(Set.of("voters", "ballot", "rule", "quorum", "weights", "tie", "override")),
                Set.of(),
                "vote");
        if (fields.value("voters").isEmpty() || fields.value("ballot").isEmpty()) {
            reading.missing(
                    node.span(),
                    "\"vote\" needs \"voters\" and \"ballot\"",
                    "vote:\n  voters: [rater-a, rater-b, rater-c]\n  ballot: output.rating");
            return Optional.empty();
        }
        Scope inside = scope.with(List.of("output"));
        List<Verb.Member> voters = members.members(fields.value("voters").get(), "\"voters\"", 1);
        Optional<Expression> ballot = expressions.bare(fields.value("ballot").get(), "ballot", "any", inside, user);
        Verb.Rule rule = fields.value("rule").flatMap(this::rule).orElse(Verb.Rule.MAJORITY);
        int most = Math.max(1, voters.size());
        int quorum = fields.value("quorum")
                .map(q -> reading.whole(q, "\"quorum\"", 1, most).orElse(most))
                .orElse(most);
        Verb.Weights weights = fields.value("weights")
                .map(w -> weights(w, voters, inside, user))
                .orElseGet(Verb.Weights.Equal::new);
        Verb.Tie tie = fields.value("tie").flatMap(this::tie).orElseGet(Verb.Tie.Fail::new);
        Optional<Verb.Member> override =
                fields.value("override").flatMap(o -> members.member(o, "\"override\"", Verb.Vote.OVERRIDE));
        return ballot.map(b -> new Verb.Vote(voters, b, rule, quorum, weights, tie, override));
    }

    private Optional<Verb.Rule> rule(YamlNode node) {
        Optional<String> word = reading.text(node, "\"rule\"");
        if (word.isPresent() && !RULES.contains(word.get())) {
            reading.problems()
                    .at(node.span(), Codes.WRONG_SHAPE, "\"rule\" cannot be \"" + Reading.shortened(word.get()) + "\"")
                    .suggest(Nearest.to(word.get(), RULES))
                    .fix("write one of " + String.join(", ", RULES));
            return Optional.empty();
        }
        return word.map(name -> Verb.Rule.valueOf(name.toUpperCase(Locale.ROOT)));
    }

    /** By voter, or an expression over each voter's output. */
    private Verb.Weights weights(YamlNode node, List<Verb.Member> voters, Scope scope, String user) {
        if (!(node instanceof YamlNode.Fields fields)) {
            return expressions
                    .bare(node, "weights", "any", scope, user)
                    .<Verb.Weights>map(Verb.Weights.Told::new)
                    .orElseGet(Verb.Weights.Equal::new);
        }
        var weights = new LinkedHashMap<String, BigDecimal>();
        List<String> names = voters.stream().map(Verb.Member::name).toList();
        for (YamlNode.Field field : fields.fields()) {
            String name = field.name().replace('/', '.');
            if (!names.contains(name)) {
                reading.problems()
                        .at(field.key().span(), Codes.TEAM, "\"" + Reading.shortened(field.name()) + "\" does not vote")
                        .suggest(Nearest.to(name, names))
                        .cause("voters: " + Reading.shortened(String.join(", ", names)))
                        .fix("name a voter");
            }
            weight(field.value()).ifPresent(weight -> weights.put(name, weight));
        }
        return new Verb.Weights.Fixed(weights);
    }

    private Optional<BigDecimal> weight(YamlNode node) {
        if (node instanceof YamlNode.Scalar scalar && scalar.style() == YamlNode.Style.PLAIN) {
            PlainScalar.Kind kind = PlainScalar.of(scalar.value()).kind();
            boolean number = kind == PlainScalar.Kind.WHOLE || kind == PlainScalar.Kind.FRACTION;
            if (number && scalar.value().length() < 20 && !scalar.value().startsWith("-")) {
                return Optional.of(new BigDecimal(scalar.value()));
            }
        }
        reading.wrong(node, "a weight", "a number that is not negative");
        return Optional.empty();
    }

    private Optional<Verb.Tie> tie(YamlNode node) {
        if (node instanceof YamlNode.Scalar scalar && scalar.value().equals("first")) {
            return Optional.of(new Verb.Tie.First());
        }
        if (node instanceof YamlNode.Scalar scalar && scalar.value().equals("fail")) {
            return Optional.of(new Verb.Tie.Fail());
        }
        if (PersonReader.isMeant(node)) {
            return Optional.of(new Verb.Tie.Asked(persons.read(node)));
        }
        return members.member(node, "\"tie\"", Verb.Vote.TIE).map(Verb.Tie.Decider::new);
    }
}
