package dev.agentmesh.language.dsl;

import dev.agentmesh.core.definition.Person;
import dev.agentmesh.core.definition.Verb;
import dev.agentmesh.core.expression.Expression;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SequencedMap;
import java.util.function.Function;

/**
 * Many answers, one result.
 *
 * @param <B> what a voter answers with
 */
public final class Vote<B> extends Described<Vote.Result> {
    private final Expression ballot;
    private final List<Verb.Member> voters = new ArrayList<>();
    private final SequencedMap<String, BigDecimal> weights = new LinkedHashMap<>();
    private Verb.Rule rule = Verb.Rule.MAJORITY;
    private OptionalInt quorum = OptionalInt.empty();
    private Optional<Expression> told = Optional.empty();
    private Verb.Tie tie = new Verb.Tie.Fail();
    private Optional<Verb.Member> override = Optional.empty();

    /** What a vote gives; who or what won is {@code get("winner", ...)}. */
    public record Result(String by, Map<String, Object> votes, Map<String, Double> counts) {}

    private Vote(Expression ballot) {
        this.ballot = ballot;
    }

    /** @param ballot what of an answer is counted */
    public static <B> Vote<B> by(Class<B> answers, Function<Value<B>, Value<?>> ballot) {
        return new Vote<>(new Expression(ballot.apply(new Value<>("output")).expression()));
    }

    public Vote<B> voters(String... agents) {
        for (String agent : agents) {
            voters.add(Called.member(agent));
        }
        return this;
    }

    public Vote<B> rule(Verb.Rule how) {
        rule = how;
        return this;
    }

    /** How many ballots there must be; all unless said. */
    public Vote<B> quorum(int ballots) {
        quorum = OptionalInt.of(ballots);
        return this;
    }

    /** What a voter's ballot counts; 1 unless said. */
    public Vote<B> weight(String voter, BigDecimal weight) {
        weights.put(Called.name(voter), weight);
        return this;
    }

    /** What a ballot counts, as its voter says. */
    public Vote<B> weightedBy(Function<Value<B>, Value<? extends Number>> weight) {
        told = Optional.of(new Expression(weight.apply(new Value<>("output")).expression()));
        return this;
    }

    /** What was voted for first wins a tie. */
    public Vote<B> firstWinsTies() {
        tie = new Verb.Tie.First();
        return this;
    }

    /** An agent breaks ties. */
    public Vote<B> tiesTo(String agent) {
        tie = new Verb.Tie.Decider(Called.member(Verb.Vote.TIE, agent));
        return this;
    }

    /** A person breaks ties, or says that no ballot wins. */
    public Vote<B> tiesTo(Person person) {
        tie = new Verb.Tie.Asked(person);
        return this;
    }

    /** An agent decides whenever ballots differ. */
    public Vote<B> override(String agent) {
        override = Optional.of(Called.member(Verb.Vote.OVERRIDE, agent));
        return this;
    }

    private Verb.Weights weights() {
        return told.<Verb.Weights>map(Verb.Weights.Told::new)
                .orElseGet(() -> weights.isEmpty() ? new Verb.Weights.Equal() : new Verb.Weights.Fixed(weights));
    }

    @Override
    Verb verb() {
        return new Verb.Vote(voters, ballot, rule, quorum.orElse(voters.size()), weights(), tie, override);
    }
}
