package dev.agentmesh.cli;

import dev.agentmesh.cli.error.CliException;
import dev.agentmesh.cli.error.ExitCode;
import dev.agentmesh.cli.output.Printable;
import dev.agentmesh.cli.output.Screen;
import dev.agentmesh.cli.shell.Shell;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "completion",
        description = "Prints a script that lets Tab complete commands: source <(mesh completion bash)")
final class CompletionCommand implements Callable<Integer> {
    private final Screen screen;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "SHELL", description = "bash or zsh.")
    private String kind = "";

    CompletionCommand(Shell shell) {
        this.screen = new Screen(shell);
    }

    @Override
    public Integer call() {
        if (!kind.equals("bash") && !kind.equals("zsh")) {
            throw CliException.usage(
                    "no completion for " + Printable.shortened(kind, 20) + "; there is one for bash and zsh",
                    "mesh completion bash");
        }
        screen.text(AutoComplete.bash("mesh", spec.root().commandLine()).stripTrailing());
        return ExitCode.OK.number();
    }
}
