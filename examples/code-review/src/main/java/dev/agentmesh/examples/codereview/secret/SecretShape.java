package dev.agentmesh.examples.codereview.secret;

import java.util.List;
import java.util.regex.Pattern;

/**
 * The published shape of a provider's key.
 *
 * @param rule the rule it is reported under
 * @param what its name for a person
 * @param pattern what it looks like; group 1 is the secret
 * @param hint lower-case text a line must contain for the pattern to be tried; empty tries every line
 * @param shown how many leading characters are public knowledge and may be shown
 */
record SecretShape(String rule, String what, Pattern pattern, String hint, int shown) {
    private static final String END = "(?![A-Za-z0-9_-])";
    private static final String START = "(?<![A-Za-z0-9_-])";

    static final List<SecretShape> KNOWN = List.of(
            shape("aws-access-key", "AWS access key id", "((?:AKIA|ASIA)[A-Z2-7]{16})", "ia", 4),
            new SecretShape(
                    "secret/aws-secret-key",
                    "AWS secret access key",
                    Pattern.compile("(?i)aws.{0,24}(?:secret|sk).{0,24}[\"'=: ]([A-Za-z0-9/+]{40})(?![A-Za-z0-9/+=])"),
                    "aws",
                    0),
            shape("github-token", "GitHub token", "(gh[pousr]_[A-Za-z0-9]{36,255})", "gh", 4),
            shape("github-token", "GitHub fine-grained token", "(github_pat_[A-Za-z0-9_]{40,255})", "github_pat_", 11),
            shape("gitlab-token", "GitLab token", "(glpat-[A-Za-z0-9_-]{20,64})", "glpat-", 6),
            shape("slack-token", "Slack token", "(xox[abeoprs]-[A-Za-z0-9-]{16,255})", "xox", 5),
            new SecretShape(
                    "secret/slack-webhook",
                    "Slack webhook",
                    Pattern.compile("hooks\\.slack\\.com/services/(T[A-Z0-9]{6,}/B[A-Z0-9]{6,}/[A-Za-z0-9]{16,})"),
                    "hooks.slack.com",
                    0),
            shape("google-api-key", "Google API key", "(AIza[0-9A-Za-z_-]{35})", "aiza", 4),
            shape("stripe-key", "Stripe live key", "([sr]k_live_[0-9a-zA-Z]{16,255})", "k_live_", 8),
            shape("anthropic-key", "Anthropic key", "(sk-ant-[A-Za-z0-9_-]{40,200})", "sk-ant-", 7),
            shape("openai-key", "OpenAI key", "(sk-(?:proj-|svcacct-)?[A-Za-z0-9_-]{40,200})", "sk-", 3),
            shape("npm-token", "npm token", "(npm_[A-Za-z0-9]{36})", "npm_", 4),
            shape("pypi-token", "PyPI token", "(pypi-AgEI[A-Za-z0-9_-]{50,255})", "pypi-", 5),
            shape("sendgrid-key", "SendGrid key", "(SG\\.[A-Za-z0-9_-]{22}\\.[A-Za-z0-9_-]{43})", "sg.", 3),
            shape("huggingface-token", "Hugging Face token", "(hf_[A-Za-z]{34})", "hf_", 3),
            shape("digitalocean-token", "DigitalOcean token", "(do[opr]_v1_[0-9a-f]{64})", "_v1_", 7),
            shape("telegram-token", "Telegram bot token", "([0-9]{8,10}:AA[A-Za-z0-9_-]{33})", ":aa", 0),
            shape(
                    "jwt",
                    "JSON Web Token",
                    "(eyJ[A-Za-z0-9_-]{8,}\\.eyJ[A-Za-z0-9_-]{8,}\\.[A-Za-z0-9_-]{16,})",
                    "eyj",
                    3),
            new SecretShape(
                    "secret/azure-storage-key",
                    "Azure storage key",
                    Pattern.compile("AccountKey=([A-Za-z0-9+/]{86}==)"),
                    "accountkey=",
                    0));

    private static SecretShape shape(String name, String what, String pattern, String hint, int shown) {
        return new SecretShape("secret/" + name, what, Pattern.compile(START + pattern + END), hint, shown);
    }
}
