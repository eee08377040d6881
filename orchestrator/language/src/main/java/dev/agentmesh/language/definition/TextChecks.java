package dev.agentmesh.language.definition;

import dev.agentmesh.language.problem.Characters;
import dev.agentmesh.language.problem.Codes;
import dev.agentmesh.language.problem.Problems;
import dev.agentmesh.language.problem.SourceText;
import dev.agentmesh.language.problem.Span;
import dev.agentmesh.language.yaml.YamlNode;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Checks that look at characters, not at meaning: what cannot be seen, and what must not be seen. */
final class TextChecks {
    private static final int ZERO_WIDTH_NON_JOINER = 0x200c;
    private static final int ZERO_WIDTH_JOINER = 0x200d;
    private static final double RANDOM_LOOKING = 2.5;

    private static final List<Pattern> SECRETS = List.of(
            Pattern.compile("\\bsk-[A-Za-z0-9_-]{20,}"),
            Pattern.compile("\\b(?:AKIA|ASIA)[0-9A-Z]{16}\\b"),
            Pattern.compile("\\bgh[pousr]_[A-Za-z0-9]{30,}"),
            Pattern.compile("\\bgithub_pat_[A-Za-z0-9_]{30,}"),
            Pattern.compile("\\bglpat-[A-Za-z0-9_-]{20,}"),
            Pattern.compile("\\bxox[abprs]-[A-Za-z0-9-]{10,}"),
            Pattern.compile("\\bAIza[0-9A-Za-z_-]{35}"),
            Pattern.compile("\\beyJ[A-Za-z0-9_-]{10,}\\.[A-Za-z0-9_-]{10,}\\.[A-Za-z0-9_-]{10,}"),
            Pattern.compile("-----BEGIN [A-Z ]*PRIVATE KEY-----"));
    private static final Pattern SECRET_KEY =
            Pattern.compile("(?i)(?:.*[_-])?(?:password|passwd|secret|token|api[_-]?key|authorization|credentials?)");

    private TextChecks() {}

    static void invisible(Problems problems) {
        SourceText source = problems.source();
        for (int i = 0; i < source.length(); i++) {
            int point = source.at(i);
            if (Characters.isUnprintable(point) && !isJoiner(source, i)) {
                problems.at(new Span(i, 1), Codes.INVISIBLE, "invisible character U+" + Characters.hex(point))
                        .cause("a person does not see it, a program does: two names that look alike would differ")
                        .fix("delete it; where it is meant, write it as \\u" + Characters.hex(point)
                                + " in double quotes");
            }
        }
    }

    /** Scripts and emoji that need joiners may have them. */
    private static boolean isJoiner(SourceText source, int index) {
        int point = source.at(index);
        return (point == ZERO_WIDTH_JOINER || point == ZERO_WIDTH_NON_JOINER)
                && index > 0
                && index + 1 < source.length()
                && source.at(index - 1) > 0x2ff
                && source.at(index + 1) > 0x2ff;
    }

    /** Refuses what looks like a secret: a definition is kept for ever and shown to everyone. */
    static void secret(Problems problems, String key, YamlNode.Scalar scalar) {
        for (Pattern pattern : SECRETS) {
            Matcher matcher = pattern.matcher(scalar.value());
            if (matcher.find()) {
                report(problems, scalar);
                return;
            }
        }
        String value = scalar.value();
        boolean literal = value.length() >= 8 && !value.contains("${") && !value.contains(" ");
        if (literal && SECRET_KEY.matcher(key).matches() && entropy(value) >= RANDOM_LOOKING) {
            report(problems, scalar);
        }
    }

    private static void report(Problems problems, YamlNode.Scalar scalar) {
        problems.at(scalar.span(), Codes.SECRET, "this looks like a secret")
                .secret()
                .cause("a definition is stored for ever and everyone who sees runs can read it")
                .fix("take it out, revoke it, and give it to the agent's process as an environment variable");
    }

    /** Bits per character. */
    private static double entropy(String text) {
        double length = text.length();
        return text.chars()
                .distinct()
                .mapToDouble(c -> text.chars().filter(other -> other == c).count() / length)
                .map(share -> -share * Math.log(share) / Math.log(2))
                .sum();
    }
}
