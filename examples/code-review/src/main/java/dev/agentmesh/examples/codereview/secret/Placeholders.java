package dev.agentmesh.examples.codereview.secret;

import java.util.regex.Pattern;

/** Tells values that stand for a secret from secrets: documentation, templates, test doubles, names of settings. */
final class Placeholders {
    /** Strong enough to clear even a value with the exact shape of a key: providers' own documentation uses these. */
    private static final Pattern DOCUMENTED =
            Pattern.compile("(?i).*(example|placeholder|redacted|changeme|dummy|fake|(x{4,})|(0{8,})|(1234567890)).*");

    private static final Pattern STANDS_IN = Pattern.compile(
            "(?i).*(change[-_]?(me|it)|your[-_]|my[-_]?(secret|pass|key|token)|insert|replace|todo|sample|test|mock|stub"
                    + "|foo|bar(?![a-z0-9])|default|none|null|undefined|secret|passw|token|hunter2|letmein|qwerty|abc123"
                    + "|12345|xxx|\\*{3}|\\.{3}|…|correct-?horse).*");
    private static final Pattern TEMPLATE = Pattern.compile(
            ".*(\\$\\{|\\$\\(|\\{\\{|\\$[A-Za-z_]|<[^>]*>|%[sd(]|%[A-Z_]+%|#\\{|@[a-z.]+@|\\{[a-z_]*}|\\[[^]]*-[^]]*]|\\\\[dwsb]).*");
    private static final Pattern LOOKUP = Pattern.compile(
            "(?i).*(process\\.env|os\\.environ|getenv|System\\.|config[.\\[(]|settings[.\\[]|vault:|secretsmanager|ssm:|file:|env:).*");

    /** Words joined by one kind of separator, a dotted name, a path: something a person made up to be read. */
    private static final Pattern READABLE = Pattern.compile(
            "[A-Za-z]+|[A-Za-z]+([-_. :/][A-Za-z]+[0-9]{0,2})+|[/~.][\\w./-]*|https?://[^:@]*|#[0-9a-fA-F]{3,8}|[0-9.:-]+");

    private Placeholders() {}

    /** For values whose shape alone says that they are keys. */
    static boolean isDocumented(String value) {
        return DOCUMENTED.matcher(value).matches() || Entropy.bitsPerCharacter(value) < 2.0;
    }

    /** For values of which only the name they are assigned to says that they are secret. */
    static boolean isPlaceholder(String value) {
        return isDocumented(value)
                || STANDS_IN.matcher(value).matches()
                || TEMPLATE.matcher(value).matches()
                || LOOKUP.matcher(value).matches()
                || READABLE.matcher(value).matches();
    }
}
