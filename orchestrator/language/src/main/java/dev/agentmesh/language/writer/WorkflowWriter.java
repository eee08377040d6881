package dev.agentmesh.language.writer;

import dev.agentmesh.core.definition.Step;
import dev.agentmesh.core.definition.Workflow;
import dev.agentmesh.language.format.Part;
import dev.agentmesh.language.format.Part.Entry;
import dev.agentmesh.language.format.Part.Layout;
import dev.agentmesh.language.format.Part.Word;
import dev.agentmesh.language.format.PartWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A definition as YAML. Reading what is written gives the same tree, whatever built it; only the hash, which is the text's, and
 * what a tree does not keep (comments, a step's {@code about}, defaults) differ.
 */
public final class WorkflowWriter {
    private WorkflowWriter() {}

    /** The whole file, in the formatter's layout. */
    public static String yaml(Workflow workflow) {
        List<Entry> header = new ArrayList<>();
        header.add(Entry.of("mesh", Word.text("v1")));
        header.add(Entry.of("workflow", Word.text(workflow.ref().name())));
        if (!workflow.ref().version().equals("1")) {
            header.add(Entry.of("version", version(workflow.ref().version())));
        }
        if (!workflow.about().isEmpty()) {
            header.add(Entry.of("about", Word.text(workflow.about())));
        }
        workflow.title().ifPresent(title -> header.add(Entry.of("title", JsonParts.of(title.json()))));
        workflow.inputSchema().ifPresent(schema -> header.add(Entry.of("input", JsonParts.of(schema))));
        workflow.output().ifPresent(output -> header.add(Entry.of("output", JsonParts.of(output.json()))));
        if (!workflow.timeLimit().equals(Workflow.DEFAULT_TIME_LIMIT)) {
            Part time = Word.text(Words.duration(workflow.timeLimit()));
            header.add(Entry.of("budget", new Part.Mapping(List.of(Entry.of("time", time)), Layout.FLOW)));
        }
        memberTimeout(workflow.steps())
                .ifPresent(time -> header.add(Entry.of(
                        "defaults",
                        new Part.Mapping(List.of(Entry.of("timeout", Word.text(Words.duration(time)))), Layout.FLOW))));
        header.add(Entry.of("steps", StepParts.sequence(workflow.steps())).apart());
        return PartWriter.write(new Part.Mapping(header, Layout.BLOCK), List.of());
    }

    /** Agents that a verb calls by itself have the file's default timeout, the one place where it can be said. */
    private static Optional<Duration> memberTimeout(List<Step> steps) {
        return steps.stream()
                .flatMap(step -> Stream.of(
                                step.verb().members().stream().flatMap(member -> member.timeout().stream()),
                                step.verb().sequences().stream().flatMap(inner -> memberTimeout(inner).stream()),
                                step.modifiers().catches().stream()
                                        .flatMap(clause -> memberTimeout(clause.steps()).stream()))
                        .flatMap(each -> each))
                .findFirst();
    }

    /** A whole number is a version as it stands. */
    private static Part version(String version) {
        return version.matches("0|[1-9][0-9]*") ? Word.bare(version) : Word.text(version);
    }
}
