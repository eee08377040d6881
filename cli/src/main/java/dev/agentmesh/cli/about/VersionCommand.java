package dev.agentmesh.cli.about;

import dev.agentmesh.cli.error.ExitCode;
import dev.agentmesh.cli.output.Format;
import dev.agentmesh.cli.output.Json;
import dev.agentmesh.cli.output.OutputOption;
import dev.agentmesh.cli.output.Screen;
import dev.agentmesh.cli.shell.Shell;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "version", description = "Prints the versions of Agent Mesh and of what it carries.")
public final class VersionCommand implements Callable<Integer> {
    private final Screen screen;

    @Mixin
    private final OutputOption output = new OutputOption(Format.TABLE, Format.JSON);

    public VersionCommand(Shell shell) {
        this.screen = new Screen(shell);
    }

    @Override
    public Integer call() {
        Version version = Version.current();
        switch (output.format()) {
            case JSON ->
                screen.document(Json.document()
                        .put("mesh", version.mesh())
                        .put("kafka", version.kafka())
                        .put("registry", version.registry())
                        .put("java", Runtime.version().toString()));
            case TABLE, JSONL -> screen.text(version.line());
        }
        return ExitCode.OK.number();
    }
}
