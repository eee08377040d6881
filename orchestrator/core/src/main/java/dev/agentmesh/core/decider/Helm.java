package dev.agentmesh.core.decider;

import dev.agentmesh.core.run.Command;
import dev.agentmesh.core.value.StepPath;

/**
 * Pauses a run and has it go on. While it is paused, what comes in is recorded and nothing begins. Time goes on: whatever has a
 * deadline keeps it, and what follows from missing it waits like everything else; only the end of the run itself does not wait.
 */
final class Helm {
    private final Draft draft;
    private final Flow flow;

    Helm(Draft draft, Flow flow) {
        this.draft = draft;
        this.flow = flow;
    }

    void pause(Command.PauseRun command) {
        if (flow.agenda().isPaused()) {
            reject(command, "MESH-4180", "is paused already");
        } else if (isSteerable(command)) {
            flow.agenda().pause(command.reason(), command.by());
        }
    }

    void resume(Command.ResumeRun command) {
        if (flow.agenda().isPaused()) {
            flow.agenda().resume(command.reason(), command.by());
        } else if (isSteerable(command)) {
            reject(command, "MESH-4181", "is not paused");
        }
    }

    /** Refuses what comes to a run that is over or about to be. */
    private boolean isSteerable(Command command) {
        if (!Decider.running(draft)) {
            reject(command, "MESH-4109", "has ended already, or never was");
            return false;
        }
        if (flow.undoing().find(StepPath.ROOT).isPresent()) {
            reject(command, "MESH-4160", "is ending already, and what it did is undone");
            return false;
        }
        return true;
    }

    private void reject(Command command, String code, String how) {
        Decider.reject(draft, command, code, "Run " + draft.runId() + " " + how);
    }
}
