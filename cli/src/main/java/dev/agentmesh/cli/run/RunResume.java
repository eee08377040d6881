package dev.agentmesh.cli.run;

import dev.agentmesh.cli.gateway.Cli;
import dev.agentmesh.core.run.Event;
import dev.agentmesh.topics.message.CommandMessage;
import picocli.CommandLine.Command;

@Command(
        name = "resume",
        description = {"Has paused runs go on where they stood, with what was held back in its order."})
final class RunResume extends RunOrder {
    RunResume(Cli cli) {
        super(cli);
    }

    @Override
    public String verb() {
        return "resume";
    }

    @Override
    public String done() {
        return "resumed";
    }

    @Override
    public CommandMessage.Body command(String by) {
        return new CommandMessage.ResumeRun(reason(), by);
    }

    @Override
    public boolean isDone(Event.RunEvent event) {
        return event instanceof Event.RunResumed;
    }
}
