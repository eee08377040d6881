package dev.agentmesh.core.decider;

import dev.agentmesh.core.run.Cell.TaskCell;
import dev.agentmesh.core.run.CellKey;
import dev.agentmesh.core.run.Command;
import dev.agentmesh.core.run.Event;
import dev.agentmesh.core.value.AgentCard;
import dev.agentmesh.core.value.StepPath;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Gives an open task to another agent because a person says so, whatever the definition does. */
final class Redirecting {
    private final Draft draft;
    private final Flow flow;
    private final Outline outline;

    Redirecting(Draft draft, Flow flow, Outline outline) {
        this.draft = draft;
        this.flow = flow;
        this.outline = outline;
    }

    void redirect(Command.RedirectTask command) {
        StepPath path = command.path();
        Optional<TaskCell> task = draft.get(CellKey.task(path)).map(TaskCell.class::cast);
        if (task.isEmpty()) {
            reject(
                    command,
                    "MESH-4183",
                    "Run " + draft.runId() + " has no open task \"" + path + "\" that could be given to another agent");
            return;
        }
        List<AgentCard> agents = flow.surroundings().agents();
        Optional<AgentCard> card = agents.stream()
                .filter(one -> one.agent().equals(command.agent()))
                .findFirst();
        if (card.isEmpty()) {
            reject(
                    command,
                    "MESH-4184",
                    "No agent \"" + command.agent() + "\" is up; those that are: "
                            + agents.stream().map(AgentCard::agent).collect(Collectors.joining(", ")));
            return;
        }
        Optional<String> skill = skill(card.get(), command.skill(), task.get().skill());
        if (skill.isEmpty()) {
            reject(
                    command,
                    "MESH-4184",
                    "Agent \"" + command.agent() + "\" cannot do \""
                            + command.skill().orElse(task.get().skill()) + "\"; name one of its skills: "
                            + String.join(", ", card.get().skills()));
            return;
        }
        redirect(command, task.get(), skill.get());
    }

    private void redirect(Command.RedirectTask command, TaskCell task, String skill) {
        StepPath path = command.path();
        if (task.agent().equals(command.agent()) && task.skill().equals(skill)) {
            reject(command, "MESH-4185", "Task \"" + path + "\" is with agent \"" + task.agent() + "\" already");
            return;
        }
        draft.emit(new Event.TaskRedirected(
                path,
                task.attempt(),
                command.agent(),
                skill,
                draft.at(),
                // What undoes is given nothing but its input.
                task.context()
                        .map(_ -> flow.context(
                                path,
                                command.agent(),
                                outline.step(path).modifiers().context())),
                command.reason(),
                command.by()));
        if (!flow.agenda().isPaused()) {
            new TaskLife(draft, flow, outline).goOn(path);
        }
    }

    /** The one that is asked for, else the task's own, else the only one. An agent that names none is taken at its word. */
    private static Optional<String> skill(AgentCard card, Optional<String> asked, String own) {
        String wanted = asked.orElse(own);
        if (card.skills().isEmpty() || card.skills().contains(wanted)) {
            return Optional.of(wanted);
        }
        return asked.isEmpty() && card.skills().size() == 1
                ? Optional.of(card.skills().getFirst())
                : Optional.empty();
    }

    private void reject(Command.RedirectTask command, String code, String message) {
        Decider.reject(draft, command, code, message);
    }
}
