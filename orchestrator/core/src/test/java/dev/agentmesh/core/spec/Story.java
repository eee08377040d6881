package dev.agentmesh.core.spec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentmesh.core.decider.Decider;
import dev.agentmesh.core.decider.Decision;
import dev.agentmesh.core.definition.Workflow;
import dev.agentmesh.core.health.BreakerPolicy;
import dev.agentmesh.core.run.Event;
import dev.agentmesh.core.spec.Intents.Intent;
import java.util.List;

/**
 * One spec: {@code given(workflow).started(input).after(...).when(...).then(...)}. {@code then} names all events of the last
 * {@code when} in order.
 */
public final class Story {
    private final World world;
    private Decision last = Decision.NOTHING;

    private Story(World world) {
        this.world = world;
    }

    public static Story given(Workflow workflow) {
        return given(workflow, BreakerPolicy.OFF);
    }

    /** In a world whose breakers open. */
    public static Story given(Workflow workflow, BreakerPolicy breakers) {
        return new Story(new World(workflow, Decider.SLICE, breakers));
    }

    public Story started(String input) {
        return when(Intents.started(input));
    }

    /** What happened before the spec's own subject; each has to have had an effect. */
    public Story after(Intent... intents) {
        for (Intent intent : intents) {
            last = intent.happen(world);
        }
        return this;
    }

    public Story when(Intent intent) {
        last = intent.happen(world);
        return this;
    }

    public Story then(String... events) {
        assertThat(events()).containsExactly(events);
        return this;
    }

    /** The last events of the decision. */
    public Story thenEndsWith(String... events) {
        assertThat(events()).endsWith(events);
        return this;
    }

    public Story thenContains(String... events) {
        assertThat(events()).containsSubsequence(events);
        return this;
    }

    public Story thenNothing() {
        assertThat(last).isEqualTo(Decision.NOTHING);
        return this;
    }

    public Story thenEffects(String... effects) {
        assertThat(last.effects().stream().map(Notation::of)).containsExactly(effects);
        return this;
    }

    public Story thenEffectsContain(String... effects) {
        assertThat(last.effects().stream().map(Notation::of)).containsSubsequence(effects);
        return this;
    }

    /** One of the effects of the decision is written like that. */
    public Story thenEffectsMatch(String pattern) {
        assertThat(last.effects().stream().map(Notation::of)).anyMatch(effect -> effect.matches(pattern));
        return this;
    }

    public List<String> events() {
        return last.events().stream().map(Notation::of).toList();
    }

    public Decision decision() {
        return last;
    }

    /** The only event of the last decision of a type. */
    public <E extends Event> E only(Class<E> type) {
        List<E> found =
                last.events().stream().filter(type::isInstance).map(type::cast).toList();
        assertThat(found).hasSize(1);
        return found.getFirst();
    }

    public World world() {
        return world;
    }
}
