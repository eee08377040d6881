package dev.agentmesh.language.definition;

import dev.agentmesh.core.definition.BoardRules;
import dev.agentmesh.core.definition.RetryPolicy;
import dev.agentmesh.core.definition.Step;
import dev.agentmesh.core.definition.Workflow;
import dev.agentmesh.core.expression.Template;
import dev.agentmesh.core.value.WorkflowRef;
import dev.agentmesh.language.problem.Codes;
import dev.agentmesh.language.problem.Problems;
import dev.agentmesh.language.problem.Span;
import dev.agentmesh.language.schema.SchemaText;
import dev.agentmesh.language.yaml.PlainScalar;
import dev.agentmesh.language.yaml.YamlNode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Reads the header, and with it the whole file. For one file. */
final class WorkflowReader {
    static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,127}");
    static final String NAME_RULE =
            "a letter or digit first, then letters, digits, \".\", \"_\" and \"-\", at most 128";

    private static final Set<String> KEYS = new TreeSet<>(Set.of(
            "mesh",
            "workflow",
            "about",
            "version",
            "title",
            "input",
            "output",
            "defaults",
            "budget",
            "board",
            "steps"));
    private static final Set<String> LATER = Set.of("trigger");
    private static final Set<String> OTHER_FILES = Set.of("fleet", "test");
    private static final Duration SHORTEST_RUN = Duration.ofSeconds(1);
    private static final Duration LONGEST_RUN = Duration.ofDays(30);

    private final Reading reading;
    private final StepRegister register;
    private final ReferenceCheck references;
    private final ExpressionReader expressions;
    private final ModifierReader modifiers;
    private final AgentReader agents;
    private final StepReader steps;

    WorkflowReader(Problems problems, Optional<AgentDirectory> directory, MissingAgents missing) {
        this.reading = new Reading(problems);
        this.register = new StepRegister(problems);
        this.references = new ReferenceCheck(reading, register);
        this.expressions = new ExpressionReader(reading, references);
        this.modifiers = new ModifierReader(reading, expressions);
        this.agents = new AgentReader(reading, directory, missing);
        this.steps = new StepReader(reading, register, expressions, modifiers, agents);
    }

    Optional<Workflow> read(YamlNode root, String hash) {
        Optional<YamlNode.Fields> header = reading.fields(root, "a definition");
        if (header.isEmpty() || isOtherFile(header.get())) {
            return Optional.empty();
        }
        Optional<YamlNode.Fields> workflow =
                TeamFile.is(header.get()) ? TeamFile.workflow(reading, header.get()) : header;
        if (workflow.isEmpty()) {
            return Optional.empty();
        }
        YamlNode.Fields fields = workflow.get();
        reading.keys(fields, KEYS, LATER, "the header");
        format(fields);
        Optional<String> name = required(fields, "workflow", "workflow: my-workflow")
                .flatMap(node -> reading.name(node, "the workflow's name", NAME, NAME_RULE));
        name.ifPresent(steps::named);
        Optional<String> schema = fields.value("input").flatMap(this::inputSchema);
        schema.map(agents::shape).ifPresent(references::inputIs);
        fields.value("defaults").ifPresent(this::defaults);
        BoardRules board = fields.value("board").map(modifiers.sharing()::board).orElse(BoardRules.OPEN);
        Optional<Template> title = fields.value("title")
                .flatMap(node -> reading.textScalar(node, "\"title\""))
                .map(node -> expressions.template(node, Scope.beforeTheRun(), "the title"));
        var scope = Scope.root();
        List<Step> sequence = steps(fields, scope);
        Optional<Template> output = fields.value("output").map(node -> expressions.template(node, scope, "the output"));
        register.judge();
        var ref = new WorkflowRef(name.orElse(""), version(fields), hash);
        String about = fields.value("about")
                .flatMap(node -> reading.text(node, "\"about\""))
                .orElse("");
        return Optional.of(new Workflow(ref, about, title, schema, output, timeLimit(fields), sequence, board));
    }

    private boolean isOtherFile(YamlNode.Fields fields) {
        Optional<YamlNode.Field> other = fields.fields().stream()
                .filter(field -> OTHER_FILES.contains(field.name()))
                .findFirst();
        other.ifPresent(field -> {
            if (field.name().equals("test")) {
                reading.problems()
                        .at(field.key().span(), Codes.OTHER_FILE, "this is a test file, not a workflow")
                        .fix("mesh workflow test " + reading.problems().source().file());
            } else {
                reading.notYet(field.key().span(), "a " + field.name() + " file");
            }
        });
        return other.isPresent();
    }

    private void format(YamlNode.Fields fields) {
        Optional<String> format = required(fields, "mesh", "mesh: v1").flatMap(node -> reading.text(node, "\"mesh\""));
        if (format.isPresent() && !format.get().equals("v1")) {
            reading.problems()
                    .at(
                            fields.value("mesh").orElse(fields).span(),
                            Codes.WRONG_SHAPE,
                            "the format \"" + Reading.shortened(format.get()) + "\" is not known")
                    .cause("this version reads format v1")
                    .fix("write mesh: v1");
        }
    }

    private Optional<YamlNode> required(YamlNode.Fields fields, String key, String example) {
        Optional<YamlNode> value = fields.value(key);
        if (value.isEmpty()) {
            reading.missing(new Span(fields.span().start(), 1), "the key \"" + key + "\" is missing", example);
        }
        return value;
    }

    private String version(YamlNode.Fields fields) {
        Optional<YamlNode> written = fields.value("version");
        if (written.isPresent()
                && written.get() instanceof YamlNode.Scalar scalar
                && scalar.style() == YamlNode.Style.PLAIN
                && PlainScalar.of(scalar.value()).kind() == PlainScalar.Kind.WHOLE) {
            return scalar.value();
        }
        return written.flatMap(node -> reading.name(node, "the version", NAME, NAME_RULE))
                .orElse("1");
    }

    private Optional<String> inputSchema(YamlNode node) {
        if (node instanceof YamlNode.Scalar scalar && !scalar.isEmpty()) {
            reading.notYet(scalar.span(), "the name of a registered schema");
            return Optional.empty();
        }
        if (reading.fields(node, "\"input\"").isEmpty()) {
            return Optional.empty();
        }
        String schema = JsonText.of(node, reading);
        Optional<SchemaText.Unusable> wrong = SchemaText.problem(schema);
        wrong.ifPresent(why -> reading.problems()
                .at(
                        node.at(why.pointer()).span(),
                        Codes.INPUT_SCHEMA,
                        "\"input\" is no usable JSON Schema: " + why.message())
                .fix("write a JSON Schema of draft 2020-12 that refers to nothing outside of itself"));
        return wrong.isPresent() ? Optional.empty() : Optional.of(schema);
    }

    private void defaults(YamlNode node) {
        Optional<YamlNode.Fields> fields = reading.fields(node, "\"defaults\"");
        if (fields.isEmpty()) {
            return;
        }
        reading.keys(fields.get(), new TreeSet<>(Set.of("timeout", "retry", "priority")), Set.of(), "defaults");
        Optional<Duration> timeout = fields.get().value("timeout").flatMap(modifiers::timeout);
        RetryPolicy retry = fields.get().value("retry").map(modifiers::retry).orElse(RetryPolicy.DEFAULT);
        modifiers.defaults(timeout, retry, fields.get().value("priority").flatMap(modifiers::priority));
    }

    private Duration timeLimit(YamlNode.Fields fields) {
        return fields.value("budget")
                .flatMap(node -> reading.fields(node, "\"budget\""))
                .flatMap(budget -> {
                    reading.keys(budget, Set.of("time"), Set.of("usd", "tokens"), "budget");
                    return budget.value("time");
                })
                .flatMap(time -> reading.duration(time, "\"time\"", SHORTEST_RUN, LONGEST_RUN))
                .orElse(Workflow.DEFAULT_TIME_LIMIT);
    }

    private List<Step> steps(YamlNode.Fields fields, Scope scope) {
        Optional<YamlNode> node = required(fields, "steps", "steps:\n  - agent: my-agent");
        node.ifPresent(register::note);
        return node.map(list -> steps.sequence(list, "\"steps\"", scope, StepReader.Frame.ROOT))
                .orElse(List.of());
    }
}
