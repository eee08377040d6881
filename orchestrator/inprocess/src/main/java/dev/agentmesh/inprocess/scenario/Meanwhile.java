package dev.agentmesh.inprocess.scenario;

import dev.agentmesh.core.run.Command;
import dev.agentmesh.core.value.Failure;
import dev.agentmesh.core.value.Payload;
import dev.agentmesh.core.value.Signal;
import dev.agentmesh.core.value.StepPath;
import dev.agentmesh.inprocess.LocalRun;
import dev.agentmesh.inprocess.OpenQuestion;
import dev.agentmesh.inprocess.Reply;
import dev.agentmesh.inprocess.VirtualMesh;
import dev.agentmesh.inprocess.scenario.CaseResult.Mismatch;
import dev.agentmesh.language.testfile.Happening;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What people and other systems do while a case is played. For one case. */
final class Meanwhile {
    private static final String BY = "test";

    private final VirtualMesh mesh;
    private final LocalRun run;
    /** What is done as soon as it can be, in the order of the case. */
    private final List<Happening> waiting = new ArrayList<>();

    private final List<Mismatch> mismatches = new ArrayList<>();

    Meanwhile(VirtualMesh mesh, LocalRun run, List<Happening> happenings) {
        this.mesh = mesh;
        this.run = run;
        for (Happening happening : happenings) {
            happening
                    .at()
                    .or(() -> isForAnyTime(happening.deed()) ? Optional.of(Duration.ZERO) : Optional.empty())
                    .ifPresentOrElse(at -> mesh.later(at, () -> happen(happening)), () -> waiting.add(happening));
        }
    }

    private static boolean isForAnyTime(Happening.Deed deed) {
        return switch (deed) {
            case Happening.Cancel _, Happening.Signaled _, Happening.Pause _ -> true;
            case Happening.Redrive _,
                    Happening.Decide _,
                    Happening.Announced _,
                    Happening.Resume _,
                    Happening.Redirect _ -> false;
        };
    }

    /** Does what waits and can be done now. */
    void catchUp() {
        for (Happening happening : List.copyOf(waiting)) {
            if (canBe(happening.deed())) {
                waiting.remove(happening);
                happen(happening);
            }
        }
    }

    /** What was not as the case says, to be asked when the run is at rest. */
    List<Mismatch> mismatches() {
        waiting.forEach(happening ->
                mismatches.add(new Mismatch("during", what(happening.deed()), "that there was no occasion for it")));
        return mismatches;
    }

    private boolean canBe(Happening.Deed deed) {
        return switch (deed) {
            case Happening.Cancel _, Happening.Signaled _, Happening.Pause _ -> true;
            case Happening.Resume _ -> run.isPaused();
            case Happening.Redirect redirect -> run.open().stream().anyMatch(path -> isOf(path, redirect.step()));
            case Happening.Redrive redrive -> run.held().stream().anyMatch(key -> isOf(key.path(), redrive.step()));
            case Happening.Decide decide -> question(decide.step()).isPresent();
            case Happening.Announced event -> mesh.runs().stream().anyMatch(each -> each.waitsFor(event.name()));
        };
    }

    private void happen(Happening happening) {
        Optional<Failure> refusal = refusal(happening.deed());
        String found = refusal.map(failure -> failure.code() + ": " + failure.message())
                .orElse("that it was not refused");
        Optional<String> expected = happening.refused();
        if (!refusal.map(Failure::code).equals(expected)) {
            mismatches.add(new Mismatch(
                    "during",
                    what(happening.deed())
                            + expected.map(code -> " refused with " + code).orElse(""),
                    found));
        }
    }

    private Optional<Failure> refusal(Happening.Deed deed) {
        return switch (deed) {
            case Happening.Cancel(String reason) -> mesh.send(run.id(), now -> new Command.CancelRun(now, reason, BY));
            case Happening.Pause(String reason) -> mesh.send(run.id(), now -> new Command.PauseRun(now, reason, BY));
            case Happening.Resume(String reason) -> mesh.send(run.id(), now -> new Command.ResumeRun(now, reason, BY));
            case Happening.Redirect(String step, String to) -> redirect(step, to);
            case Happening.Redrive(String step, Optional<Payload> input) ->
                mesh.send(run.id(), now -> new Command.RedriveTask(now, path(step), input, "redriven", BY));
            case Happening.Decide decide -> decide(decide);
            case Happening.Signaled(String name, Payload payload) ->
                mesh.signal(run.id(), new Signal(name, payload, "", BY));
            case Happening.Announced(String name, Payload payload) -> {
                mesh.announce(new Signal(name, payload, "", BY));
                yield Optional.empty();
            }
        };
    }

    private Optional<Failure> redirect(String step, String to) {
        int slash = to.indexOf('/');
        String agent = slash < 0 ? to : to.substring(0, slash);
        Optional<String> skill = slash < 0 ? Optional.empty() : Optional.of(to.substring(slash + 1));
        return mesh.send(run.id(), now -> new Command.RedirectTask(now, path(step), agent, skill, "redirected", BY));
    }

    private Optional<Failure> decide(Happening.Decide decide) {
        Optional<OpenQuestion> question = question(decide.step());
        return question.isPresent()
                ? mesh.answer(question.get(), reply(decide, question.get()))
                : mesh.send(
                        run.id(),
                        now -> new Command.DecideApproval(
                                now,
                                path(decide.step()),
                                decide.choice(),
                                decide.form(),
                                decide.comment(),
                                decide.by().orElse(BY),
                                decide.roles(),
                                ""));
    }

    /** In the case's run, or in one that it started. */
    private Optional<OpenQuestion> question(String step) {
        return mesh.questions().stream()
                .filter(question -> isOf(question.path(), step))
                .findFirst();
    }

    /** Whoever is not named is somebody who may answer. */
    private static Reply reply(Happening.Decide decide, OpenQuestion question) {
        String assigned = decide.by().isPresent()
                ? ""
                : question.assign().stream().findFirst().orElse("");
        List<String> roles = new ArrayList<>(decide.roles());
        if (assigned.startsWith("role:")) {
            roles.add(assigned.substring("role:".length()));
        }
        String by = assigned.isEmpty() ? BY : assigned.substring(assigned.indexOf(':') + 1);
        return new Reply(
                decide.choice(), decide.form(), decide.comment(), decide.by().orElse(by), roles);
    }

    private static boolean isOf(StepPath path, String step) {
        return path.text().equals(step) || path.id().equals(step);
    }

    private StepPath path(String step) {
        List<StepLedger.Execution> executions = StepLedger.of(run.log()).of(step);
        return executions.isEmpty() ? new StepPath(step) : executions.getLast().path();
    }

    private static String what(Happening.Deed deed) {
        return switch (deed) {
            case Happening.Cancel _ -> "cancel";
            case Happening.Pause _ -> "pause";
            case Happening.Resume _ -> "resume";
            case Happening.Redirect redirect -> "redirect " + redirect.step() + " to " + redirect.to();
            case Happening.Redrive redrive -> "redrive " + redrive.step();
            case Happening.Decide decide -> "answer " + decide.step() + " with " + decide.choice();
            case Happening.Signaled signal -> "signal " + signal.name();
            case Happening.Announced event -> "event " + event.name();
        };
    }
}
