package dev.agentmesh.cli;

import dev.agentmesh.cli.error.ExitCode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

@Command(
        name = "mesh",
        description = "Runs AI agents as independent Kafka consumers, and shows, replays and repairs what they did.",
        synopsisSubcommandLabel = "NOUN [VERB]",
        footer = {
            "",
            "mesh test builds and runs every test.  mesh NOUN --help shows the verbs of a noun.",
            "Exit codes: 0 done, 2 usage, 3 not found, 4 conflict, 5 unreachable, 6 not allowed, 7 timeout,",
            "            8 run failed, 9 canceled, 10 rejected, 11 invalid, 12 partly done, 130 interrupted."
        })
final class MeshCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--verbose", scope = ScopeType.INHERIT, description = "Adds the stack trace to an error.")
    private boolean verbose;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "Shows this page.")
    private boolean help;

    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            description = "Prints what mesh version prints.")
    private boolean version;

    boolean isVerbose() {
        return verbose;
    }

    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getOut());
        return ExitCode.OK.number();
    }
}
