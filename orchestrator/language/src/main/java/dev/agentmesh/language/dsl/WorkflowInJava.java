package dev.agentmesh.language.dsl;

import dev.agentmesh.core.definition.BoardRules;
import dev.agentmesh.core.definition.Workflow;
import dev.agentmesh.core.expression.Template;
import dev.agentmesh.core.value.WorkflowRef;
import dev.agentmesh.language.definition.ParsedWorkflow;
import dev.agentmesh.language.definition.WorkflowParser;
import dev.agentmesh.language.writer.WorkflowWriter;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Consumer;

/** A workflow written in Java. What comes out is the tree that its YAML builds, checked like a file. */
public final class WorkflowInJava {
    private WorkflowInJava() {}

    /**
     * The definition.
     *
     * @param takes what a run is started with
     * @param gives what a run results in
     * @throws IllegalArgumentException when the file it stands for would be refused; the message is what a person would read there
     */
    public static <I, O> Workflow define(String name, Class<I> takes, Class<O> gives, Consumer<Root<I, O>> body) {
        Workflow written = tree(name, body);
        return checked(WorkflowWriter.yaml(written), name);
    }

    /**
     * A team: agents and tasks, and the workflow they stand for.
     *
     * @throws IllegalArgumentException when the file it stands for would be refused
     */
    public static Workflow team(String name, Team team) {
        return checked(team.json(name), name);
    }

    /** The tree as it was said, which nobody has checked yet. */
    static <I, O> Workflow tree(String name, Consumer<Root<I, O>> body) {
        var root = new Root<I, O>();
        body.accept(root);
        return new Workflow(
                new WorkflowRef(name, root.version, ""),
                root.about,
                root.title,
                root.inputSchema,
                root.output,
                root.timeLimit,
                root.built(),
                new BoardRules(root.board));
    }

    private static Workflow checked(String source, String name) {
        return switch (new WorkflowParser().parse(source, name + ".yaml")) {
            case ParsedWorkflow.Valid(Workflow workflow) -> workflow;
            case ParsedWorkflow.Invalid invalid -> throw new IllegalArgumentException(invalid.render());
        };
    }

    /** The steps of the run itself, and what is said of it as a whole. */
    public static final class Root<I, O> extends Sequence {
        private String about = "";
        private String version = "1";
        private Optional<Template> title = Optional.empty();
        private Optional<String> inputSchema = Optional.empty();
        private Optional<Template> output = Optional.empty();
        private final SequencedMap<String, BoardRules.Section> board = new LinkedHashMap<>();
        private Duration timeLimit = Workflow.DEFAULT_TIME_LIMIT;

        private Root() {}

        /** The run's input. */
        public Value<I> input() {
            return new Value<>("input");
        }

        public <F> Value<F> input(Field<I, F> field) {
            return input().get(field);
        }

        public Root<I, O> about(String sentence) {
            about = sentence;
            return this;
        }

        public Root<I, O> version(String number) {
            version = number;
            return this;
        }

        /** What lists show for a run. */
        public Root<I, O> title(Value<String> value) {
            title = Optional.of(value.template());
            return this;
        }

        /** JSON Schema that inputs are checked against. */
        public Root<I, O> inputSchema(String json) {
            inputSchema = Optional.of(json);
            return this;
        }

        /**
         * A section of the blackboard that the workflow uses.
         *
         * @param writers agents that may write it; all unless some are named
         */
        public Root<I, O> board(String section, BoardRules.Mode mode, String... writers) {
            Optional<List<String>> named = writers.length == 0 ? Optional.empty() : Optional.of(List.of(writers));
            board.put(section, new BoardRules.Section(named, mode));
            return this;
        }

        /** How long a run may take in all. */
        public Root<I, O> timeLimit(Duration limit) {
            timeLimit = limit;
            return this;
        }

        /** The run's result; without one it is the last step's output. */
        public Root<I, O> gives(Value<O> value) {
            output = Optional.of(value.template());
            return this;
        }
    }
}
