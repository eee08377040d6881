package dev.agentmesh.cli.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.agentmesh.cli.LiveCommands;
import dev.agentmesh.cli.fake.Invocation;
import dev.agentmesh.cli.gateway.RunGateway;
import dev.agentmesh.cli.output.Json;
import dev.agentmesh.core.run.RunStatus;
import dev.agentmesh.core.value.StepPath;
import dev.agentmesh.eventlog.log.LogRecord.LogEntry;
import dev.agentmesh.eventlog.log.LoggedEvent;
import dev.agentmesh.inprocess.LocalRun;
import dev.agentmesh.inprocess.LoggedFact;
import dev.agentmesh.inprocess.OpenQuestion;
import dev.agentmesh.inprocess.scenario.CasePlayer;
import dev.agentmesh.inprocess.scenario.CaseResult;
import dev.agentmesh.inprocess.scenario.CaseResult.Mismatch;
import dev.agentmesh.inprocess.scenario.RecordedCase;
import dev.agentmesh.language.testfile.Happening;
import dev.agentmesh.language.testfile.TestCase;
import dev.agentmesh.topics.message.CommandMessage;
import dev.agentmesh.topics.message.MessageHeader;
import dev.agentmesh.topics.message.Payload;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A case of a pattern, as a run of a real mesh. */
record PlayedCase(PatternFolder folder, int at) {
    /** By its own clock, which a virtual mesh tells beforehand. */
    private static final Duration SHORT = Duration.ofSeconds(8);

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Set<String> AT_REST = Set.of("held", "waiting");

    /** The first case of a folder, and all others that do not take long. */
    static Stream<PlayedCase> of(PatternFolder folder) {
        var player = new CasePlayer(folder.workflow(), folder.others());
        return IntStream.range(0, folder.cases().size())
                .mapToObj(i -> new PlayedCase(folder, i))
                .filter(each -> each.at == 0 || each.isShort(player));
    }

    private boolean isShort(CasePlayer player) {
        CaseResult result = player.play(testCase());
        return testCase().during().stream().allMatch(happening -> happening.at().isEmpty())
                && result.took().compareTo(SHORT) < 0;
    }

    TestCase testCase() {
        return folder.cases().get(at);
    }

    String runId() {
        return folder.runId(at);
    }

    /** The first case as a person would, the others without a new connection for each. */
    void start(LiveCommands commands, RunGateway runs) {
        String workflow = folder.workflow().ref().name();
        Payload input = Payload.json(testCase().input().text());
        if (at > 0) {
            var start = new CommandMessage.StartRun(
                    workflow, Optional.empty(), input, Optional.empty(), Optional.empty(), "test");
            runs.send(new CommandMessage(MessageHeader.of(runId(), Instant.now(), "test"), start));
        } else {
            run(commands, "run", "start", workflow, "--id", runId(), "-i", input.text());
        }
    }

    /** Does what people and other systems do meanwhile, each as soon as there is occasion for it. */
    void goOn(LiveCommands commands, RunGateway runs) {
        for (Happening happening : testCase().during()) {
            List<String> words = switch (happening.deed()) {
                case Happening.Cancel(String reason) -> List.of("run", "cancel", runId(), "--reason", reason);
                case Happening.Pause(String reason) -> List.of("run", "pause", runId(), "--reason", reason);
                case Happening.Resume(String reason) -> {
                    await().atMost(PATIENCE).until(() -> recorded(runs).isPaused());
                    yield List.of("run", "resume", runId(), "--reason", reason);
                }
                case Happening.Redirect redirect -> redirect(redirect, runs);
                case Happening.Redrive redrive -> redrive(redrive, runs);
                case Happening.Decide decide -> answer(decide, runs);
                case Happening.Signaled signal ->
                    List.of("run", "signal", runId(), signal.name(), "-i", text(signal.payload()));
                case Happening.Announced event -> {
                    await().atMost(PATIENCE).until(() -> recorded(runs).waitsFor(event.name()));
                    yield List.of("event", "publish", event.name(), "-i", text(event.payload()));
                }
            };
            Invocation ran = commands.mesh(words.toArray(String[]::new));
            assertThat(ran.exit() == 0)
                    .as(String.join(" ", words) + "\n" + ran.err())
                    .isEqualTo(happening.refused().isEmpty());
            assertThat(ran.err()).contains(happening.refused().orElse(""));
        }
    }

    private List<String> redirect(Happening.Redirect redirect, RunGateway runs) {
        StepPath open = await().atMost(PATIENCE)
                .until(
                        () -> recorded(runs).open().stream()
                                .filter(path -> path.text().equals(redirect.step())
                                        || path.id().equals(redirect.step()))
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
        return List.of("run", "redirect", runId(), open.text(), "--to", redirect.to());
    }

    private List<String> redrive(Happening.Redrive redrive, RunGateway runs) {
        await().atMost(PATIENCE).until(() -> !recorded(runs).held().isEmpty());
        List<String> words = new ArrayList<>(List.of("dlq", "redrive", "--all", "--run", runId(), "--yes"));
        redrive.input().ifPresent(input -> words.addAll(List.of("-i", text(input))));
        return words;
    }

    /** As a person types it: text without quotes, everything else as JSON. */
    private static String written(JsonNode value) {
        return value.isTextual() ? value.asText() : value.toString();
    }

    /** Whoever is not named is somebody who may answer. */
    private List<String> answer(Happening.Decide decide, RunGateway runs) {
        OpenQuestion question = await().atMost(PATIENCE)
                .until(() -> question(decide.step(), runs), Optional::isPresent)
                .orElseThrow();
        String id = question.runId() + "/" + question.path().text();
        List<String> words = new ArrayList<>(List.of("approval", "choose", id, decide.choice()));
        if (!decide.comment().isEmpty()) {
            words.addAll(List.of("--comment", decide.comment()));
        }
        decide.form()
                .ifPresent(form -> Json.value(text(form))
                        .properties()
                        .forEach(field ->
                                words.addAll(List.of("--set", field.getKey() + "=" + written(field.getValue())))));
        decide.roles().forEach(role -> words.addAll(List.of("--role", role)));
        Optional<String> assigned =
                question.assign().stream().findFirst().filter(_ -> decide.by().isEmpty());
        assigned.filter(who -> who.startsWith("role:"))
                .ifPresent(who -> words.addAll(List.of("--role", who.substring("role:".length()))));
        String by = assigned.map(who -> who.substring(who.indexOf(':') + 1)).orElse("test");
        words.addAll(List.of("--by", decide.by().orElse(by)));
        return words;
    }

    private Optional<OpenQuestion> question(String step, RunGateway runs) {
        return recorded(runs).questions().stream()
                .filter(open ->
                        open.path().text().equals(step) || open.path().id().equals(step))
                .findFirst();
    }

    private static String text(dev.agentmesh.core.value.Payload payload) {
        return payload.text();
    }

    private static void run(LiveCommands commands, String... words) {
        Invocation ran = commands.mesh(words);
        assertThat(ran.exit()).as(ran.err()).isZero();
    }

    /** Where the run is not, or not yet, as the case says. */
    List<Mismatch> mismatches(RunGateway runs) {
        LocalRun run = recorded(runs);
        List<Mismatch> mismatches = new ArrayList<>(new RecordedCase(folder.workflow()).mismatches(testCase(), run));
        // In a case its run is called "test".
        mismatches.removeIf(each -> each.found().replace(runId(), "test").equals(each.expected()));
        // An exception of an agent has the host's code; the word of the script stands in its message.
        run.failure()
                .filter(failure -> failure.code().equals("MESH-3016"))
                .ifPresent(failure -> mismatches.removeIf(each ->
                        each.what().equals("error") && failure.message().contains(": " + each.expected() + ":")));
        boolean rests = testCase().expected().status().filter(AT_REST::contains).isPresent();
        if (run.status() == RunStatus.RUNNING && !rests) {
            mismatches.add(new Mismatch("the run", "an end", "none"));
        }
        return mismatches;
    }

    private LocalRun recorded(RunGateway runs) {
        List<LoggedFact> facts = log(runs).stream()
                .map(event -> new LoggedFact(event.seq(), event.at(), event.event()))
                .toList();
        return new RecordedCase(folder.workflow()).run(runId(), facts);
    }

    private List<LoggedEvent> log(RunGateway runs) {
        return runs.log(runId()).stream()
                .map(record -> ((LogEntry) record).logged())
                .toList();
    }

    /** What happened, for whoever has to find out why. */
    String story(RunGateway runs) {
        return log(runs).stream()
                .map(event -> event.at() + " " + event.event())
                .collect(Collectors.joining("\n", runId() + "\n", "\n"));
    }

    @Override
    public String toString() {
        return folder.name() + ": " + testCase().name();
    }
}
