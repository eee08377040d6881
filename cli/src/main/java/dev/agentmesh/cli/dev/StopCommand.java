package dev.agentmesh.cli.dev;

import dev.agentmesh.cli.error.CliErrors;
import dev.agentmesh.cli.error.CliException;
import dev.agentmesh.cli.error.ExitCode;
import dev.agentmesh.cli.folder.DevState;
import dev.agentmesh.cli.folder.MeshFolder;
import dev.agentmesh.cli.output.Format;
import dev.agentmesh.cli.output.Json;
import dev.agentmesh.cli.output.OutputOption;
import dev.agentmesh.cli.output.Screen;
import dev.agentmesh.cli.shell.Shell;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "stop",
        description = "Ends the dev server of this folder and all its processes; what they stored stays.")
public final class StopCommand implements Callable<Integer> {
    private final Shell shell;
    private final Screen screen;

    @Option(names = "--data", paramLabel = "DIR", description = "Data folder of the dev server. Default: .mesh/data")
    private @Nullable Path data;

    @Mixin
    private final OutputOption output = new OutputOption(Format.TABLE, Format.JSON);

    public StopCommand(Shell shell) {
        this.shell = shell;
        this.screen = new Screen(shell);
    }

    /** Stopping what does not run is no failure: the caller has what it wanted. */
    @Override
    public Integer call() {
        Format format = output.format();
        Path folder = MeshFolder.data(shell, Optional.ofNullable(data));
        Optional<DevState> state = DevState.read(folder);
        boolean ran = state.filter(DevState::isAlive).isPresent();
        Ending ending = new Ending(folder);
        state.flatMap(found -> found.supervisor().alive()).ifPresent(supervisor -> {
            screen.note("stopping the dev server of " + folder + " (process " + supervisor.pid() + ")");
            if (!ending.endSupervisor(supervisor)) {
                throw CliException.of(
                        ExitCode.TIMEOUT,
                        CliErrors.TIMED_OUT,
                        "process " + supervisor.pid() + " does not end",
                        "it is another user's, or the system holds it",
                        "kill " + supervisor.pid());
            }
        });
        ending.endOrphans();
        if (format == Format.JSON) {
            screen.document(Json.document().put("stopped", ran).put("data", folder.toString()));
        } else {
            screen.text(ran ? "stopped" : "nothing runs in " + folder);
        }
        return ExitCode.OK.number();
    }
}
