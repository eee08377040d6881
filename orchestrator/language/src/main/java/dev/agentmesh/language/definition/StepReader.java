package dev.agentmesh.language.definition;

import dev.agentmesh.core.definition.CatchClause;
import dev.agentmesh.core.definition.ContextRule;
import dev.agentmesh.core.definition.Modifiers;
import dev.agentmesh.core.definition.RetryPolicy;
import dev.agentmesh.core.definition.Step;
import dev.agentmesh.core.definition.Verb;
import dev.agentmesh.core.expression.Template;
import dev.agentmesh.language.problem.Codes;
import dev.agentmesh.language.problem.Nearest;
import dev.agentmesh.language.type.Shape;
import dev.agentmesh.language.yaml.YamlNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Reads sequences of steps: one verb and some modifiers each. */
final class StepReader {
    static final Set<String> VERBS = new TreeSet<>(Set.of(
            "agent",
            "do",
            "parallel",
            "map",
            "switch",
            "loop",
            "graph",
            "chat",
            "handoff",
            "debate",
            "vote",
            "plan",
            "supervisor",
            "set",
            "return",
            "fail",
            "human",
            "wait",
            "publish",
            "workflow"));
    static final Set<String> MODIFIERS = new TreeSet<>(Set.of(
            "id",
            "about",
            "with",
            "when",
            "timeout",
            "retry",
            "key",
            "catch",
            "context",
            "undo",
            "fallback",
            "priority",
            "detached"));
    /** Verbs that call no agent of their own: a retry is for the steps inside. */
    private static final Set<String> STRUCTURE = Set.of(
            "do",
            "parallel",
            "map",
            "switch",
            "set",
            "return",
            "fail",
            "loop",
            "graph",
            "human",
            "wait",
            "publish",
            "workflow");

    private static final Set<String> LATER_MODIFIERS = Set.of("budget");
    private static final Set<String> OF_AGENTS = Set.of("with", "key", "retry", "context", "fallback", "priority");
    /** Which of those the verbs have that call agents themselves. */
    private static final Map<String, Set<String>> OF_TEAMS = Map.of(
            "chat", Set.of("retry", "context", "priority"),
            "handoff", Set.of("with", "retry", "context", "priority"),
            "debate", Set.of("retry", "context", "priority"),
            "vote", Set.of("with", "retry", "context", "priority"),
            "plan", Set.of("with", "retry", "context", "priority"),
            "supervisor", Set.of("with", "retry", "context", "priority"));

    /**
     * Where a sequence stands.
     *
     * @param map the innermost step whose items it runs for
     * @param lanes how many lanes at most run it at once, by the widths around it
     * @param turns how often at most it runs, by the loops around it
     */
    record Frame(Optional<String> map, long lanes, long turns) {
        static final Frame ROOT = new Frame(Optional.empty(), 1, 1);
    }

    private final Reading reading;
    private final StepRegister register;
    private final ExpressionReader expressions;
    private final ModifierReader modifiers;
    private final AgentReader agents;
    private final VerbReader verbs;
    private final UndoReader undos;
    private final OutsideReader outside;
    private final OutputShapes shapes = new OutputShapes();

    StepReader(
            Reading reading,
            StepRegister register,
            ExpressionReader expressions,
            ModifierReader modifiers,
            AgentReader agents) {
        this.reading = reading;
        this.register = register;
        this.expressions = expressions;
        this.modifiers = modifiers;
        this.agents = agents;
        this.undos = new UndoReader(reading, expressions, agents);
        this.outside = new OutsideReader(reading, expressions);
        var persons = new PersonReader(reading, new HumanReader(reading, expressions));
        this.verbs = new VerbReader(
                reading,
                register,
                expressions,
                this,
                new MemberReader(reading, agents, modifiers),
                new CrewReader(reading, expressions, agents, modifiers, persons),
                persons,
                outside);
    }

    /** The name of the definition that is read, which its steps must not start. */
    void named(String workflow) {
        outside.named(workflow);
    }

    /** A list of steps, at least one. */
    List<Step> sequence(YamlNode node, String what, Scope scope, Frame frame) {
        List<Step> steps = possiblyEmpty(node, what, scope, frame);
        if (node instanceof YamlNode.Items items && items.items().isEmpty()) {
            reading.missing(items.span(), what + " needs at least one step", "- agent: my-agent");
        }
        return steps;
    }

    List<Step> possiblyEmpty(YamlNode node, String what, Scope scope, Frame frame) {
        var steps = new ArrayList<Step>();
        boolean ended = false;
        for (YamlNode item :
                reading.items(node, what).map(YamlNode.Items::items).orElse(List.of())) {
            if (ended) {
                reading.problems()
                        .at(item.span(), Codes.UNREACHABLE, "this step is never reached")
                        .cause("the step before it always ends the run or fails")
                        .fix("remove it, or give the step before it a \"when\"");
                ended = false;
            }
            Optional<Step> step = reading.fields(item, "a step").flatMap(fields -> step(fields, scope, frame));
            step.ifPresent(steps::add);
            ended = step.isPresent() && Endings.always(step.get());
        }
        return steps;
    }

    private Optional<Step> step(YamlNode.Fields fields, Scope scope, Frame frame) {
        Optional<YamlNode.Field> verb = verb(fields);
        String id = id(fields, verb, frame);
        boolean named = verb.isPresent() || fields.field("id").isPresent();
        String user = named ? "step \"" + id + "\"" : "the step";
        keys(fields, user);
        if (verb.isEmpty()) {
            scope.add(Scope.Known.of(id, ""));
            return Optional.empty();
        }
        Scope own = scope.inner();
        Optional<AgentReader.Call> call =
                verb.get().name().equals("agent") ? agents.read(verb.get().value()) : Optional.empty();
        Modifiers before = modifiers(fields, verb.get(), scope, user, call);
        Optional<Verb> read = verb.get().name().equals("agent")
                ? call.map(AgentReader.Call::verb)
                : verbs.read(verb.get(), own, frame, id, user);
        scope.adopt(own);
        Optional<Verb> done = read.map(v -> outside.detached(v, fields));
        Scope.Known known = known(id, fields, verb.get().name(), call, done);
        List<CatchClause> catches = fields.value("catch")
                .map(node -> verbs.catches(node, scope, known, frame, user))
                .orElse(List.of());
        scope.add(known);
        Modifiers caught = before.withCatches(catches);
        Modifiers all = fields.value("undo")
                .flatMap(node -> undos.read(node, verb.get(), scope.with("output", known.output()), user))
                .map(caught::withUndo)
                .orElse(caught);
        Modifiers last = all.withFallback(fallback(fields, call));
        return done.map(v -> new Step(id, v, last));
    }

    private List<Verb.AgentCall> fallback(YamlNode.Fields fields, Optional<AgentReader.Call> call) {
        return call.isEmpty()
                ? List.of()
                : fields.value("fallback")
                        .map(node -> new FallbackReader(reading, agents)
                                .read(node, call.get().verb()))
                        .orElse(List.of());
    }

    /** A step as others see it; of one with a catch nothing is known, because that may give something else instead. */
    private Scope.Known known(
            String id, YamlNode.Fields step, String verb, Optional<AgentReader.Call> call, Optional<Verb> read) {
        if (step.field("catch").isPresent() || read.isEmpty()) {
            return Scope.Known.of(id, verb);
        }
        Shape output = call.map(AgentReader.Call::output).orElseGet(() -> shapes.of(verb, read.get()));
        shapes.put(id, output);
        return new Scope.Known(id, verb, output, shapes.outputs(read.get()));
    }

    /** What a sequence that was read is known to give. */
    Shape output(List<Step> sequence) {
        return shapes.of(sequence);
    }

    /** A node of a graph: a step whose id is the node's name; {@code next} is the graph's. */
    Optional<Step> node(YamlNode.Field node, YamlNode.Fields fields, Scope scope, Frame frame) {
        var own = new ArrayList<YamlNode.Field>();
        YamlNode.Scalar id = new YamlNode.Scalar(node.key().span(), "id", YamlNode.Style.PLAIN);
        own.add(new YamlNode.Field(id, node.key()));
        fields.fields().stream()
                .filter(field -> !field.name().equals("next") && !field.name().equals("id"))
                .forEach(own::add);
        fields.field("id")
                .ifPresent(field -> reading.problems()
                        .at(field.key().span(), Codes.UNKNOWN_KEY, "a node has no \"id\": its name is its id")
                        .fix("remove the key"));
        return step(new YamlNode.Fields(fields.span(), own), scope, frame);
    }

    /** The step's one verb; several or none are a problem. */
    private Optional<YamlNode.Field> verb(YamlNode.Fields fields) {
        List<YamlNode.Field> found = fields.fields().stream()
                .filter(field -> VERBS.contains(field.name()))
                .toList();
        if (found.size() == 1) {
            return found.stream().findFirst();
        }
        String name = fields.value("id")
                .filter(YamlNode.Scalar.class::isInstance)
                .map(node -> "step \"" + Reading.shortened(((YamlNode.Scalar) node).value()) + "\"")
                .orElse("the step");
        if (found.isEmpty()) {
            noVerb(fields, name);
        } else {
            String names =
                    String.join(", ", found.stream().map(YamlNode.Field::name).toList());
            reading.problems()
                    .at(
                            found.get(1).key().span(),
                            Codes.VERBS,
                            name + " has " + (found.size() == 2 ? "two" : found.size()) + " verbs: " + names)
                    .fix("keep one, nest the other in \"do:\"");
        }
        return Optional.empty();
    }

    private void noVerb(YamlNode.Fields fields, String name) {
        Optional<YamlNode.Field> typo = fields.fields().stream()
                .filter(field -> !MODIFIERS.contains(field.name()) && !LATER_MODIFIERS.contains(field.name()))
                .filter(field -> Nearest.to(field.name(), List.copyOf(VERBS)).isPresent())
                .findFirst();
        if (typo.isEmpty()) {
            reading.problems()
                    .at(fields.span(), Codes.VERBS, name + " has no verb")
                    .cause("verbs: " + String.join(", ", VERBS))
                    .fix("say what the step does, for example: agent: my-agent");
        }
    }

    private void keys(YamlNode.Fields fields, String user) {
        for (YamlNode.Field field : fields.fields()) {
            String name = field.name();
            if (LATER_MODIFIERS.contains(name)) {
                reading.notYet(field.key().span(), "\"" + name + "\"");
            } else if (!VERBS.contains(name) && !MODIFIERS.contains(name)) {
                reading.problems()
                        .at(
                                field.key().span(),
                                Codes.UNKNOWN_KEY,
                                "unknown key \"" + Reading.shortened(name) + "\" in " + user)
                        .suggest(Nearest.to(
                                name,
                                Stream.concat(MODIFIERS.stream(), VERBS.stream())
                                        .toList()))
                        .cause("a step has one verb and any of: " + String.join(", ", MODIFIERS))
                        .fix("rename or remove the key");
            }
        }
    }

    private String id(YamlNode.Fields fields, Optional<YamlNode.Field> verb, Frame frame) {
        Optional<YamlNode> written = fields.value("id");
        Optional<String> id =
                written.flatMap(node -> reading.name(node, "a step's id", StepRegister.ID, StepRegister.ID_RULE));
        String name =
                id.orElseGet(() -> register.derive(verb.map(StepReader::base).orElse("step")));
        register.add(name, written.map(YamlNode::span).orElse(fields.span()), frame.map());
        return name;
    }

    /** What a derived id starts from: the agent's name, else the verb. */
    private static String base(YamlNode.Field verb) {
        if (verb.name().equals("agent") && verb.value() instanceof YamlNode.Scalar agent) {
            String name = agent.value().split("/", -1)[0];
            return StepRegister.ID.matcher(name).matches() ? name : "agent";
        }
        return verb.name();
    }

    /** Whether a modifier of agent calls belongs to the verb. */
    private static boolean takes(String verb, String modifier) {
        return verb.equals("agent")
                || OutsideReader.takes(verb, modifier)
                || OF_TEAMS.getOrDefault(verb, Set.of()).contains(modifier);
    }

    private void misplaced(YamlNode.Field field, String verb, String cause, String fix) {
        reading.problems()
                .at(
                        field.key().span(),
                        Codes.MODIFIER,
                        "\"" + field.name() + "\" does not belong to a step with the verb \"" + verb + "\"")
                .cause(cause)
                .fix(fix);
    }

    private Modifiers modifiers(
            YamlNode.Fields fields, YamlNode.Field verb, Scope scope, String user, Optional<AgentReader.Call> call) {
        boolean agent = verb.name().equals("agent");
        fields.fields().forEach(field -> {
            if (OF_AGENTS.contains(field.name()) && !takes(verb.name(), field.name())) {
                misplaced(
                        field,
                        verb.name(),
                        "only a call to an agent has an input, an idempotency key and attempts",
                        "move it to the agent steps inside");
            }
        });
        outside.misplaced(fields, verb.name())
                .forEach(wrong -> misplaced(wrong.field(), verb.name(), wrong.cause(), wrong.fix()));
        fields.value("about").ifPresent(node -> reading.text(node, "\"about\""));
        Optional<Duration> timeout = fields.value("timeout").flatMap(modifiers::timeout);
        RetryPolicy retry = fields.value("retry")
                .map(modifiers::retry)
                .orElse(STRUCTURE.contains(verb.name()) ? RetryPolicy.DEFAULT : modifiers.defaultRetry());
        Optional<Template> with = expressions.input(fields, scope, user, call);
        Optional<Template> key = fields.value("key")
                .flatMap(node -> reading.textScalar(node, "\"key\""))
                .map(node -> expressions.template(node, scope, user));
        return new Modifiers(
                fields.value("when").flatMap(node -> expressions.bare(node, "when", "bool", scope, user)),
                with,
                agent ? timeout.or(modifiers::defaultTimeout) : timeout,
                retry,
                key,
                List.of(),
                fields.value("context")
                        .map(node -> modifiers.sharing().context(node, scope, user))
                        .orElse(ContextRule.LAYERED),
                Optional.empty(),
                List.of(),
                fields.value("priority")
                        .flatMap(modifiers::priority)
                        .or(() -> STRUCTURE.contains(verb.name()) ? Optional.empty() : modifiers.defaultPriority()));
    }
}
