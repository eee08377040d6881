package dev.agentmesh.core.pattern;

import dev.agentmesh.core.definition.Verb;
import dev.agentmesh.core.expression.EvaluationFailed;
import dev.agentmesh.core.value.Json;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/** Counts ballots. The same ballots in the same order give the same result everywhere. */
record Tally(List<Ballot> ballots) {
    /** @param weight not negative */
    record Ballot(String voter, Json value, BigDecimal weight) {}

    /**
     * What the rule says.
     *
     * @param winner empty where it says nothing: a tie, or not enough
     * @param leading who shares the lead, in the order they were first voted for
     */
    record Result(Optional<Json> winner, List<Json> leading, SequencedMap<Json, BigDecimal> counts) {}

    Tally {
        ballots = List.copyOf(ballots);
    }

    Result count(Verb.Rule rule) throws EvaluationFailed {
        return switch (rule) {
            case MAJORITY -> atLeast(counts(ballots), true);
            case PLURALITY -> atLeast(counts(ballots), false);
            case UNANIMOUS -> unanimous();
            case MEAN -> number(mean());
            case MEDIAN -> number(median());
            case RANKED -> ranked();
        };
    }

    boolean differ() {
        return ballots.stream().map(Ballot::value).distinct().count() > 1;
    }

    private static SequencedMap<Json, BigDecimal> counts(List<Ballot> ballots) {
        SequencedMap<Json, BigDecimal> counts = new LinkedHashMap<>();
        ballots.forEach(ballot -> counts.merge(ballot.value(), ballot.weight(), BigDecimal::add));
        return counts;
    }

    private static BigDecimal sum(SequencedMap<Json, BigDecimal> counts) {
        return counts.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static Result atLeast(SequencedMap<Json, BigDecimal> counts, boolean majority) {
        BigDecimal most =
                counts.values().stream().max(Comparator.naturalOrder()).orElse(BigDecimal.ZERO);
        List<Json> leading = counts.entrySet().stream()
                .filter(entry -> entry.getValue().compareTo(most) == 0)
                .map(java.util.Map.Entry::getKey)
                .toList();
        boolean enough = !majority || isMajority(most, sum(counts));
        return new Result(
                leading.size() == 1 && enough ? Optional.of(leading.getFirst()) : Optional.empty(), leading, counts);
    }

    private static boolean isMajority(BigDecimal part, BigDecimal all) {
        return part.add(part).compareTo(all) > 0;
    }

    private Result unanimous() {
        SequencedMap<Json, BigDecimal> counts = counts(ballots);
        List<Json> leading = List.copyOf(counts.sequencedKeySet());
        return new Result(leading.size() == 1 ? Optional.of(leading.getFirst()) : Optional.empty(), leading, counts);
    }

    private Result number(Optional<BigDecimal> value) {
        return new Result(value.map(Json.Number::new), List.of(), counts(ballots));
    }

    private static BigDecimal number(Ballot ballot) throws EvaluationFailed {
        Optional<BigDecimal> number = ballot.value().asNumber();
        if (number.isEmpty()) {
            throw unfit(ballot, "a number");
        }
        return number.get();
    }

    private static EvaluationFailed unfit(Ballot ballot, String expected) {
        return new EvaluationFailed(
                "MESH-4149",
                "The rule takes " + expected + " from each voter, but the ballot of \"" + ballot.voter() + "\" is "
                        + ballot.value().payload());
    }

    private Optional<BigDecimal> mean() throws EvaluationFailed {
        BigDecimal sum = BigDecimal.ZERO;
        BigDecimal weight = BigDecimal.ZERO;
        for (Ballot ballot : ballots) {
            sum = sum.add(number(ballot).multiply(ballot.weight()));
            weight = weight.add(ballot.weight());
        }
        return weight.signum() == 0 ? Optional.empty() : Optional.of(sum.divide(weight, MathContext.DECIMAL64));
    }

    /** The value at which half of the weight is reached; between two of them where that is exactly half. */
    private Optional<BigDecimal> median() throws EvaluationFailed {
        List<Ballot> sorted = new ArrayList<>();
        BigDecimal all = BigDecimal.ZERO;
        for (Ballot ballot : ballots) {
            number(ballot);
            all = all.add(ballot.weight());
            if (ballot.weight().signum() > 0) {
                sorted.add(ballot);
            }
        }
        sorted.sort(Comparator.comparing(ballot -> ballot.value().asNumber().orElseThrow()));
        BigDecimal below = BigDecimal.ZERO;
        for (int i = 0; i < sorted.size(); i++) {
            below = below.add(sorted.get(i).weight());
            int half = below.add(below).compareTo(all);
            if (half > 0) {
                return Optional.of(number(sorted.get(i)));
            }
            if (half == 0) {
                BigDecimal both = number(sorted.get(i)).add(number(sorted.get(i + 1)));
                return Optional.of(both.divide(BigDecimal.TWO, MathContext.DECIMAL64));
            }
        }
        return Optional.empty();
    }

    /** Instant run-off: while nobody has more than half, the weakest drops out; of equally weak ones the one named last. */
    private Result ranked() throws EvaluationFailed {
        List<Json> left = new ArrayList<>();
        for (Ballot ballot : ballots) {
            preferences(ballot).stream()
                    .filter(choice -> !left.contains(choice))
                    .forEach(left::add);
        }
        while (true) {
            SequencedMap<Json, BigDecimal> counts = favourites(left);
            Result now = atLeast(counts, true);
            if (now.winner().isPresent() || now.leading().size() == left.size()) {
                return now;
            }
            BigDecimal least =
                    counts.values().stream().min(Comparator.naturalOrder()).orElseThrow();
            left.remove(counts.entrySet().stream()
                    .filter(entry -> entry.getValue().compareTo(least) == 0)
                    .map(java.util.Map.Entry::getKey)
                    .reduce((_, later) -> later)
                    .orElseThrow());
        }
    }

    private SequencedMap<Json, BigDecimal> favourites(List<Json> left) throws EvaluationFailed {
        SequencedMap<Json, BigDecimal> counts = new LinkedHashMap<>();
        left.forEach(choice -> counts.put(choice, BigDecimal.ZERO));
        for (Ballot ballot : ballots) {
            preferences(ballot).stream()
                    .filter(left::contains)
                    .findFirst()
                    .ifPresent(choice -> counts.merge(choice, ballot.weight(), BigDecimal::add));
        }
        return counts;
    }

    private static List<Json> preferences(Ballot ballot) throws EvaluationFailed {
        if (ballot.value() instanceof Json.Array(List<Json> items) && !items.isEmpty()) {
            return items;
        }
        throw unfit(ballot, "a list, the favourite first,");
    }
}
