package dev.agentmesh.language.dsl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentmesh.core.definition.Join;
import dev.agentmesh.core.definition.Late;
import dev.agentmesh.core.definition.Step;
import dev.agentmesh.core.definition.Verb;
import dev.agentmesh.core.definition.Workflow;
import dev.agentmesh.language.definition.ParsedWorkflow;
import dev.agentmesh.language.definition.WorkflowParser;
import dev.agentmesh.language.writer.WorkflowWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The guide's own code: what stands there stands here, compiles, and builds definitions that are accepted. */
class JavaGuideTest {
    private static final Path GUIDE = Path.of("../../docs/guides/workflows-in-java.md");
    private static final Path SELF = Path.of("src/test/java/dev/agentmesh/language/dsl/JavaGuideTest.java");

    record Question(String text) {}

    record Findings(List<String> sources) {}

    record Draft(String text) {}

    record Mark(double score, String hint) {}

    record Note(String text, List<String> references) {}

    record Slot(String id) {}

    record Payment(String order) {}

    /** Not the mesh's own interface: any class will do, and it may declare whatever it throws. */
    interface Researcher {
        Findings research(Question question) throws IOException;
    }

    interface Writer {
        Draft write(List<String> sources, String tone);
    }

    interface Critic {
        Mark mark(Draft draft);

        String motto();
    }

    static final AgentType<Researcher> RESEARCHER = AgentType.of("researcher", Researcher.class);
    static final AgentType<Writer> WRITER = AgentType.of("writer", Writer.class);
    static final AgentType<Critic> CRITIC = AgentType.of("critic", Critic.class);

    static Workflow brief() {
        return WorkflowInJava.define("brief", Question.class, Draft.class, f -> {
            var found = f.call("found", RESEARCHER, Researcher::research, f.input());
            var draft = f.loop("draft", 4, Draft.class, turn -> {
                var text = turn.call("write", WRITER, Writer::write).with("sources", found.get(Findings::sources));
                var mark = turn.call("mark", CRITIC, Critic::mark, text).timeout(Duration.ofSeconds(90));
                turn.until(mark.get(Mark::score).ge(0.85));
            });
            f.gives(draft);
        });
    }

    static void values(WorkflowInJava.Root<Question, Object> f, Done<Mark> mark) {
        f.agent("tell", "teller", Object.class)
                .with("question", f.input(Question::text))
                .with("words", Value.of(200))
                .with("note", Value.text("scored ${steps.mark.output.score} by ${run.id}"))
                .with("hint", mark.get(Mark::hint).or("none"))
                .onlyIf(mark.get(Mark::score).lt(0.5).or(Condition.contains(mark.get(Mark::hint), "again")));
        Value<Double> half = f.set("half", "half", Value.expression("steps.mark.output.score / 2.0", Double.class));
        f.fails("too-low", "TOO_LOW", Value.text("only ${vars.half}")).onlyIf(half.lt(0.1));
    }

    static void structure(WorkflowInJava.Root<Question, Object> f) {
        var both = f.parallel(
                "both",
                Findings.class,
                new Join.Count(1),
                Late.CANCEL,
                branches -> branches.branch("web", b -> b.call("web", RESEARCHER, Researcher::research))
                        .branch("news", b -> b.agent("news", "news", Findings.class)));
        var notes = f.map(
                "notes",
                Value.flat(both.outputs(), Findings::sources),
                "source",
                Note.class,
                Lanes.<String, Note>wide(8).join(new Join.Percent(80)).grow(note -> note.get(Note::references), 40),
                (b, source) -> b.agent("note", "summariser", Note.class).input(source));
        f.choose(
                "by-size",
                Object.class,
                cases -> cases.when(
                                Condition.expression("size(steps.notes.outputs) == 0"),
                                s -> s.fails("nothing", "NOTHING", "no source was found"))
                        .otherwise(s ->
                                s.agent("digest", "writer/digest", Draft.class).with("notes", notes.outputs())));
        f.block("booked", Object.class, b -> {
                    b.agent("slot", "cms/reserve", Slot.class).undo("cms/release", slot -> slot.get(Slot::id));
                    b.agent("bill", "billing/charge", Object.class).retry(1);
                })
                .onError("CARD_DECLINED", s -> s.returns("unpaid", Value.of("not paid")));
    }

    static void graph(WorkflowInJava.Root<Question, Object> f) {
        f.step(
                "review",
                Graph.from("analyse", 20, Object.class)
                        .state("findings", Verb.Reducer.APPEND)
                        .node(
                                s -> s.agent("analyse", "diff-analyst", Mark.class),
                                edges -> edges.when(
                                                mark -> mark.get(Mark::score).gt(0.7), "security")
                                        .to("style"))
                        .node(s -> s.agent("security", "security", Mark.class), Graph.Edges::done)
                        .node(s -> s.agent("style", "style", Mark.class), Graph.Edges::done));
    }

    static void together(WorkflowInJava.Root<Question, Object> f) {
        var polish = f.step(
                "polish",
                Chat.about(f.input(Question::text))
                        .members("editor", WRITER.skill(Writer::write))
                        .moderatedBy("chair")
                        .max(9)
                        .until(chat -> Condition.contains(chat.last().get(Chat.Turn::text), "AGREED")));
        f.step(
                        "facts",
                        Handoff.startingWith("checker", Draft.class)
                                .allow("checker", "statistician", "lawyer")
                                .allowWith("statistician", "lawyer", "numbers")
                                .escalate("chief"))
                .with("text", polish.get("final", String.class));
        f.step(
                "stance",
                Debate.on(Value.text("This market is worth entering"), "chair")
                        .side("for", "bull")
                        .side("against", "bear")
                        .rounds(3));
        f.step(
                "rating",
                Vote.by(Mark.class, mark -> mark.get(Mark::score))
                        .voters("rater-a", "rater-b", "rater-c")
                        .rule(Verb.Rule.MEDIAN)
                        .quorum(2));
        f.step(
                "campaign",
                Plan.reach(Value.text("Announce ${input.text}"), "planner")
                        .members("copywriter", "designer")
                        .replan(2, step -> step.failed()));
        f.step(
                "report",
                Supervisor.by("chief", Value.of("A report"), Draft.class)
                        .criteria(Value.of("three sources, one page"))
                        .workers("researcher", "writer"));
    }

    static void outside(WorkflowInJava.Root<Question, Object> f, Done<Draft> draft) {
        var answer = f.step(
                "sign-off",
                Human.asked(Value.text("Publish the brief on ${input.text}?"))
                        .show(draft)
                        .choices("publish", "revise", "reject")
                        .assign(Value.of("role:editor"))
                        .due(Duration.ofHours(24))
                        .escalate("role:chief-editor"));
        f.step(
                "paid",
                Wait.event("payments", Payment.class)
                        .match(payment -> payment.get(Payment::order).eq(f.input(Question::text)))
                        .atMost(Duration.ofHours(1)));
        f.step("pause", Wait.lasting(Duration.ofMinutes(5)));
        f.step(
                        "audit",
                        Publish.to("audit.notes", draft)
                                .header("choice", Value.text("${steps[\"sign-off\"].output.choice}")))
                .onlyIf(answer.get(Human.Answer::choice).eq("publish"));
        f.step("translate", Run.of("translate-brief", Draft.class).version("2").detached())
                .with("text", draft.get(Draft::text));
    }

    static Workflow team() {
        return WorkflowInJava.team(
                "market-team",
                Team.of(Team.Process.HIERARCHICAL, "researcher", "writer")
                        .manager("chief-analyst")
                        .task("researcher", Value.text("Find three sources for ${input.question}"), "links with a date")
                        .task("writer", Value.of("Write the brief")));
    }

    @Test
    void every_block_of_the_guide_stands_here() throws IOException {
        String code = squeezed(Files.readString(SELF));
        var blocks = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(GUIDE))
                .results()
                .map(block -> block.group(1))
                .toList();
        assertThat(blocks).hasSize(7).allSatisfy(block -> assertThat(code).contains(squeezed(block)));
    }

    private static String squeezed(String text) {
        return text.replaceAll("\\s+", "");
    }

    @Test
    void all_of_it_builds_definitions() {
        Workflow all = WorkflowInJava.define("guide", Question.class, Object.class, f -> {
            var mark = f.agent("mark", "critic", Mark.class);
            values(f, mark);
            structure(f);
            graph(f);
            together(f);
            outside(f, f.agent("last", "writer", Draft.class));
        });
        assertThat(all.steps()).hasSizeGreaterThan(18);
        assertThat(new WorkflowParser().parse(WorkflowWriter.yaml(all), "guide.yaml"))
                .isEqualTo(new ParsedWorkflow.Valid(all));
        assertThat(team().steps()).isNotEmpty();
    }

    @Test
    void skills_are_named_by_their_methods() {
        List<Step> steps = brief().steps();
        assertThat(steps.getFirst().verb()).isEqualTo(new Verb.AgentCall("researcher", "research"));
        assertThat(WRITER.skill(Writer::write)).isEqualTo("writer/write");
        assertThat(CRITIC.skill(Critic::motto)).isEqualTo("critic/motto");
    }
}
