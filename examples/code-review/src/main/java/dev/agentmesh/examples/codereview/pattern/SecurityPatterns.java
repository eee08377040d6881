package dev.agentmesh.examples.codereview.pattern;

import static dev.agentmesh.examples.codereview.pattern.PatternRule.calls;
import static dev.agentmesh.examples.codereview.pattern.PatternRule.text;
import static dev.agentmesh.examples.codereview.source.Language.GROOVY;
import static dev.agentmesh.examples.codereview.source.Language.HTML;
import static dev.agentmesh.examples.codereview.source.Language.JAVA;
import static dev.agentmesh.examples.codereview.source.Language.JAVASCRIPT;
import static dev.agentmesh.examples.codereview.source.Language.KOTLIN;
import static dev.agentmesh.examples.codereview.source.Language.PYTHON;
import static dev.agentmesh.examples.codereview.source.Language.SHELL;
import static dev.agentmesh.examples.codereview.source.Language.TYPESCRIPT;

import java.util.List;

/** Calls that let somebody else decide what runs, and protections switched off. */
final class SecurityPatterns {
    /** The beginning of an SQL statement inside quotes, told from prose by a second keyword. */
    private static final String SQL =
            "(?i:select\\s[^\"'`]{1,200}?\\sfrom|insert\\s+into|update\\s+\\S+\\s+set|delete\\s+from)\\s";

    /** A name in capitals is a constant: a table name, not input. */
    private static final String VARIABLE = "\\s*\\+\\s*(?![A-Z][A-Z0-9_]*\\b(?!\\())[a-zA-Z_]";

    static final List<PatternRule> ALL = List.of(
            // Running commands and code
            calls("pattern/command-execution", "\\bgetRuntime\\(\\)\\s*\\.exec\\(", JAVA, KOTLIN, GROOVY),
            text(
                    "pattern/command-injection",
                    "new ProcessBuilder\\(.*\"-c\"\\s*,\\s*[a-zA-Z_]\\w*(?!\\w*\\s*\\()",
                    JAVA),
            calls(
                    "pattern/shell-true",
                    "\\bsubprocess\\.\\w+\\(.*\\bshell\\s*=\\s*True|^\\s*shell\\s*=\\s*True\\s*,?",
                    PYTHON),
            text(
                    "pattern/command-injection",
                    "\\bos\\.(?:system|popen)\\(\\s*(?:f[\"']|[\"'][^\"']*[\"']\\s*(?:%|\\+|\\.format)|[a-zA-Z_])",
                    PYTHON),
            text(
                    "pattern/command-injection",
                    "\\b(?:exec|execSync)\\(\\s*(?:`[^`]*\\$\\{|[\"'][^\"']*[\"']\\s*\\+)",
                    JAVASCRIPT,
                    TYPESCRIPT),
            calls("pattern/eval", "(?<![.\\w])eval\\(|\\bnew Function\\(", JAVASCRIPT, TYPESCRIPT),
            calls("pattern/eval", "(?<![.\\w])(?:eval|exec)\\((?!\\s*\\))", PYTHON)
                    .unless("\\bast\\.literal_eval|def (?:eval|exec)\\("),
            text("pattern/shell-eval", "(?:^|[;&|]\\s*|\\bthen\\s+|\\bdo\\s+)\\s*eval\\s+[^;]*\\$", SHELL),
            text(
                    "pattern/script-engine-eval",
                    "\\b(?:engine|scriptEngine|nashorn|js)\\.eval\\(\\s*[a-zA-Z_]",
                    JAVA,
                    KOTLIN),
            text("pattern/pipe-to-shell", "\\b(?:curl|wget)\\b[^|;]*\\|\\s*(?:sudo\\s+)?(?:ba|z|da)?sh\\b", SHELL),
            text(
                    "pattern/unguarded-delete",
                    "\\brm\\s+-(?:rf|fr|r\\s+-f)\\s+\"?\\$\\{?\\w+}?\"?/(?:\\*|\\s|$|\")",
                    SHELL),

            // Reading objects from outside
            calls("pattern/java-deserialization", "\\bnew (?:ObjectInputStream|XMLDecoder)\\(", JAVA, KOTLIN),
            calls("pattern/unsafe-yaml", "\\byaml\\.(?:unsafe_load|full_load)\\w*\\(", PYTHON),
            calls("pattern/unsafe-yaml", "\\byaml\\.load(?:_all)?\\(", PYTHON)
                    .unless("SafeLoader|CSafeLoader|BaseLoader"),
            calls(
                    "pattern/pickle",
                    "\\b(?:c?[pP]ickle|dill|marshal|jsonpickle|joblib)\\.(?:loads?|Unpickler|decode)\\(",
                    PYTHON),
            calls(
                            "pattern/xml-external-entities",
                            "\\b(?:DocumentBuilderFactory|SAXParserFactory|XMLInputFactory|TransformerFactory|SchemaFactory)\\.new(?:Instance|Factory|DefaultInstance|DefaultNSInstance)\\(",
                            JAVA)
                    .unlessInFile(
                            "disallow-doctype-decl|FEATURE_SECURE_PROCESSING|ACCESS_EXTERNAL|SUPPORT_DTD|IS_SUPPORTING_EXTERNAL"),

            // Queries and pages built from text
            text(
                    "pattern/sql-concatenation",
                    "[\"'`][^\"'`]*\\b(?i:where|and|or)\\s+[\\w.]+\\s*(?:=|<>|(?i:like))\\s*'?%?[\"'`]" + VARIABLE,
                    JAVA,
                    KOTLIN,
                    GROOVY),
            text("pattern/sql-concatenation", "\"" + SQL + "[^\"]*\"" + VARIABLE, JAVA, KOTLIN, GROOVY),
            text("pattern/sql-concatenation", "[\"'`]" + SQL + "[^\"'`]*[\"'`]" + VARIABLE, JAVASCRIPT, TYPESCRIPT),
            text("pattern/sql-concatenation", "`" + SQL + "[^`]*\\$\\{(?![A-Z][A-Z0-9_]*})", JAVASCRIPT, TYPESCRIPT)
                    .unless("\\b(?:sql|Prisma\\.sql)`"),
            text("pattern/sql-concatenation", "\\b[fF]([\"']{1,3})" + SQL + "[^\\n]*\\{(?![A-Z][A-Z0-9_]*})", PYTHON),
            text(
                    "pattern/sql-concatenation",
                    "([\"'])" + SQL + "[^\"]*\\1(?:\\s*%\\s*[a-zA-Z_(]|\\s*\\.format\\(|" + VARIABLE + ")",
                    PYTHON),
            text(
                            "pattern/html-injection",
                            "\\.(?:inner|outer)HTML\\s*\\+?=(?!=)\\s*(?![\"'`][^\"'`$]*[\"'`]\\s*;?\\s*$)\\S",
                            JAVASCRIPT,
                            TYPESCRIPT,
                            HTML)
                    .unless("(?i)sanitize|purify|escapeHtml"),
            calls(
                            "pattern/html-injection",
                            "\\bdocument\\.write(?:ln)?\\(|\\binsertAdjacentHTML\\(|\\bdangerouslySetInnerHTML\\b",
                            JAVASCRIPT,
                            TYPESCRIPT)
                    .unless("(?i)sanitize|purify"),

            // Cryptography
            text(
                    "pattern/weak-hash",
                    "\\bMessageDigest\\.getInstance\\(\\s*\"(?i:md2|md4|md5|sha-?1)\"|\\bDigestUtils\\.(?:md5|sha1)\\w*\\(|\\bHashing\\.(?:md5|sha1)\\(",
                    JAVA,
                    KOTLIN),
            text("pattern/weak-hash", "\\bhashlib\\.(?:md5|sha1|new\\(\\s*[\"'](?:md5|sha1)[\"'])", PYTHON)
                    .unless("usedforsecurity\\s*=\\s*False"),
            text("pattern/weak-hash", "\\bcreateHash\\(\\s*[\"'`](?i:md5|sha1)[\"'`]", JAVASCRIPT, TYPESCRIPT),
            text(
                    "pattern/weak-cipher",
                    "\\bgetInstance\\(\\s*\"(?:DES(?:ede)?|RC2|RC4|ARCFOUR|Blowfish)\\b|\\bCipher\\.getInstance\\(\\s*\"AES(?:/ECB[^\"]*)?\"",
                    JAVA,
                    KOTLIN),
            text(
                    "pattern/weak-cipher",
                    "\\b(?:DES3?|ARC[24]|Blowfish)\\.new\\(|\\bMODE_ECB\\b|\\bmodes\\.ECB\\(",
                    PYTHON),
            text(
                    "pattern/weak-cipher",
                    "\\bcreateCipher(?:iv)?\\(\\s*[\"'`](?i:des|rc4|bf|[^\"'`]*-ecb)",
                    JAVASCRIPT,
                    TYPESCRIPT),
            calls(
                    "pattern/predictable-random",
                    "(?i)\\b\\w*(?:token|secret|passw|nonce|salt|session|otp|apikey)\\w*\\s*=[^=].*(?:\\bnew Random\\(|\\bMath\\.random\\(|\\brandom\\.(?:random|randint|choice|choices|getrandbits)\\(|ThreadLocalRandom)",
                    JAVA,
                    KOTLIN,
                    JAVASCRIPT,
                    TYPESCRIPT,
                    PYTHON),
            text(
                    "pattern/unverified-token",
                    "\\bverify_signature[\"']?\\s*:\\s*False|\\bjwt\\.decode\\(.*\\bverify\\s*=\\s*False|\\balgorithms?[\"']?\\s*[:=]\\s*\\[?\\s*[\"']none[\"']",
                    PYTHON,
                    JAVASCRIPT,
                    TYPESCRIPT),

            // Connections nobody checks
            calls(
                    "pattern/tls-check-disabled",
                    "\\bcheckServerTrusted\\([^)]*\\)[^{;]*\\{\\s*}|ALLOW_ALL_HOSTNAME_VERIFIER|\\bNoopHostnameVerifier\\b(?!;)|\\bTrustAll(?:Strategy|Certs|Manager)?\\b(?!;)|[hH]ostnameVerifier\\(\\s*\\(\\s*\\w+\\s*,\\s*\\w+\\s*\\)\\s*->\\s*true",
                    JAVA,
                    KOTLIN),
            calls(
                            "pattern/tls-check-disabled",
                            "\\bverify\\s*=\\s*False\\b|\\b_create_unverified_context\\b|\\bssl\\.CERT_NONE\\b|\\bcheck_hostname\\s*=\\s*False",
                            PYTHON)
                    .unless("\\bjwt\\."),
            text(
                    "pattern/tls-check-disabled",
                    "\\brejectUnauthorized[\"']?\\s*:\\s*false|NODE_TLS_REJECT_UNAUTHORIZED[\"'\\]]*\\s*=\\s*[\"']?0",
                    JAVASCRIPT,
                    TYPESCRIPT,
                    SHELL),
            text(
                    "pattern/tls-check-disabled",
                    "\\bcurl\\b.*\\s(?:-[a-zA-Z]*k[a-zA-Z]*|--insecure)(?=\\s|$)|\\bwget\\b.*--no-check-certificate|http\\.sslVerify[= ]+false|StrictHostKeyChecking[= ]+no\\b",
                    SHELL),

            // Open doors
            text("pattern/open-permissions", "\\bchmod\\s+(?:-R\\s+)?(?:0?777|a\\+rwx)\\b", SHELL),
            text(
                    "pattern/open-permissions",
                    "\\bchmod\\([^)]*\\b0o?777\\b|\"rwxrwxrwx\"",
                    PYTHON,
                    JAVASCRIPT,
                    TYPESCRIPT,
                    JAVA),
            calls("pattern/debug-server", "\\.run\\(.*\\bdebug\\s*=\\s*True", PYTHON)
                    .inProduction(),
            text(
                            "pattern/any-origin",
                            "(?i)access-control-allow-origin[\"']?\\s*[,:=]+\\s*[\"']\\*[\"']|@CrossOrigin\\(\\s*(?:origins\\s*=\\s*)?\"\\*\"|\\borigin\\s*:\\s*[\"']\\*[\"']|\\ballow_origins\\s*=\\s*\\[\\s*[\"']\\*[\"']",
                            JAVA,
                            JAVASCRIPT,
                            TYPESCRIPT,
                            PYTHON)
                    .inProduction(),
            calls("pattern/temporary-file-name", "\\btempfile\\.mktemp\\(", PYTHON),
            text("pattern/temporary-file-name", ">\\s*\"?/tmp/[\\w.-]+(?:\\$\\$)?[\\w.-]*\"?(?=\\s|$|;)", SHELL));

    private SecurityPatterns() {}
}
