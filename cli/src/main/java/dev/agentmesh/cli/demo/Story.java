package dev.agentmesh.cli.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.agentmesh.cli.gateway.MeshGateway;
import dev.agentmesh.cli.gateway.TopicGateway.Outgoing;
import dev.agentmesh.cli.run.Starter;
import dev.agentmesh.core.run.Event;
import dev.agentmesh.core.value.FailureKind;
import dev.agentmesh.eventlog.copy.CopyManifest;
import dev.agentmesh.eventlog.copy.TopicCopy;
import dev.agentmesh.eventlog.read.Span;
import dev.agentmesh.eventlog.replay.Replayer;
import dev.agentmesh.eventlog.replay.Verdict;
import dev.agentmesh.language.definition.OneStep;
import dev.agentmesh.topics.deadletter.RedriveRequest;
import dev.agentmesh.topics.deadletter.RedriveResult;
import dev.agentmesh.topics.deadletter.StoredLetter;
import dev.agentmesh.topics.message.CommandMessage;
import dev.agentmesh.topics.message.DeadLetter;
import dev.agentmesh.topics.message.MessageHeader;
import dev.agentmesh.topics.message.Octets;
import dev.agentmesh.topics.message.Payload;
import dev.agentmesh.topics.message.WorkflowDeployment;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** What happens in the demo, in order. Each part ends with a claim that is checked on the topics. */
final class Story {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final Duration LONG = Duration.ofMinutes(5);
    private static final byte[] GARBAGE = "this is no task".getBytes(StandardCharsets.UTF_8);
    private static final JsonMapper JSON = new JsonMapper();

    private final MeshGateway mesh;
    private final DemoAgents agents;
    private final Clock clock;
    private final Demo.Setting setting;
    private final Checks checks;
    private final Consumer<String> lines;

    Story(
            MeshGateway mesh,
            DemoAgents agents,
            Clock clock,
            Demo.Setting setting,
            Checks checks,
            Consumer<String> lines) {
        this.mesh = mesh;
        this.agents = agents;
        this.clock = clock;
        this.setting = setting;
        this.checks = checks;
        this.lines = lines;
    }

    void tell() {
        agentsComeUp();
        List<String> paths = whatChanged();
        String broken = paths.getFirst();
        String slow = paths.getLast();
        faults("style: fail " + broken, "security: slow " + slow + " 20");
        poison();
        String runId = startReview();
        RunWatch run = new RunWatch(mesh.runs(), agents, runId);
        agentIsKilled(run, slow);
        String letter = heldTask(run);
        faultIsLiftedAndRedriven(letter);
        Event.RunCompleted completed = run.await(Event.RunCompleted.class, event -> true, "the run to complete", LONG);
        endOfRun(run, completed);
        takeover(run);
        reports(completed);
        replay(runId);
        auditCopy();
    }

    private void agentsComeUp() {
        long begun = System.nanoTime();
        for (String agent : Demo.AGENTS) {
            agents.start(agent, agent + "-1");
        }
        awaitTrue("all five agents to announce themselves", () -> {
            Set<String> up = new java.util.TreeSet<>();
            mesh.agents().announcements().forEach(word -> up.add(word.agent()));
            return up.containsAll(Demo.AGENTS);
        });
        checks.claim(
                "agents",
                agents.living() + " processes, each on its own topic (" + seconds(begun) + ")",
                Demo.holds(agents.living() == Demo.AGENTS.size()));
    }

    /** A run of one step: the diff agent alone. */
    private List<String> whatChanged() {
        String name = OneStep.name("diff", "diff");
        deploy(name, OneStep.source("diff", "diff", Optional.of(Duration.ofSeconds(60))));
        String runId = start(name, request());
        RunWatch run = new RunWatch(mesh.runs(), agents, runId);
        Event.RunCompleted completed =
                run.await(Event.RunCompleted.class, event -> true, "the diff agent to answer", SOON);
        List<String> paths = new ArrayList<>();
        parse(completed.output().text())
                .path("files")
                .forEach(file -> paths.add(file.path("path").asText()));
        checks.claim(
                "diff",
                paths.size() + " changed files to review in "
                        + setting.repository().range(),
                Demo.holds(!paths.isEmpty()));
        return paths;
    }

    private void poison() {
        String topic = mesh.cluster().names().tasks("style");
        mesh.topics().publish(new Outgoing(topic, "poison", GARBAGE, Map.of()));
        Optional<DeadLetter> letter = awaitLetter(
                "the undecodable record to become a dead letter",
                found -> found.body() instanceof DeadLetter.PoisonRecord);
        boolean whole = letter.flatMap(DeadLetter::origin)
                .filter(origin -> origin.topic().equals(topic))
                .flatMap(DeadLetter.Origin::value)
                .map(Octets::toArray)
                .filter(bytes -> java.util.Arrays.equals(bytes, GARBAGE))
                .isPresent();
        checks.claim(
                "poison",
                "an undecodable record is a dead letter with its bytes and place "
                        + letter.map(found -> "(" + found.failure().code() + ")")
                                .orElse(""),
                Demo.holds(whole));
    }

    private String startReview() {
        deploy("code-review-strict", read(setting.workflow()));
        String runId = start("code-review-strict", request());
        lines.accept(
                " run      " + runId + "  review of " + setting.repository().folder());
        return runId;
    }

    private void agentIsKilled(RunWatch run, String slow) {
        run.await(
                Event.TaskDispatched.class,
                event ->
                        event.agent().equals("security") && event.input().text().contains(quoted(slow)),
                "security to be given " + slow,
                LONG);
        awaitTrue(
                "security to be busy",
                () -> mesh.agents().announcements().stream()
                        .filter(word -> word.agent().equals("security"))
                        .anyMatch(word ->
                                word.body() instanceof dev.agentmesh.topics.message.AgentAnnouncement.Heartbeat beat
                                        && beat.busy() > 0));
        long pid = agents.kill("security-1");
        faults("style: fail " + readPathOf("style"));
        agents.start("security", "security-2");
        lines.accept(" killed   security-1 (pid " + pid + ", SIGKILL) in the middle of " + slow);
    }

    private String readPathOf(String agent) {
        return read(setting.faults())
                .lines()
                .filter(line -> line.startsWith(agent + ": fail "))
                .map(line -> line.substring((agent + ": fail ").length()))
                .findFirst()
                .orElse("");
    }

    private String heldTask(RunWatch run) {
        Event.TaskDeadLettered event = run.await(
                Event.TaskDeadLettered.class,
                Event.TaskDeadLettered::held,
                "the failing task to run out of attempts",
                LONG);
        Optional<DeadLetter> letter = awaitLetter(
                "the dead letter of " + event.path(), found -> found.id().equals(event.deadLetterId()));
        checks.claim(
                "held",
                event.path() + " failed " + event.attempt() + " times: dead letter " + event.deadLetterId()
                        + ", run waits",
                Demo.holds(letter.isPresent()
                        && run.find(Event.RunFailed.class, failed -> true).isEmpty()));
        return event.deadLetterId();
    }

    private void faultIsLiftedAndRedriven(String letter) {
        delete(setting.faults());
        List<RedriveResult> results = mesh.letters()
                .redrive(RedriveRequest.of(List.of(letter), "demo", "the fault of the style agent is mended"));
        checks.claim(
                "redrive",
                letter + " goes back to its agent after the fault is mended",
                Demo.holds(results.stream().allMatch(RedriveResult.Done.class::isInstance) && !results.isEmpty()));
    }

    private void endOfRun(RunWatch run, Event.RunCompleted completed) {
        long tasks = run.events().stream()
                .filter(logged -> logged.event() instanceof Event.TaskCompleted)
                .count();
        boolean redriven = run.find(Event.TaskRedriven.class, event -> true)
                .flatMap(event ->
                        run.find(Event.TaskCompleted.class, done -> done.path().equals(event.path())))
                .isPresent();
        checks.claim(
                "run",
                "completed, " + tasks + " tasks, the redriven one among them",
                Demo.holds(redriven && !completed.output().isNull()));
    }

    private void takeover(RunWatch run) {
        Optional<Event.AttemptEnded> lost =
                run.find(Event.AttemptEnded.class, event -> event.failure().kind() == FailureKind.LOST);
        boolean takenOver = lost.flatMap(event -> run.find(
                        Event.TaskCompleted.class,
                        done -> done.path().equals(event.path())
                                && done.worker().equals("security-2")))
                .isPresent();
        checks.claim(
                "takeover",
                lost.map(event -> "attempt " + event.attempt() + " of " + event.path()
                                + " was lost, security-2 did it again")
                        .orElse("no attempt of the killed process was reported lost"),
                Demo.holds(takenOver));
    }

    private void reports(Event.RunCompleted completed) {
        JsonNode output = parse(completed.output().text());
        Path markdown = setting.reports().resolve("review.md");
        Path sarif = setting.reports().resolve("review.sarif");
        boolean written = Files.isRegularFile(markdown)
                && Files.isRegularFile(sarif)
                && parse(read(sarif)).path("version").asText().equals("2.1.0");
        checks.claim("reports", "review.md and review.sarif: " + counts(output), Demo.holds(written));
    }

    private static String counts(JsonNode output) {
        List<String> words = new ArrayList<>();
        output.path("counts")
                .properties()
                .forEach(count -> words.add(count.getValue().asText() + " " + count.getKey()));
        return String.join(", ", words);
    }

    private void replay(String runId) {
        var live = mesh.runs().live(Set.of(runId));
        Verdict verdict = Replayer.verify(runId, mesh.runs().log(runId), Optional.ofNullable(live.get(runId)));
        String detail = switch (verdict) {
            case Verdict.Same same ->
                same.head().seq() + " events fold to the live state (sha256 "
                        + same.digest().toString().substring(0, 12) + "…), chain whole";
            case Verdict.Differs differs -> "differs at event " + differs.seq();
            case Verdict.Broken broken -> "broken at event " + broken.seq() + ": " + broken.detail();
        };
        boolean compared =
                verdict instanceof Verdict.Same same && same.comparedAt().isPresent();
        checks.claim("replay", detail, Demo.holds(compared));
    }

    private void auditCopy() {
        Path copy = setting.reports().resolve("events");
        try (var topic = mesh.topics().reader(mesh.cluster().names().events())) {
            CopyManifest manifest = TopicCopy.write(topic, Span.ALL, copy, clock.instant());
            checks.claim(
                    "audit",
                    "the event topic copied with a manifest: " + records(manifest) + " records",
                    Demo.holds(records(manifest) > 0 && Files.isRegularFile(TopicCopy.manifestOf(copy))));
        }
    }

    private static long records(CopyManifest manifest) {
        return manifest.partitions().stream()
                .mapToLong(CopyManifest.PartitionPart::records)
                .sum();
    }

    private ObjectNode request() {
        return JSON.createObjectNode()
                .put("repository", setting.repository().folder().toString())
                .put("range", setting.repository().range())
                .put("maxFiles", setting.maxFiles())
                .put("outDir", setting.reports().toString());
    }

    private void deploy(String name, String source) {
        mesh.workflows()
                .deploy(WorkflowDeployment.of(
                        MessageHeader.of("", clock.instant(), "demo"), name, "1", source, "demo"));
    }

    private String start(String workflow, ObjectNode input) {
        String runId = "demo-" + workflow;
        return new Starter(mesh.runs(), clock)
                .start(
                        runId,
                        new CommandMessage.StartRun(
                                workflow,
                                Optional.of("1"),
                                Payload.json(input.toString()),
                                Optional.empty(),
                                Optional.empty(),
                                "demo"))
                .runId();
    }

    private Optional<DeadLetter> awaitLetter(String what, java.util.function.Predicate<DeadLetter> wanted) {
        awaitTrue(what, () -> letter(wanted).isPresent());
        return letter(wanted);
    }

    private Optional<DeadLetter> letter(java.util.function.Predicate<DeadLetter> wanted) {
        return mesh.letters().read().all().stream()
                .map(StoredLetter::letter)
                .filter(wanted)
                .findFirst();
    }

    private void awaitTrue(String what, BooleanSupplier condition) {
        Waiting.until(what, SOON, () -> {
            agents.requireRunning();
            return condition.getAsBoolean();
        });
    }

    private void faults(String... faults) {
        try {
            Files.writeString(setting.faults(), String.join("\n", faults) + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + setting.faults(), e);
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + file, e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    private static JsonNode parse(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Expected JSON but found: " + json, e);
        }
    }

    private static String quoted(String text) {
        return JSON.getNodeFactory().textNode(text).toString();
    }

    private static String seconds(long since) {
        return String.format(java.util.Locale.ROOT, "%.1f s", (System.nanoTime() - since) / 1e9);
    }
}
