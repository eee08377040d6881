package dev.agentmesh.examples.codereview.secret;

import dev.agentmesh.examples.codereview.finding.Finding;
import dev.agentmesh.examples.codereview.finding.Rule;
import dev.agentmesh.examples.codereview.finding.RuleCatalogue;
import dev.agentmesh.examples.codereview.finding.Severity;
import dev.agentmesh.examples.codereview.source.Language;
import dev.agentmesh.examples.codereview.source.SourceText;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds credentials, in any language, comments included: a key in a comment is as public as one in code. */
public final class SecretScanner {
    private static final int LONGEST_LINE = 4_000;
    private static final Pattern PRIVATE_KEY =
            Pattern.compile("-----BEGIN (?:(?:RSA|EC|DSA|OPENSSH|ENCRYPTED|PGP) )?PRIVATE KEY(?: BLOCK)?-----(.*)");
    private static final Pattern KEY_MATERIAL =
            Pattern.compile("[\"'+\\s]*(?:\\\\n)?[\"'+\\s]*[A-Za-z0-9+/=]{16,}.*|Proc-Type:.*");
    private static final Pattern CONNECTION = Pattern.compile(
            "(?i)\\b((?:jdbc:)?[a-z][a-z0-9+]{1,14})://([^\\s:/@\"'`<>]{0,64}):([^\\s@/\"'`<>]{3,128})@([a-z0-9.\\[\\]:-]+)");
    private static final Pattern LONG_LITERAL = Pattern.compile("[\"'`]([A-Za-z0-9+/_-]{40,200}={0,2})[\"'`]");
    private static final Pattern DIGEST_CONTEXT = Pattern.compile(
            "(?i)(?:sha-?(1|2|256|384|512)|md5|digest|checksum|integrity|hash|fingerprint|etag|uuid|commit|revision|alphabet|public[_-]?key|data:|base64,|://)");

    private final RuleCatalogue rules;

    public SecretScanner(RuleCatalogue rules) {
        this.rules = rules;
    }

    /** At most one finding per line: the most telling one. */
    public List<Finding> scan(SourceText source) {
        List<Finding> findings = new ArrayList<>();
        BitSet taken = new BitSet();
        for (int i = 0; i < source.lines().size(); i++) {
            String line = source.lines().get(i);
            if (line.length() <= LONGEST_LINE) {
                scanLine(source, i, line, findings, taken);
            }
        }
        return findings;
    }

    private void scanLine(SourceText source, int index, String line, List<Finding> findings, BitSet taken) {
        String lower = line.toLowerCase(Locale.ROOT);
        for (SecretShape shape : SecretShape.KNOWN) {
            if (lower.contains(shape.hint())) {
                Matcher match = shape.pattern().matcher(line);
                if (match.find() && !Placeholders.isDocumented(match.group(1))) {
                    report(source, index, shape, match.group(1), findings, taken);
                }
            }
        }
        privateKey(source, index, line, findings, taken);
        connection(source, index, line, findings, taken);
        assignment(source, index, line, findings, taken);
        longLiteral(source, index, line, findings, taken);
    }

    private void report(
            SourceText source, int index, SecretShape shape, String secret, List<Finding> findings, BitSet taken) {
        String text = shape.what() + " " + secret.substring(0, shape.shown()) + "… (" + secret.length()
                + " characters) in the repository";
        add(source, shape.rule(), index, text, findings, taken);
    }

    private void privateKey(SourceText source, int index, String line, List<Finding> findings, BitSet taken) {
        Matcher match = PRIVATE_KEY.matcher(line);
        if (!match.find()) {
            return;
        }
        // The header alone is what parsers look for; only key material after it makes it a key.
        String next = index + 1 < source.lines().size() ? source.lines().get(index + 1) : "";
        if (KEY_MATERIAL.matcher(match.group(1)).matches()
                || KEY_MATERIAL.matcher(next).matches()) {
            add(source, "secret/private-key", index, "Private key in the repository", findings, taken);
        }
    }

    private void connection(SourceText source, int index, String line, List<Finding> findings, BitSet taken) {
        Matcher match = CONNECTION.matcher(line);
        while (match.find()) {
            String user = match.group(2);
            String password = match.group(3);
            boolean local = match.group(4)
                    .matches("(?i)(localhost|127\\..*|\\[?::1.*|db|host|postgres|mysql|redis|rabbitmq)(:.*)?");
            boolean harmless = password.equalsIgnoreCase(user) || Placeholders.isPlaceholder(password);
            if (!harmless && !(local && source.isTest())) {
                String text = "Password (" + password.length() + " characters) in a " + match.group(1) + " address";
                add(source, "secret/connection-string", index, text, findings, taken);
                return;
            }
        }
    }

    private void assignment(SourceText source, int index, String line, List<Finding> findings, BitSet taken) {
        if (source.isTest() || source.language() == Language.MARKDOWN) {
            return;
        }
        AssignedSecret.Quoting quoting =
                unquotedValues(source.language()) ? AssignedSecret.Quoting.OPTIONAL : AssignedSecret.Quoting.REQUIRED;
        AssignedSecret.in(line, quoting).ifPresent(secret -> {
            String text =
                    "Value of \"" + secret.name() + "\" (" + secret.length() + " characters) looks like a real secret";
            add(source, "secret/hard-coded-password", index, text, findings, taken);
        });
    }

    private void longLiteral(SourceText source, int index, String line, List<Finding> findings, BitSet taken) {
        if (source.isTest() || taken.get(index) || !source.language().hasOwnRules()) {
            return;
        }
        Matcher match = LONG_LITERAL.matcher(line);
        while (match.find()) {
            String value = match.group(1);
            if (hasThreeKinds(value)
                    && !DIGEST_CONTEXT.matcher(line).find()
                    && Entropy.bitsPerCharacter(value) >= 4.7
                    && !Placeholders.isPlaceholder(value)) {
                String text = "Literal of " + value.length() + " random-looking characters";
                add(source, "secret/high-entropy-literal", index, text, findings, taken);
                return;
            }
        }
    }

    private void add(SourceText source, String id, int index, String message, List<Finding> findings, BitSet taken) {
        if (taken.get(index)) {
            return;
        }
        taken.set(index);
        Rule rule = rules.rule(id);
        Severity severity = source.isTest() ? rule.severity().lower().lower() : rule.severity();
        findings.add(rule.at(index + 1, index + 1, severity, message));
    }

    private static boolean hasThreeKinds(String value) {
        return value.matches(".*[0-9].*") && value.matches(".*[a-z].*") && value.matches(".*[A-Z].*");
    }

    private static boolean unquotedValues(Language language) {
        return switch (language) {
            case PROPERTIES, YAML, SHELL, DOCKERFILE, TOML, TEXT -> true;
            case JAVA,
                    PYTHON,
                    JAVASCRIPT,
                    TYPESCRIPT,
                    KOTLIN,
                    GROOVY,
                    SCALA,
                    GO,
                    RUST,
                    C,
                    CSHARP,
                    PHP,
                    RUBY,
                    SQL,
                    HTML,
                    CSS,
                    XML,
                    JSON,
                    TERRAFORM,
                    MARKDOWN,
                    MAKEFILE -> false;
        };
    }
}
