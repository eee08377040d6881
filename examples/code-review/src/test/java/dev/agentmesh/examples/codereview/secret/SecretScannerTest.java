package dev.agentmesh.examples.codereview.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.agentmesh.examples.codereview.finding.Finding;
import dev.agentmesh.examples.codereview.finding.RuleCatalogue;
import dev.agentmesh.examples.codereview.finding.Severity;
import dev.agentmesh.examples.codereview.source.Language;
import dev.agentmesh.examples.codereview.source.SourceText;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys are put together here, so that no scanner of this repository takes them for real ones. */
class SecretScannerTest {
    private static final String LETTERS = "abcdefghijkmnopqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";

    private final SecretScanner scanner = new SecretScanner(RuleCatalogue.standard());

    static Stream<Arguments> keys() {
        return Stream.of(
                Arguments.of("aws-access-key", "AKIA" + upper(16)),
                Arguments.of("github-token", "ghp_" + random(36)),
                Arguments.of("github-token", "github_pat_" + random(22) + "_" + random(40)),
                Arguments.of("gitlab-token", "glpat-" + random(20)),
                Arguments.of("slack-token", "xoxb-" + digits(12) + "-" + random(24)),
                Arguments.of("google-api-key", "AIza" + random(35)),
                Arguments.of("stripe-key", "sk_live_" + random(24)),
                Arguments.of("openai-key", "sk-proj-" + random(48)),
                Arguments.of("anthropic-key", "sk-ant-" + random(60)),
                Arguments.of("npm-token", "npm_" + random(36)),
                Arguments.of("sendgrid-key", "SG." + random(22) + "." + random(43)),
                Arguments.of("telegram-token", digits(10) + ":AA" + random(33)),
                Arguments.of("jwt", "eyJ" + random(20) + ".eyJ" + random(40) + "." + random(43)));
    }

    @ParameterizedTest
    @MethodSource("keys")
    void a_key_of_known_shape_is_found_and_never_repeated(String rule, String key) {
        List<Finding> findings = scan("src/App.java", Language.JAVA, "class App {\n  // " + key + "\n}\n");
        assertThat(findings).singleElement().satisfies(finding -> {
            assertThat(finding.rule()).isEqualTo("secret/" + rule);
            assertThat(finding.line()).isEqualTo(2);
            assertThat(finding.message()).doesNotContain(key.substring(key.length() - 12));
        });
    }

    @Test
    void an_aws_secret_key_is_told_by_its_name() {
        String line = "aws_secret_access_key = " + random(40);
        assertThat(rules(".aws/credentials", Language.PROPERTIES, line)).containsExactly("secret/aws-secret-key");
        assertThat(rules("a.py", Language.PYTHON, "commit_sha = '" + "0a1b2c3d".repeat(5) + "'"))
                .isEmpty();
    }

    @Test
    void a_private_key_needs_key_material_after_its_header() {
        String header = "-----BEGIN RSA PRIVATE " + "KEY-----";
        assertThat(rules("id_rsa", Language.TEXT, header + "\n" + random(64))).containsExactly("secret/private-key");
        assertThat(rules("a.js", Language.JAVASCRIPT, "const k = \"" + header + "\\n" + random(60) + "\""))
                .containsExactly("secret/private-key");
        assertThat(rules("Pem.java", Language.JAVA, "if (text.startsWith(\"" + header + "\")) {\n  parse();"))
                .isEmpty();
    }

    @Test
    void a_password_in_an_address_is_found_unless_it_stands_for_one() {
        assertThat(rules("a.yaml", Language.YAML, "url: postgres://app:" + random(14) + "@db.example.org/shop"))
                .containsExactly("secret/connection-string");
        assertThat(rules("a.yaml", Language.YAML, "url: postgres://app:${DB_PASSWORD}@db.example.org/shop"))
                .isEmpty();
        assertThat(rules("a.yaml", Language.YAML, "url: postgres://postgres:postgres@localhost/shop"))
                .isEmpty();
        assertThat(rules("a.yaml", Language.YAML, "url: https://user:password@host/path"))
                .isEmpty();
        assertThat(rules("a.yaml", Language.YAML, "url: https://example.org:8443/a@b"))
                .isEmpty();
    }

    @Test
    void an_assigned_password_is_found_in_any_spelling() {
        String password = "k9#" + random(9);
        for (String line : List.of(
                "String password = \"" + password + "\";",
                "\"dbPassword\": \"" + password + "\",",
                "client_secret => '" + password + "'",
                "settings.put(\"api.key\", \"" + password + "\");".replace("api.key", "apiKey"))) {
            assertThat(rules("src/a.js", Language.JAVASCRIPT, line))
                    .as(line)
                    .containsExactly("secret/hard-coded-password");
        }
        assertThat(rules(".env", Language.PROPERTIES, "DB_PASSWORD=" + password.replace("#", "x")))
                .containsExactly("secret/hard-coded-password");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "String password = \"changeme\";",
                "String password = System.getenv(\"DB_PASSWORD_2\");",
                "password: ${DB_PASSWORD}",
                "password: \"{{ vault_password_1 }}\"",
                "String PASSWORD_FIELD = \"password-input-2\";",
                "String tokenUrl = \"https://login.example.org/oauth2/v2.0/token\";",
                "label.password=Enter1your2password",
                "secretName: my-service-credentials",
                "token = \"<your-token-1>\"",
                "token = tokens[index]",
                "\"token\": \"com.example.auth.TokenProvider2\"",
                "private static final String TOKEN_HEADER = \"X-Auth-Token-2\";",
                "apiKey = 'YOUR_API_KEY_123'",
                "pattern(\"token\", \"(xox[a-z]-[A-Za-z0-9-]{16,255})\")",
                "password = 'xxxxxxxxxxxx1'"
            })
    void what_stands_for_a_secret_is_none(String line) {
        assertThat(rules("src/a.yaml", Language.YAML, line)).isEmpty();
        assertThat(rules("src/A.java", Language.JAVA, line)).isEmpty();
    }

    @Test
    void the_keys_of_providers_own_documentation_are_none() {
        assertThat(rules("a.py", Language.PYTHON, "key = 'AKIA" + "IOSFODNN7EXAMPLE'"))
                .isEmpty();
        assertThat(rules("a.py", Language.PYTHON, "t = 'ghp_" + "x".repeat(36) + "'"))
                .isEmpty();
    }

    @Test
    void tests_and_documentation_may_invent_passwords_but_real_keys_are_still_told() {
        String line = "password = 'k9#" + random(9) + "'";
        assertThat(rules("src/test/java/ATest.java", Language.JAVA, line)).isEmpty();
        assertThat(rules("README.md", Language.MARKDOWN, line)).isEmpty();
        assertThat(scan("src/test/java/ATest.java", Language.JAVA, "\"ghp_" + random(36) + "\""))
                .singleElement()
                .satisfies(finding -> assertThat(finding.severity()).isEqualTo(Severity.medium));
    }

    @Test
    void a_long_random_literal_is_told_apart_from_checksums_and_prose() {
        assertThat(rules("a.js", Language.JAVASCRIPT, "const seed = \"" + random(48) + "\""))
                .hasSizeLessThanOrEqualTo(1);
        assertThat(rules("a.js", Language.JAVASCRIPT, "const x = \"aB3dE5fG7hJ9kL2mN4pQ6rS8tU0vW1xY3zA5bC7d\""))
                .containsExactly("secret/high-entropy-literal");
        assertThat(rules("a.js", Language.JAVASCRIPT, "integrity = \"aB3dE5fG7hJ9kL2mN4pQ6rS8tU0vW1xY3zA5bC7d\""))
                .isEmpty();
        assertThat(rules("a.js", Language.JAVASCRIPT, "const x = \"thisIsAVeryLongIdentifierThatPeopleCanRead\""))
                .isEmpty();
    }

    @Test
    void one_line_gives_one_finding() {
        assertThat(rules("a.py", Language.PYTHON, "github_token = 'ghp_" + random(36) + "'"))
                .containsExactly("secret/github-token");
    }

    @Test
    void entropy_is_counted_in_bits_per_character() {
        assertThat(Entropy.bitsPerCharacter("aaaa")).isZero();
        assertThat(Entropy.bitsPerCharacter("abcd")).isCloseTo(2.0, within(1e-9));
        assertThat(Entropy.bitsPerCharacter("aabb")).isCloseTo(1.0, within(1e-9));
    }

    private List<String> rules(String path, Language language, String text) {
        return scan(path, language, text).stream().map(Finding::rule).toList();
    }

    private List<Finding> scan(String path, Language language, String text) {
        return scanner.scan(SourceText.of(path, language, text));
    }

    private static String random(int length) {
        return of(LETTERS, length);
    }

    private static String upper(int length) {
        return of("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", length);
    }

    private static String digits(int length) {
        return of("123456789", length);
    }

    /** The same in every run: a test must not depend on luck. Every letter at most twice, so entropy is high. */
    private static String of(String alphabet, int length) {
        Random random = new Random(length * 31L + alphabet.length());
        StringBuilder text = new StringBuilder();
        while (text.length() < length) {
            char c = alphabet.charAt(random.nextInt(alphabet.length()));
            long seen = text.chars().filter(other -> other == c).count();
            if (seen < 1 + length / alphabet.length() + 1) {
                text.append(c);
            }
        }
        return text.toString();
    }
}
