package dev.agentmesh.examples.triage;

import dev.agentmesh.agent.Agent;
import dev.agentmesh.agent.Skill;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Plain code: the same answer for the same question, at no cost, and a person can read why. */
@Agent(
        value = "rules",
        about = "Reads what rules can read, and decides what rules may decide",
        width = 32,
        costly = false)
public final class Rules {
    /** Below it a refund of a private customer is paid without a person. */
    static final BigDecimal SMALL = new BigDecimal("50");
    /** Below it what a model says is a guess. */
    static final double SURE = 0.8;

    private static final Pattern ORDER = Pattern.compile("\\b[A-Z]{2}-\\d{4,8}\\b");
    private static final Pattern AMOUNT = Pattern.compile("(\\d{1,6}(?:\\.\\d{2})?)\\s?(?:EUR|€)");
    private static final List<String> ALARMS =
            List.of("production is down", "everything is down", "cannot log in at all");

    /**
     * What stands in a message.
     *
     * @param category empty when no rule can tell
     */
    public record Facts(List<String> orders, Optional<BigDecimal> amount, Optional<Category> category) {}

    /** What is done, and why. */
    public record Decision(Action action, String why) {}

    /** What can be done. */
    public enum Action {
        PAGE_ON_CALL,
        PAY_REFUND,
        ASK_PERSON,
        ANSWER
    }

    @Skill(about = "Finds order numbers and amounts, and the category where a rule can tell")
    public Facts read(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        Optional<Category> category =
                ALARMS.stream().anyMatch(lower::contains) ? Optional.of(Category.OUTAGE) : Optional.empty();
        Matcher amount = AMOUNT.matcher(text);
        return new Facts(
                ORDER.matcher(text)
                        .results()
                        .map(found -> found.group())
                        .distinct()
                        .toList(),
                amount.find() ? Optional.of(new BigDecimal(amount.group(1))) : Optional.empty(),
                category);
    }

    /** @param confidence 1 for what a rule said */
    @Skill(about = "Decides what is done with a message of a category")
    public Decision decide(Category category, double confidence, String customer, Optional<BigDecimal> amount) {
        if (confidence < SURE) {
            return new Decision(Action.ASK_PERSON, "the model is not sure: " + confidence);
        }
        return switch (category) {
            case OUTAGE -> new Decision(Action.PAGE_ON_CALL, "an outage does not wait");
            case REFUND -> refund(customer, amount);
            case INVOICE, OTHER -> new Decision(Action.ANSWER, "nothing is paid or broken");
        };
    }

    private static Decision refund(String customer, Optional<BigDecimal> amount) {
        if (!customer.equals("private")) {
            return new Decision(Action.ASK_PERSON, "refunds of business customers are agreed upon");
        }
        return amount.filter(sum -> sum.compareTo(SMALL) < 0)
                .map(sum -> new Decision(
                        Action.PAY_REFUND, sum.stripTrailingZeros().toPlainString() + " EUR is below " + SMALL))
                .orElseGet(
                        () -> new Decision(Action.ASK_PERSON, "the amount is missing, or not below " + SMALL + " EUR"));
    }
}
