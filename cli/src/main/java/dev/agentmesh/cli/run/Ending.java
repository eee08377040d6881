package dev.agentmesh.cli.run;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.agentmesh.cli.error.CliErrors;
import dev.agentmesh.cli.error.CliException;
import dev.agentmesh.cli.error.ExitCode;
import dev.agentmesh.cli.output.Format;
import dev.agentmesh.cli.output.Json;
import dev.agentmesh.cli.output.Printable;
import dev.agentmesh.cli.output.Screen;
import dev.agentmesh.core.run.Event;
import dev.agentmesh.core.value.Failure;
import dev.agentmesh.eventlog.summary.Shortfall;
import java.util.List;
import java.util.Optional;

/** Shows how a run ended: its output to stdout, anything else as the error that the command ends with. */
public final class Ending {
    /** The code with which a definition fails because a person said no. */
    private static final String REJECTED = "REJECTED";

    private final Screen screen;
    private final Format format;

    public Ending(Screen screen, Format format) {
        this.screen = screen;
        this.format = format;
    }

    /**
     * Returns for a completed run; what its result lacks is told.
     *
     * @throws CliException for any other, with the exit code that says which
     */
    public void show(String runId, Event.RunEvent end, List<Shortfall> partial) {
        switch (end) {
            case Event.RunCompleted completed -> {
                if (format == Format.TABLE) {
                    screen.text(completed.output().text());
                    Json.artifact(completed.output().text())
                            .ifPresent(name -> screen.note("the output is an artifact: mesh artifact get " + name));
                    partial.forEach(step -> screen.note("partial result: " + step.step() + ": " + step.disclaimer()));
                } else {
                    ObjectNode document = document(runId, "COMPLETED");
                    document.set("output", Json.value(completed.output().text()));
                    if (!partial.isEmpty()) {
                        document.putArray("partial").addAll(RunJson.partial(partial));
                    }
                    print(document);
                }
            }
            case Event.RunFailed failed -> {
                told(runId, "FAILED", failed.failure());
                String step = failed.path().isRoot()
                        ? ""
                        : " at step " + failed.path().text();
                String undone = failed.rollback().happened()
                        ? " and was rolled back (" + failed.rollback().undone() + " undone"
                                + (failed.rollback().failed() == 0
                                        ? ")"
                                        : ", " + failed.rollback().failed() + " not)")
                        : "";
                ExitCode exit = failed.failure().code().equals(REJECTED) ? ExitCode.REJECTED : ExitCode.RUN_FAILED;
                throw bad(exit, runId, "run " + runId + " failed" + step + undone, Optional.of(failed.failure()));
            }
            case Event.RunRejected rejected -> {
                told(runId, "REJECTED", rejected.failure());
                throw bad(
                        ExitCode.INVALID, runId, "run " + runId + " was not started", Optional.of(rejected.failure()));
            }
            case Event.RunCanceled canceled -> {
                if (format != Format.TABLE) {
                    print(document(runId, "CANCELED").put("reason", canceled.reason()));
                }
                String by = canceled.by().isEmpty() ? "" : " by " + canceled.by();
                String why = canceled.reason().isEmpty() ? "" : ": " + canceled.reason();
                throw bad(ExitCode.CANCELED, runId, "run " + runId + " was canceled" + by + why, Optional.empty());
            }
            case Event.RunStarted _,
                    Event.CommandRejected _,
                    Event.TurnsPutOff _,
                    Event.TurnsTakenUp _,
                    Event.RunPaused _,
                    Event.RunResumed _,
                    Event.TurnHeld _ -> throw new IllegalArgumentException("not the end of a run: " + end);
        }
    }

    /** The failure of a command whose patience is over; the run goes on. */
    public static CliException late(String runId) {
        return CliException.of(
                ExitCode.TIMEOUT,
                CliErrors.TIMED_OUT,
                "run " + runId + " has not ended within the time given with --timeout; it goes on",
                CliErrors.TIMED_OUT.cause(),
                "mesh run get " + runId);
    }

    private void told(String runId, String status, Failure failure) {
        if (format != Format.TABLE) {
            ObjectNode document = document(runId, status);
            document.putObject("failure")
                    .put("kind", failure.kind().name())
                    .put("code", failure.code())
                    .put("message", failure.message());
            print(document);
        }
    }

    private void print(ObjectNode document) {
        if (format == Format.JSONL) {
            screen.line(document);
        } else {
            screen.document(document);
        }
    }

    private static ObjectNode document(String runId, String status) {
        return Json.document().put("id", runId).put("status", status);
    }

    private static CliException bad(ExitCode exit, String runId, String what, Optional<Failure> failure) {
        String reason = failure.map(
                        f -> ": " + Printable.line(f.message()) + (f.code().isEmpty() ? "" : " (" + f.code() + ")"))
                .orElse("");
        return CliException.of(
                exit,
                CliErrors.RUN_ENDED_BADLY,
                what + reason,
                failure.map(Failure::code)
                        .filter(code -> code.startsWith("MESH-"))
                        .map(code -> "mesh explain " + code + " tells more")
                        .orElse(CliErrors.RUN_ENDED_BADLY.cause()),
                "mesh run get " + runId);
    }
}
