package dev.agentmesh.cli.run;

import dev.agentmesh.cli.gateway.Cli;
import dev.agentmesh.core.run.Event;
import dev.agentmesh.topics.message.CommandMessage;
import picocli.CommandLine.Command;

@Command(
        name = "cancel",
        description = {"Ends runs; what their agents are doing is told to stop."})
final class RunCancel extends RunOrder {
    RunCancel(Cli cli) {
        super(cli);
    }

    @Override
    public String verb() {
        return "cancel";
    }

    @Override
    public String done() {
        return "canceled";
    }

    @Override
    public CommandMessage.Body command(String by) {
        return new CommandMessage.CancelRun(reason(), by);
    }

    @Override
    public boolean isDone(Event.RunEvent event) {
        return event instanceof Event.RunCanceled;
    }
}
