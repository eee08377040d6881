package dev.agentmesh.language.testfile;

import dev.agentmesh.core.decider.Outline;
import dev.agentmesh.core.value.Payload;
import dev.agentmesh.language.definition.JsonText;
import dev.agentmesh.language.definition.Reading;
import dev.agentmesh.language.problem.Codes;
import dev.agentmesh.language.problem.Problems;
import dev.agentmesh.language.yaml.YamlNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Reads the header and the cases. For one file. */
final class TestFileReader {
    static final Set<String> KEYS = new TreeSet<>(Set.of("mesh", "test", "about", "workflow", "uses", "cases"));
    static final Set<String> CASE_KEYS = new TreeSet<>(Set.of("name", "about", "input", "agents", "during", "expect"));

    private final Reading reading;
    private final Optional<Outline> workflow;
    private final AnswerReader answers;
    private final ExpectedReader expected;
    private final HappeningReader happenings;

    TestFileReader(Problems problems, Optional<Outline> workflow) {
        this.reading = new Reading(problems);
        this.workflow = workflow;
        var expressions = new TestExpressions(reading);
        this.answers = new AnswerReader(reading, expressions);
        this.expected = new ExpectedReader(reading, expressions, workflow);
        this.happenings = new HappeningReader(reading, expected);
    }

    Optional<TestFile> read(YamlNode root) {
        Optional<YamlNode.Fields> header = reading.fields(root, "a test file");
        if (header.isEmpty()) {
            return Optional.empty();
        }
        YamlNode.Fields fields = header.get();
        reading.keys(fields, KEYS, Set.of(), "a test file");
        Optional<String> name = fields.value("test").flatMap(node -> reading.text(node, "\"test\""));
        if (name.isEmpty()) {
            reading.missing(fields.span(), "\"test\" names the workflow that is tested", "test: my-workflow");
        }
        Optional<String> file = fields.value("workflow").flatMap(node -> reading.text(node, "\"workflow\""));
        List<String> others = fields.value("uses")
                .flatMap(node -> reading.items(node, "\"uses\""))
                .map(items -> items.items().stream()
                        .flatMap(item -> reading.text(item, "a file").stream())
                        .toList())
                .orElse(List.of());
        List<TestCase> cases = cases(fields);
        if (name.isPresent() && workflow.isPresent()) {
            sameName(fields.value("test").orElse(root), name.get());
        }
        return name.map(test -> new TestFile(test, file, others, cases));
    }

    private void sameName(YamlNode node, String name) {
        String found = workflow.orElseThrow().workflow().ref().name();
        if (!found.equals(name)) {
            reading.problems()
                    .at(
                            node.span(),
                            Codes.OTHER_WORKFLOW,
                            "the test is for \"" + Reading.shortened(name) + "\" but the definition is \"" + found
                                    + "\"")
                    .cause("a test file is played against the file its \"workflow\" names, or workflow.yaml beside it")
                    .fix("write test: " + found + ", or name the right file: workflow: FILE");
        }
    }

    private List<TestCase> cases(YamlNode.Fields fields) {
        Optional<YamlNode> node = fields.value("cases");
        List<YamlNode> items = node.flatMap(n -> reading.items(n, "\"cases\""))
                .map(YamlNode.Items::items)
                .orElse(List.of());
        if (items.isEmpty()) {
            reading.missing(
                    node.orElse(fields).span(),
                    "a test file needs at least one case",
                    "cases:\n  - name: it works\n    agents:\n      my-agent: { output: 1 }\n    expect: { status: completed }");
        }
        List<TestCase> cases = new ArrayList<>();
        for (YamlNode item : items) {
            reading.fields(item, "a case").ifPresent(each -> cases.add(oneCase(each)));
        }
        return cases;
    }

    private TestCase oneCase(YamlNode.Fields fields) {
        reading.keys(fields, CASE_KEYS, Set.of(), "a case");
        int line = reading.problems().source().line(fields.span().start());
        String name = fields.value("name")
                .flatMap(node -> reading.text(node, "\"name\""))
                .orElse("case in line " + line);
        Payload input = fields.value("input")
                .map(node -> Payload.json(JsonText.of(node, reading)))
                .orElse(Payload.NULL);
        var agents = new LinkedHashMap<String, List<ScriptedAnswer>>();
        fields.value("agents")
                .flatMap(node -> reading.fields(node, "\"agents\""))
                .map(YamlNode.Fields::fields)
                .orElse(List.of())
                .forEach(field -> agents.put(field.name(), answers.read(field.value())));
        List<Happening> during = fields.value("during").map(happenings::read).orElse(List.of());
        Expected expect = fields.value("expect").map(expected::read).orElse(Expected.COMPLETED);
        return new TestCase(name, line, input, agents, during, expect);
    }
}
