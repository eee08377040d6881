package dev.agentmesh.cli.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.agentmesh.cli.LiveCommands;
import dev.agentmesh.cli.fake.Invocation;
import dev.agentmesh.cli.gateway.RunGateway;
import dev.agentmesh.core.run.RunStatus;
import dev.agentmesh.eventlog.log.LogRecord.LogEntry;
import dev.agentmesh.eventlog.log.LoggedEvent;
import dev.agentmesh.inprocess.LocalRun;
import dev.agentmesh.inprocess.LoggedFact;
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
        return testCase().during().isEmpty() && result.took().compareTo(SHORT) < 0;
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

    /** Does what people and other systems do meanwhile, each as soon as the run waits for it. */
    void goOn(LiveCommands commands, RunGateway runs) {
        for (Happening happening : testCase().during()) {
            switch (happening) {
                case Happening.Cancel(Duration _, String reason) -> run(commands, "run", "cancel", runId(), reason);
                case Happening.Redrive redrive -> {
                    await().atMost(PATIENCE).until(() -> !recorded(runs).held().isEmpty());
                    var words = new ArrayList<>(List.of("dlq", "redrive", "--all", "--run", runId(), "--yes"));
                    redrive.input().ifPresent(input -> words.addAll(List.of("-i", input.text())));
                    run(commands, words.toArray(String[]::new));
                }
            }
        }
    }

    private static void run(LiveCommands commands, String... words) {
        Invocation ran = commands.mesh(words);
        assertThat(ran.exit()).as(ran.err()).isZero();
    }

    /** Where the run is not, or not yet, as the case says. */
    List<Mismatch> mismatches(RunGateway runs) {
        LocalRun run = recorded(runs);
        List<Mismatch> mismatches = new ArrayList<>(new RecordedCase(folder.workflow()).mismatches(testCase(), run));
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
