package dev.agentmesh.language.definition;

import dev.agentmesh.language.problem.Codes;
import dev.agentmesh.language.problem.Nearest;
import dev.agentmesh.language.problem.Span;
import dev.agentmesh.language.yaml.YamlNode;
import dev.agentmesh.language.yaml.YamlNode.Field;
import dev.agentmesh.language.yaml.YamlNode.Fields;
import dev.agentmesh.language.yaml.YamlNode.Items;
import dev.agentmesh.language.yaml.YamlNode.Scalar;
import dev.agentmesh.language.yaml.YamlNode.Style;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A team, agents and tasks without steps, rewritten as the workflow it stands for: one after the other, all at once, or given
 * out by a manager. The rewritten nodes keep their places, so problems are told where they were written.
 */
final class TeamFile {
    private static final Set<String> KEYS = new TreeSet<>(Set.of(
            "mesh",
            "team",
            "about",
            "version",
            "title",
            "input",
            "output",
            "defaults",
            "budget",
            "process",
            "manager",
            "agents",
            "tasks",
            "goal",
            "rounds"));
    private static final Set<String> OF_THE_HEADER =
            Set.of("mesh", "about", "version", "title", "input", "output", "defaults", "budget");
    private static final List<String> PROCESSES = List.of("sequential", "concurrent", "hierarchical");

    private final Reading reading;
    private final Fields team;

    private TeamFile(Reading reading, Fields team) {
        this.reading = reading;
        this.team = team;
    }

    static boolean is(Fields header) {
        return header.field("team").isPresent();
    }

    /** The workflow; empty, with problems told, when there is none in the file. */
    static Optional<Fields> workflow(Reading reading, Fields team) {
        return new TeamFile(reading, team).rewritten();
    }

    private Optional<Fields> rewritten() {
        reading.keys(team, KEYS, Set.of(), "a team");
        for (String key : List.of("agents", "tasks")) {
            if (team.value(key).isEmpty()) {
                reading.missing(
                        new Span(team.span().start(), 1),
                        "a team needs \"" + key + "\"",
                        "agents: [researcher, writer]\ntasks:\n  - { about: Find sources, agent: researcher }");
                return Optional.empty();
            }
        }
        List<Fields> tasks = tasks();
        Optional<List<YamlNode>> steps = switch (process()) {
            case "sequential" -> Optional.of(sequential(tasks));
            case "concurrent" -> Optional.of(List.of(concurrent(tasks)));
            case "hierarchical" -> hierarchical(tasks);
            default -> Optional.empty();
        };
        return steps.map(list -> {
            List<Field> header = new ArrayList<>();
            for (Field field : team.fields()) {
                if (field.name().equals("team")) {
                    header.add(new Field(word(field.key(), "workflow"), field.value()));
                } else if (OF_THE_HEADER.contains(field.name())) {
                    header.add(field);
                }
            }
            header.add(field(team, "steps", new Items(team.span(), list)));
            return new Fields(team.span(), header);
        });
    }

    private String process() {
        Optional<YamlNode> written = team.value("process");
        Optional<String> word = written.flatMap(node -> reading.text(node, "\"process\""));
        if (written.isEmpty()) {
            return "sequential";
        }
        if (word.isPresent() && !PROCESSES.contains(word.get())) {
            reading.problems()
                    .at(
                            written.get().span(),
                            Codes.WRONG_SHAPE,
                            "\"process\" cannot be \"" + Reading.shortened(word.get()) + "\"")
                    .suggest(Nearest.to(word.get(), PROCESSES))
                    .fix("write sequential, concurrent or hierarchical");
        }
        return word.orElse("");
    }

    private List<Fields> tasks() {
        List<String> agents = texts("agents");
        List<Fields> tasks = new ArrayList<>();
        for (YamlNode item : items("tasks")) {
            Optional<Fields> task = reading.fields(item, "a task");
            if (task.isEmpty()) {
                continue;
            }
            reading.keys(task.get(), new TreeSet<>(Set.of("id", "about", "agent", "expects")), Set.of(), "a task");
            Optional<YamlNode> agent = task.get().value("agent");
            if (agent.isEmpty() || task.get().value("about").isEmpty()) {
                reading.missing(
                        item.span(),
                        "a task needs \"about\" and \"agent\"",
                        "- { about: Find sources, agent: researcher }");
                continue;
            }
            Optional<String> name = reading.text(agent.get(), "\"agent\"");
            if (name.isPresent() && !agents.contains(name.get())) {
                reading.problems()
                        .at(
                                agent.get().span(),
                                Codes.CREW,
                                "a task is given to \"" + Reading.shortened(name.get()) + "\", who is not in the team")
                        .suggest(Nearest.to(name.get(), agents))
                        .cause("agents: " + String.join(", ", agents))
                        .fix("add the agent to \"agents\", or give the task to another");
            }
            tasks.add(task.get());
        }
        return tasks;
    }

    private List<YamlNode> items(String key) {
        return team.value(key)
                .flatMap(node -> reading.items(node, "\"" + key + "\""))
                .map(Items::items)
                .orElse(List.of());
    }

    private List<String> texts(String key) {
        return items(key).stream()
                .flatMap(item -> reading.text(item, "an agent").stream())
                .toList();
    }

    /** Each task is given what the one before it gave. */
    private List<YamlNode> sequential(List<Fields> tasks) {
        List<YamlNode> steps = new ArrayList<>();
        Optional<String> before = Optional.empty();
        for (int i = 0; i < tasks.size(); i++) {
            Fields task = tasks.get(i);
            steps.add(step(task, i, before));
            before = Optional.of(id(task, i));
        }
        return steps;
    }

    private Fields step(Fields task, int index, Optional<String> before) {
        List<Field> with = new ArrayList<>();
        with.add(field(task, "task", task.value("about").orElseThrow()));
        task.value("expects").ifPresent(expects -> with.add(field(task, "expects", expects)));
        with.add(field(task, "input", text(task, "${input}")));
        before.ifPresent(id ->
                with.add(field(task, "previous", text(task, "${" + StepRegister.reference(id) + ".output}"))));
        return map(
                task,
                field(task, "id", task.value("id").orElseGet(() -> text(task, id(task, index)))),
                field(task, "agent", task.value("agent").orElseThrow()),
                field(task, "with", new Fields(task.span(), with)));
    }

    private static String id(Fields task, int index) {
        return task.value("id").orElse(null) instanceof Scalar id ? id.value() : "task-" + (index + 1);
    }

    private YamlNode concurrent(List<Fields> tasks) {
        List<Field> branches = new ArrayList<>();
        for (int i = 0; i < tasks.size(); i++) {
            Fields task = tasks.get(i);
            String name = id(task, i);
            branches.add(new Field(word(task, name), new Items(task.span(), List.of(step(task, i, Optional.empty())))));
        }
        Fields parallel = map(team, field(team, "branches", new Fields(team.span(), branches)));
        return map(team, field(team, "id", text(team, "tasks")), field(team, "parallel", parallel));
    }

    private Optional<List<YamlNode>> hierarchical(List<Fields> tasks) {
        Optional<YamlNode> manager = team.value("manager");
        if (manager.isEmpty()) {
            reading.problems()
                    .at(
                            team.value("process").orElse(team).span(),
                            Codes.CREW,
                            "a team that works hierarchical needs a \"manager\"")
                    .fix("add manager: my-chief, an agent that gives the tasks out and reviews the results");
            return Optional.empty();
        }
        List<Field> verb = new ArrayList<>();
        verb.add(field(team, "agent", manager.get()));
        verb.add(field(
                team,
                "goal",
                team.value("goal")
                        .or(() -> team.value("about"))
                        .orElseGet(() -> text(team, "See that the tasks are done"))));
        verb.add(field(team, "workers", team.value("agents").orElseThrow()));
        team.value("rounds").ifPresent(rounds -> verb.add(field(team, "rounds", rounds)));
        List<YamlNode> list = new ArrayList<>();
        for (Fields task : tasks) {
            List<Field> told = new ArrayList<>();
            told.add(field(task, "task", task.value("about").orElseThrow()));
            told.add(field(task, "agent", task.value("agent").orElseThrow()));
            task.value("expects").ifPresent(expects -> told.add(field(task, "expects", expects)));
            list.add(new Fields(task.span(), told));
        }
        Fields with = map(
                team, field(team, "tasks", new Items(team.span(), list)), field(team, "input", text(team, "${input}")));
        return Optional.of(List.of(map(
                team,
                field(team, "id", text(team, "manager")),
                field(team, "supervisor", new Fields(team.span(), verb)),
                field(team, "with", with))));
    }

    private static Fields map(YamlNode place, Field... fields) {
        return new Fields(place.span(), Arrays.asList(fields));
    }

    private static Field field(YamlNode place, String name, YamlNode value) {
        return new Field(word(place, name), value);
    }

    private static Scalar word(YamlNode place, String text) {
        return new Scalar(place.span(), text, Style.PLAIN);
    }

    private static Scalar text(YamlNode place, String text) {
        return new Scalar(place.span(), text, Style.DOUBLE_QUOTED);
    }
}
