package dev.agentmesh.examples.codereview.pattern;

import static dev.agentmesh.examples.codereview.pattern.PatternRule.calls;
import static dev.agentmesh.examples.codereview.pattern.PatternRule.text;
import static dev.agentmesh.examples.codereview.source.Language.GO;
import static dev.agentmesh.examples.codereview.source.Language.JAVA;
import static dev.agentmesh.examples.codereview.source.Language.JAVASCRIPT;
import static dev.agentmesh.examples.codereview.source.Language.KOTLIN;
import static dev.agentmesh.examples.codereview.source.Language.PYTHON;
import static dev.agentmesh.examples.codereview.source.Language.SHELL;
import static dev.agentmesh.examples.codereview.source.Language.SQL;
import static dev.agentmesh.examples.codereview.source.Language.TYPESCRIPT;

import java.util.List;

/** Work that is repeated, unbounded, or waited for without need. */
final class PerformancePatterns {
    static final List<PatternRule> ALL = List.of(
            // One round trip per turn of a loop
            calls(
                            "pattern/query-in-loop",
                            "(?i)\\b(?:statement|stmt|ps|query|connection|conn|jdbc\\w*|template|session|entityManager|em|\\w*repository|\\w*repo|\\w*dao)\\.(?:executeQuery|queryFor\\w+|query|find(?:By\\w+|One|All\\w*)?|getById|getReferenceById|createQuery|createNativeQuery)\\(",
                            JAVA,
                            KOTLIN)
                    .inLoops(),
            calls(
                            "pattern/query-in-loop",
                            "\\b(?:cursor|cur|conn|connection|db|session)\\.(?:execute|query|scalar|scalars|get)\\(|\\.objects\\.(?:get|filter|all|exclude)\\(",
                            PYTHON)
                    .inLoops(),
            calls(
                            "pattern/query-in-loop",
                            "\\bawait\\s+(?:\\w+\\.)*(?:query|findOne|findById|findUnique|findFirst|findMany|findByPk)\\(",
                            JAVASCRIPT,
                            TYPESCRIPT)
                    .inLoops(),
            calls(
                            "pattern/request-in-loop",
                            "\\b(?:restTemplate|webClient)\\.(?:getFor\\w+|postFor\\w+|exchange)\\(|\\b(?:http|httpClient)\\.send\\(",
                            JAVA,
                            KOTLIN)
                    .inLoops(),
            calls(
                            "pattern/request-in-loop",
                            "\\b(?:requests|httpx|urllib\\.request)\\.(?:get|post|put|delete|patch|head|request|urlopen)\\(",
                            PYTHON)
                    .inLoops(),
            calls(
                            "pattern/request-in-loop",
                            "\\bawait\\s+(?:fetch|axios(?:\\.\\w+)?|got(?:\\.\\w+)?)\\(",
                            JAVASCRIPT,
                            TYPESCRIPT)
                    .inLoops(),

            // The same thing made again and again
            calls("pattern/regex-in-loop", "\\bPattern\\.compile\\(", JAVA, KOTLIN)
                    .inLoops(),
            calls("pattern/regex-in-loop", "\\bre\\.compile\\(", PYTHON).inLoops(),
            calls("pattern/regex-in-loop", "\\bnew RegExp\\(", JAVASCRIPT, TYPESCRIPT)
                    .inLoops(),
            calls("pattern/regex-in-loop", "\\bregexp\\.(?:Must)?Compile\\(", GO)
                    .inLoops(),
            text(
                            "pattern/string-concatenation-in-loop",
                            "(?<![\\w.\\])])[A-Za-z_]\\w*\\s*\\+=\\s*(?:[fFrR]?[\"']|str\\()",
                            PYTHON)
                    .inLoops(),
            calls(
                            "pattern/shift-in-loop",
                            "\\b\\w+\\.(?:remove|removeFirst)\\(\\s*0\\s*\\)|\\b\\w+\\.add\\(\\s*0\\s*,",
                            JAVA,
                            KOTLIN)
                    .inLoops(),
            calls("pattern/shift-in-loop", "\\b\\w+\\.(?:pop\\(\\s*0\\s*\\)|insert\\(\\s*0\\s*,)", PYTHON)
                    .inLoops(),
            calls(
                            "pattern/process-in-loop",
                            "\\$\\(\\s*(?:echo|printf|cat|basename|dirname|expr|cut|sed|awk|tr)\\b",
                            SHELL)
                    .inLoops(),
            calls("pattern/mapper-in-loop", "\\bnew (?:ObjectMapper|Gson|JsonMapper)\\(", JAVA, KOTLIN)
                    .inLoops(),

            // Waiting and blocking
            calls("pattern/sleep", "\\bThread\\.sleep\\(|\\bTimeUnit\\.\\w+\\.sleep\\(", JAVA, KOTLIN),
            calls("pattern/sleep", "(?<!asyncio\\.)(?<!\\w)time\\.sleep\\(", PYTHON),
            calls(
                            "pattern/blocking-call",
                            "\\b(?:fs\\.)?(?:readFileSync|writeFileSync|execSync|spawnSync)\\(",
                            JAVASCRIPT,
                            TYPESCRIPT)
                    .unlessInFile("^#!|require\\.main|process\\.argv|import\\.meta\\.main")
                    .inProduction(),

            // As much as there is
            calls(
                            "pattern/unbounded-read",
                            "\\b(?:getInputStream|getEntity|openStream|getBody|body)\\(\\)\\s*\\.readAllBytes\\(\\)",
                            JAVA,
                            KOTLIN)
                    .unless("getResource|classpath:")
                    .inProduction(),
            calls(
                            "pattern/unbounded-read",
                            "\\.readlines\\(\\s*\\)|\\b(?:request|req|response|resp|conn|sock)\\w*\\.read\\(\\s*\\)|\\bfor\\s+\\w+\\s+in\\s+.*\\.read\\(\\)",
                            PYTHON)
                    .inProduction(),
            calls("pattern/unbounded-threads", "\\bExecutors\\.newCachedThreadPool\\(", JAVA, KOTLIN),
            text(
                            "pattern/select-star",
                            "(?i)[\"'`]\\s*select\\s+\\*\\s+from\\s+(?![^\"'`]*\\blimit\\b)",
                            JAVA,
                            KOTLIN,
                            PYTHON,
                            JAVASCRIPT,
                            TYPESCRIPT)
                    .inProduction(),
            text("pattern/leading-wildcard", "(?i)\\blike\\s+'%", SQL, JAVA, KOTLIN, PYTHON, JAVASCRIPT, TYPESCRIPT)
                    .inProduction(),
            calls("pattern/json-copy", "\\bJSON\\.parse\\(\\s*JSON\\.stringify\\(", JAVASCRIPT, TYPESCRIPT),
            calls("pattern/read-by-lines", "\\bfor\\s+\\w+\\s+in\\s+\\$\\(\\s*(?:cat|ls|find)\\b", SHELL));

    private PerformancePatterns() {}
}
