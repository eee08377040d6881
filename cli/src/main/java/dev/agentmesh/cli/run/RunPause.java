package dev.agentmesh.cli.run;

import dev.agentmesh.cli.gateway.Cli;
import dev.agentmesh.core.run.Event;
import dev.agentmesh.topics.message.CommandMessage;
import picocli.CommandLine.Command;

@Command(
        name = "pause",
        description = {
            "Has runs stand still: what comes in is recorded, and nothing begins until they are resumed.",
            "Agents at work may finish; deadlines are kept."
        })
final class RunPause extends RunOrder {
    RunPause(Cli cli) {
        super(cli);
    }

    @Override
    public String verb() {
        return "pause";
    }

    @Override
    public String done() {
        return "paused";
    }

    @Override
    public CommandMessage.Body command(String by) {
        return new CommandMessage.PauseRun(reason(), by);
    }

    @Override
    public boolean isDone(Event.RunEvent event) {
        return event instanceof Event.RunPaused;
    }
}
