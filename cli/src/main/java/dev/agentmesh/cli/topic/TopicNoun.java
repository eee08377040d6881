package dev.agentmesh.cli.topic;

import dev.agentmesh.cli.gateway.Cli;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The noun and its verbs. */
@Command(
        name = "topic",
        aliases = "topics",
        description = "Shows, prepares, reads and writes topics.",
        synopsisSubcommandLabel = "VERB")
public final class TopicNoun {
    private TopicNoun() {}

    public static CommandLine of(Cli cli) {
        return new CommandLine(new TopicNoun())
                .addSubcommand(new TopicList(cli))
                .addSubcommand(new TopicPlan(cli))
                .addSubcommand(new TopicApply(cli))
                .addSubcommand(new TopicTail(cli))
                .addSubcommand(new TopicPublish(cli));
    }
}
