package dev.agentmesh.language.dsl;

import dev.agentmesh.core.definition.OutsideVerb;
import dev.agentmesh.core.definition.Overdue;
import dev.agentmesh.core.definition.Verb;
import dev.agentmesh.core.expression.Template;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A question to a person. Silence is never an answer unless one is named. */
public final class Human extends Described<Human.Answer> {
    private final Template title;
    private List<String> choices = List.of("approve", "reject");
    private Optional<Template> show = Optional.empty();
    private Optional<String> form = Optional.empty();
    private Optional<Template> assign = Optional.empty();
    private int quorum = 1;
    private Optional<Duration> due = Optional.empty();
    private Optional<Duration> reminder = Optional.empty();
    private Overdue overdue = new Overdue.Fail();

    /** What a person answers; what was filled in is {@code get("form", ...)}. */
    public record Answer(String choice, String by, String comment) {}

    private Human(Template title) {
        this.title = title;
    }

    public static Human asked(Value<String> title) {
        return new Human(title.template());
    }

    /** What the answer is about. */
    public Human show(Value<?> value) {
        show = Optional.of(value.template());
        return this;
    }

    public Human choices(String... words) {
        choices = List.of(words);
        return this;
    }

    /** @param schema JSON Schema of the values that come with an answer */
    public Human form(String schema) {
        form = Optional.of(schema);
        return this;
    }

    /** Who may answer: {@code role:NAME} or {@code user:NAME}. */
    public Human assign(Value<String> who) {
        assign = Optional.of(who.template());
        return this;
    }

    /** How many people must make the same choice. */
    public Human quorum(int people) {
        quorum = people;
        return this;
    }

    /** How long there is to answer; then the step fails. */
    public Human due(Duration time) {
        due = Optional.of(time);
        return this;
    }

    public Human reminder(Duration every) {
        reminder = Optional.of(every);
        return this;
    }

    /** Somebody else may answer when it is due, {@code role:NAME} or {@code user:NAME}. */
    public Human escalate(String to) {
        overdue = new Overdue.Escalate(to);
        return this;
    }

    /** Nobody's answer counts as this choice when it is due; calling this is the confirmation that it is meant. */
    public Human silenceMeans(String choice) {
        overdue = new Overdue.Choose(choice);
        return this;
    }

    @Override
    Verb verb() {
        return new OutsideVerb.Human(title, show, choices, form, assign, quorum, due, reminder, overdue);
    }
}
