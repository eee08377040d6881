package dev.agentmesh.examples.codereview.pattern;

import dev.agentmesh.examples.codereview.source.Language;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A rule that one line of code can break.
 *
 * @param rule id in the catalogue
 * @param languages where it holds
 * @param pattern what must be found in the line
 * @param unless what, found in the same line, makes it harmless
 * @param unlessInFile what, found anywhere in the file, makes it harmless
 * @param view which text of the line is looked at
 * @param where which lines are looked at
 */
record PatternRule(
        String rule,
        Set<Language> languages,
        Pattern pattern,
        @Nullable Pattern unless,
        @Nullable Pattern unlessInFile,
        View view,
        Where where) {
    /** What of a line a pattern sees; comments never. */
    enum View {
        CODE,
        WITH_STRINGS
    }

    /** Which lines a rule is about. */
    enum Where {
        ANYWHERE,
        IN_LOOPS,
        /** Neither tests nor scripts: code that serves somebody. */
        PRODUCTION
    }

    static PatternRule calls(String rule, String regex, Language... languages) {
        return rule(rule, regex, View.CODE, languages);
    }

    static PatternRule text(String rule, String regex, Language... languages) {
        return rule(rule, regex, View.WITH_STRINGS, languages);
    }

    private static PatternRule rule(String rule, String regex, View view, Language... languages) {
        return new PatternRule(rule, Set.of(languages), Pattern.compile(regex), null, null, view, Where.ANYWHERE);
    }

    PatternRule unless(String regex) {
        return new PatternRule(rule, languages, pattern, Pattern.compile(regex), unlessInFile, view, where);
    }

    PatternRule unlessInFile(String regex) {
        return new PatternRule(rule, languages, pattern, unless, Pattern.compile(regex), view, where);
    }

    PatternRule inLoops() {
        return new PatternRule(rule, languages, pattern, unless, unlessInFile, view, Where.IN_LOOPS);
    }

    PatternRule inProduction() {
        return new PatternRule(rule, languages, pattern, unless, unlessInFile, view, Where.PRODUCTION);
    }
}
