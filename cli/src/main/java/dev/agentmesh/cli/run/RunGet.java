package dev.agentmesh.cli.run;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.agentmesh.cli.connection.ConnectionOptions;
import dev.agentmesh.cli.error.ExitCode;
import dev.agentmesh.cli.gateway.Cli;
import dev.agentmesh.cli.output.Format;
import dev.agentmesh.cli.output.Json;
import dev.agentmesh.cli.output.OutputOption;
import dev.agentmesh.cli.output.Printable;
import dev.agentmesh.cli.output.Screen;
import dev.agentmesh.eventlog.log.LoggedEvent;
import dev.agentmesh.eventlog.summary.OpenTask;
import dev.agentmesh.eventlog.summary.OpenWait;
import dev.agentmesh.eventlog.summary.RunProjection;
import dev.agentmesh.eventlog.summary.RunSummary;
import dev.agentmesh.eventlog.summary.Shortfall;
import dev.agentmesh.eventlog.summary.Shortfalls;
import dev.agentmesh.eventlog.summary.StepNode;
import dev.agentmesh.eventlog.summary.StepTree;
import dev.agentmesh.eventlog.trace.RunTrace;
import dev.agentmesh.eventlog.trace.RunTracer;
import dev.agentmesh.topics.message.WorkflowDeployment;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "get", description = "Shows a run: where it stands and why, and its steps.")
final class RunGet implements Callable<Integer> {
    /** More children than a screen holds are in the JSON. */
    private static final int CHILDREN = 20;

    private final Cli cli;

    @Parameters(paramLabel = "RUN", description = "Its id, or enough of its beginning.")
    private String given = "";

    @Mixin
    private final ConnectionOptions connection = new ConnectionOptions();

    /** What of the run is shown. */
    static final class View {
        @Option(
                names = "--trace",
                description = "What each agent was given and gave, in full, with attempts, times and cost.")
        private boolean trace;

        @Option(
                names = "--state",
                description = "What is done, in work and to come, what was found, went wrong and was decided.")
        private boolean state;
    }

    @ArgGroup
    private View view = new View();

    @Mixin
    private final OutputOption output = new OutputOption(Format.TABLE, Format.JSON);

    RunGet(Cli cli) {
        this.cli = cli;
    }

    @Override
    public Integer call() {
        Format format = output.format();
        Instant now = cli.shell().clock().instant();
        RunFinder.Found found;
        Staffing staffing;
        List<WorkflowDeployment> deployed;
        try (var mesh = cli.open(connection)) {
            found = new RunFinder(mesh.runs()).find(given);
            staffing = Staffing.of(mesh, now);
            deployed = mesh.workflows().all();
        }
        List<LoggedEvent> events = RunFinder.events(found.log());
        if (view.trace) {
            trace(RunTracer.of(found.id(), events, now), now);
            return ExitCode.OK.number();
        }
        var projection = new RunProjection(found.id());
        events.forEach(projection::accept);
        RunSummary run = staffing.seen(projection.summary());
        ObjectNode state = WorkJson.of(events, PinnedDefinition.of(events, deployed));
        if (view.state && format == Format.TABLE) {
            new WorkLines(cli.screen()).print(run, state);
            return ExitCode.OK.number();
        }
        List<StepNode> steps = StepTree.of(events);
        List<Shortfall> partial = Shortfalls.of(events);
        if (format == Format.JSON) {
            ObjectNode document = Json.document();
            ObjectNode json = RunJson.of(run, now);
            json.putArray("partial").addAll(RunJson.partial(partial));
            json.putArray("steps").addAll(RunJson.steps(steps, now));
            json.set("state", state);
            document.set("run", json);
            cli.screen().document(document);
        } else {
            print(run, steps, partial, now);
        }
        return ExitCode.OK.number();
    }

    private void trace(RunTrace trace, Instant now) {
        if (output.format() == Format.JSON) {
            ObjectNode document = Json.document();
            document.set("trace", TraceJson.of(trace, now));
            cli.screen().document(document);
        } else {
            new TraceLines(cli.screen(), now).print(trace);
        }
    }

    private void print(RunSummary run, List<StepNode> steps, List<Shortfall> partial, Instant now) {
        Screen screen = cli.screen();
        screen.text("run " + run.runId() + "  " + RunTable.status(run) + "  " + Printable.line(run.title()));
        screen.text("  workflow  " + run.workflowRef());
        screen.text("  started   " + screen.time(run.startedAt()) + ", took " + Screen.duration(run.duration(now)));
        run.why()
                .ifPresent(why -> screen.text("  why       " + Printable.line(why.text())
                        + (why.code().isEmpty() ? "" : " (" + why.code() + ")")
                        + (why.step().isRoot() ? "" : ", at step " + why.step().text())));
        run.around()
                .parent()
                .ifPresent(parent -> screen.text("  parent    " + parent.runId() + ", at step " + parent.path()
                        + (parent.detached() ? ", detached" : "")));
        run.around().children().stream().limit(CHILDREN).forEach(child -> screen.text("  child     " + child));
        run.around().waits().stream()
                .filter(wait -> wait.kind() == OpenWait.Kind.HUMAN)
                .forEach(wait -> screen.text("  answer    mesh approval get " + run.runId() + "/" + wait.path()));
        partial.forEach(
                step -> screen.text("  partial   " + step.step() + ": " + Printable.shortened(step.disclaimer(), 200)));
        RunJson.shown(run.usage()).ifPresent(cost -> screen.text("  cost      " + cost));
        run.openTasks().stream()
                .filter(task -> task.state() == OpenTask.State.HELD)
                .flatMap(task -> task.deadLetter().stream())
                .forEach(letter -> screen.text("  fix       mesh dlq redrive " + letter));
        new StepLines(now).of(steps).forEach(screen::text);
    }
}
