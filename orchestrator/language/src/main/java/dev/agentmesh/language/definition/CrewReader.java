package dev.agentmesh.language.definition;

import dev.agentmesh.core.definition.CrewVerb;
import dev.agentmesh.core.definition.Person;
import dev.agentmesh.core.definition.Replan;
import dev.agentmesh.core.definition.Verb;
import dev.agentmesh.core.expression.Expression;
import dev.agentmesh.core.expression.Template;
import dev.agentmesh.language.problem.Codes;
import dev.agentmesh.language.yaml.YamlNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Reads the verbs in which an agent decides what others do: {@code plan} and {@code supervisor}. */
final class CrewReader {
    private static final int DEFAULT_STEPS = 20;
    private static final int MOST_STEPS = 1_000;
    private static final int MOST_REPLANS = 20;
    private static final int DEFAULT_ROUNDS = 5;
    private static final int MOST_ROUNDS = 100;
    private static final int DEFAULT_REVISIONS = 2;
    private static final int MOST_REVISIONS = 20;

    private final Reading reading;
    private final ExpressionReader expressions;
    private final AgentReader agents;
    private final ModifierReader modifiers;
    private final PersonReader persons;

    CrewReader(
            Reading reading,
            ExpressionReader expressions,
            AgentReader agents,
            ModifierReader modifiers,
            PersonReader persons) {
        this.reading = reading;
        this.expressions = expressions;
        this.agents = agents;
        this.modifiers = modifiers;
        this.persons = persons;
    }

    Optional<Verb> plan(YamlNode node, Scope scope, String user) {
        Optional<YamlNode.Fields> written = reading.fields(node, "\"plan\"");
        if (written.isEmpty()) {
            return Optional.empty();
        }
        YamlNode.Fields fields = written.get();
        reading.keys(
                fields,
                new TreeSet<>(Set.of("goal", "planner", "members", "max", "review", "replan", "timeout")),
                Set.of(),
                "plan");
        if (lacks(fields, node, "plan", List.of("goal", "planner", "members"), """
                plan:
                  goal: Announce the release
                  planner: my-planner
                  members: [writer, designer]""")) {
            return Optional.empty();
        }
        Optional<Template> goal = text(fields, "goal", scope, user);
        Optional<Verb.AgentCall> planner = fields.value("planner").flatMap(this::agent);
        List<Verb.AgentCall> team = team(fields, "members");
        int max = whole(fields, "max", MOST_STEPS, DEFAULT_STEPS);
        Optional<Replan> replan = fields.value("replan").flatMap(r -> replan(r, scope, user));
        Optional<Duration> attempt = attempt(fields);
        Optional<Person> review = fields.value("review").flatMap(persons::review);
        return goal.flatMap(g -> planner.map(p -> new CrewVerb.Plan(g, p, team, max, replan, attempt, review)));
    }

    private Optional<Replan> replan(YamlNode node, Scope scope, String user) {
        Optional<YamlNode.Fields> fields = reading.fields(node, "\"replan\"");
        if (fields.isEmpty()) {
            return Optional.empty();
        }
        reading.keys(fields.get(), new TreeSet<>(Set.of("when", "max")), Set.of(), "replan");
        if (lacks(fields.get(), node, "replan", List.of("when", "max"), "replan: { when: step.failed, max: 2 }")) {
            return Optional.empty();
        }
        int max = whole(fields.get(), "max", MOST_REPLANS, 1);
        Optional<Expression> when = fields.get()
                .value("when")
                .flatMap(w -> expressions.bare(w, "when", "bool", scope.with(List.of("step")), user));
        return when.map(w -> new Replan(w, max));
    }

    Optional<Verb> supervisor(YamlNode node, Scope scope, String user) {
        Optional<YamlNode.Fields> written = reading.fields(node, "\"supervisor\"");
        if (written.isEmpty()) {
            return Optional.empty();
        }
        YamlNode.Fields fields = written.get();
        reading.keys(
                fields,
                new TreeSet<>(Set.of("agent", "goal", "criteria", "workers", "rounds", "revisions", "timeout")),
                Set.of(),
                "supervisor");
        if (lacks(fields, node, "supervisor", List.of("agent", "goal"), """
                supervisor:
                  agent: my-chief
                  goal: A report on the market""")) {
            return Optional.empty();
        }
        Optional<Verb.AgentCall> chief = fields.value("agent").flatMap(this::agent);
        Optional<Template> goal = text(fields, "goal", scope, user);
        Optional<Template> criteria = text(fields, "criteria", scope, user);
        List<Verb.AgentCall> workers = team(fields, "workers");
        int rounds = whole(fields, "rounds", MOST_ROUNDS, DEFAULT_ROUNDS);
        int revisions = fields.value("revisions")
                .map(r -> reading.whole(r, "\"revisions\"", 0, MOST_REVISIONS).orElse(DEFAULT_REVISIONS))
                .orElse(DEFAULT_REVISIONS);
        Optional<Duration> attempt = attempt(fields);
        return chief.flatMap(
                c -> goal.map(g -> new CrewVerb.Supervisor(c, g, criteria, workers, rounds, revisions, attempt)));
    }

    private boolean lacks(YamlNode.Fields fields, YamlNode node, String verb, List<String> keys, String example) {
        List<String> missing =
                keys.stream().filter(key -> fields.value(key).isEmpty()).toList();
        if (!missing.isEmpty()) {
            reading.missing(
                    node.span(), "\"" + verb + "\" needs \"" + String.join("\" and \"", missing) + "\"", example);
        }
        return !missing.isEmpty();
    }

    private Optional<Template> text(YamlNode.Fields fields, String key, Scope scope, String user) {
        return fields.value(key)
                .flatMap(node -> reading.textScalar(node, "\"" + key + "\""))
                .map(node -> expressions.template(node, scope, user));
    }

    private Optional<Verb.AgentCall> agent(YamlNode node) {
        return agents.read(node).map(AgentReader.Call::verb);
    }

    private List<Verb.AgentCall> team(YamlNode.Fields fields, String key) {
        List<Verb.AgentCall> team = new ArrayList<>();
        Optional<YamlNode> written = fields.value(key);
        List<YamlNode> items = written.flatMap(node -> reading.items(node, "\"" + key + "\""))
                .map(YamlNode.Items::items)
                .orElse(List.of());
        for (YamlNode item : items) {
            Optional<Verb.AgentCall> call = agent(item);
            if (call.isPresent() && team.contains(call.get())) {
                reading.problems()
                        .at(item.span(), Codes.CREW, "\"" + key + "\" names an agent twice")
                        .fix("name each agent once");
            }
            call.filter(one -> !team.contains(one)).ifPresent(team::add);
        }
        if (written.isPresent() && items.isEmpty()) {
            reading.problems()
                    .at(written.get().span(), Codes.CREW, "\"" + key + "\" names nobody")
                    .fix("name at least one agent");
        }
        return team;
    }

    private int whole(YamlNode.Fields fields, String key, int most, int otherwise) {
        return fields.value(key)
                .map(node -> reading.whole(node, "\"" + key + "\"", 1, most).orElse(otherwise))
                .orElse(otherwise);
    }

    /** How long one attempt of the agents may take. */
    private Optional<Duration> attempt(YamlNode.Fields fields) {
        return fields.value("timeout").flatMap(modifiers::timeout).or(modifiers::defaultTimeout);
    }
}
