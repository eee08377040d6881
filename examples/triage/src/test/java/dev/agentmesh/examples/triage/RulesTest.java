package dev.agentmesh.examples.triage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentmesh.examples.triage.Rules.Action;
import dev.agentmesh.examples.triage.Rules.Facts;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RulesTest {
    private final Rules rules = new Rules();

    @Test
    void orders_and_amounts_are_found_and_the_category_only_where_words_leave_no_doubt() {
        assertThat(rules.read("Please give me back 20.50 EUR for AB-1234, not for XY-99999 or AB-1234"))
                .isEqualTo(new Facts(
                        List.of("AB-1234", "XY-99999"), Optional.of(new BigDecimal("20.50")), Optional.empty()));
        assertThat(rules.read("PRODUCTION IS DOWN").category()).hasValue(Category.OUTAGE);
        assertThat(rules.read("").orders()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "OUTAGE, 1.0, business, , PAGE_ON_CALL",
        "REFUND, 0.9, private, 49.99, PAY_REFUND",
        "REFUND, 0.9, private, 50, ASK_PERSON",
        "REFUND, 0.9, private, , ASK_PERSON",
        "REFUND, 0.9, business, 1, ASK_PERSON",
        "REFUND, 0.79, private, 1, ASK_PERSON",
        "INVOICE, 0.8, private, , ANSWER",
    })
    void what_is_done_follows_from_the_category_the_money_and_how_sure_the_model_is(
            Category category, double confidence, String customer, @Nullable BigDecimal amount, Action action) {
        assertThat(rules.decide(category, confidence, customer, Optional.ofNullable(amount))
                        .action())
                .isEqualTo(action);
    }
}
