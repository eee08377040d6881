package dev.agentmesh.examples.codereview.source;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Languages we tell apart, by file name and by first line. The lower-case name is what crosses the wire. */
public enum Language {
    JAVA(Syntax.BRACES, "java"),
    PYTHON(Syntax.PYTHON, "py", "pyi", "pyw"),
    JAVASCRIPT(Syntax.SCRIPT, "js", "mjs", "cjs", "jsx", "vue", "svelte"),
    TYPESCRIPT(Syntax.SCRIPT, "ts", "mts", "cts", "tsx"),
    SHELL(Syntax.HASH, "sh", "bash", "zsh", "ksh", "bats"),
    KOTLIN(Syntax.BRACES, "kt", "kts"),
    GROOVY(Syntax.BRACES, "groovy", "gradle"),
    SCALA(Syntax.BRACES, "scala"),
    GO(Syntax.SCRIPT, "go"),
    RUST(Syntax.BRACES, "rs"),
    C(Syntax.BRACES, "c", "h", "cc", "cpp", "cxx", "hpp", "hh"),
    CSHARP(Syntax.BRACES, "cs"),
    PHP(Syntax.BRACES, "php"),
    RUBY(Syntax.HASH, "rb", "rake"),
    SQL(Syntax.NONE, "sql"),
    HTML(Syntax.NONE, "html", "htm", "xhtml"),
    CSS(Syntax.NONE, "css", "scss", "less"),
    XML(Syntax.NONE, "xml", "xsd", "xsl", "wsdl", "svg", "pom"),
    JSON(Syntax.NONE, "json", "jsonl", "avsc", "webmanifest"),
    YAML(Syntax.HASH, "yaml", "yml"),
    TOML(Syntax.HASH, "toml"),
    PROPERTIES(Syntax.HASH, "properties", "ini", "cfg", "conf", "env"),
    TERRAFORM(Syntax.HASH, "tf", "tfvars", "hcl"),
    MARKDOWN(Syntax.NONE, "md", "markdown", "mdx", "rst", "adoc", "txt"),
    DOCKERFILE(Syntax.HASH, "dockerfile"),
    MAKEFILE(Syntax.HASH, "mk", "makefile"),
    TEXT(Syntax.NONE);

    /** How comments, strings and blocks are written. */
    enum Syntax {
        /** Slash comments, braces, text blocks in triple quotes. */
        BRACES,
        /** Slash comments, braces, back-quoted strings over several lines, regex literals. */
        SCRIPT,
        /** Hash comments, blocks by indentation, triple-quoted strings. */
        PYTHON,
        /** Hash comments where a word begins. */
        HASH,
        /** Not split at all. */
        NONE
    }

    private static final Map<String, Language> BY_EXTENSION = Arrays.stream(values())
            .flatMap(language -> language.extensions.stream().map(extension -> Map.entry(extension, language)))
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
    private static final Map<String, Language> BY_ID =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(Language::id, Function.identity()));

    private final Syntax syntax;
    private final List<String> extensions;

    Language(Syntax syntax, String... extensions) {
        this.syntax = syntax;
        this.extensions = List.of(extensions);
    }

    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    Syntax syntax() {
        return syntax;
    }

    /** Whether rules beyond plain text and secrets exist; such files are reviewed first when not all can be. */
    public boolean hasOwnRules() {
        return this == JAVA || this == PYTHON || this == JAVASCRIPT || this == TYPESCRIPT || this == SHELL;
    }

    /** The language with this wire name; {@link #TEXT} for names we do not know. */
    public static Language of(String id) {
        return BY_ID.getOrDefault(id.toLowerCase(Locale.ROOT), TEXT);
    }

    /**
     * @param path with forward slashes
     * @param firstLine of the content, asked only when the name tells nothing
     */
    public static Language detect(String path, String firstLine) {
        String name = path.substring(path.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
        if (name.startsWith("dockerfile")) {
            return DOCKERFILE;
        }
        if (name.startsWith(".env")) {
            return PROPERTIES;
        }
        int dot = name.lastIndexOf('.');
        Language known = BY_EXTENSION.get(dot < 0 ? name : name.substring(dot + 1));
        return known != null && (dot > 0 || known == MAKEFILE) ? known : byInterpreter(firstLine);
    }

    private static Language byInterpreter(String firstLine) {
        if (!firstLine.startsWith("#!")) {
            return TEXT;
        }
        if (firstLine.contains("python")) {
            return PYTHON;
        }
        if (firstLine.contains("node") || firstLine.contains("deno")) {
            return JAVASCRIPT;
        }
        if (firstLine.contains("ruby")) {
            return RUBY;
        }
        return firstLine.matches("#!.*\\b(ba|z|k|da)?sh\\b.*") ? SHELL : TEXT;
    }
}
