package dev.agentmesh.examples.codereview;

import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.agentmesh.examples.codereview.finding.LineRange;
import dev.agentmesh.examples.codereview.finding.RuleCatalogue;
import dev.agentmesh.examples.codereview.pattern.PatternScanner;
import dev.agentmesh.examples.codereview.secret.SecretScanner;
import dev.agentmesh.examples.codereview.source.Language;
import dev.agentmesh.examples.codereview.source.SourceText;
import dev.agentmesh.examples.codereview.text.TextRules;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A file is input from strangers: no expression may need more than time in proportion to its size. */
class HostileInputTest {
    private static final int BYTES = 128 * 1024;
    private static final Duration LONGEST = Duration.ofSeconds(10);
    private static final RuleCatalogue RULES = RuleCatalogue.standard();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "a.",
                "a-",
                " ",
                "\t ",
                "/",
                "\"",
                "'",
                "`",
                "(",
                "{",
                "[a-",
                "\\",
                "password",
                "password=",
                "aws secret ",
                "http://a:",
                "select a from ",
                "where a = ",
                "eyJ",
                "sk-",
                "TODO ",
                "for (",
                "x = \"",
                "<<<<<<< "
            })
    void the_same_text_over_and_over_takes_no_longer_than_any_other(String piece) {
        for (int length : List.of(990, 3_990, BYTES)) {
            String line = piece.repeat(length / piece.length());
            String text = (line + "\n").repeat(BYTES / (line.length() + 1));
            assertTimeoutPreemptively(LONGEST, () -> scan(text, Language.JAVASCRIPT), () -> piece + " x " + length);
        }
    }

    @ParameterizedTest
    @EnumSource
    void every_language_copes_with_every_sign(Language language) {
        String line = "a b.c(\"d\" + e) /* f */ // g # h 'i' `j ${k}` <l> password = \"m1!n2?o3\" for do done {x} ";
        String text = (line.repeat(9) + "\n").repeat(BYTES / (line.length() * 9 + 1));
        assertTimeoutPreemptively(LONGEST, () -> scan(text, language), language::id);
    }

    private static void scan(String text, Language language) {
        SourceText source = SourceText.of("src/a", language, text);
        new SecretScanner(RULES).scan(source);
        PatternScanner.security(RULES).scan(source);
        PatternScanner.performance(RULES).scan(source);
        new TextRules(RULES, 120).check(source, List.of(new LineRange(1, 1)));
    }
}
