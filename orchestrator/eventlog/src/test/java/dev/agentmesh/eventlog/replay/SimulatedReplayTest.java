package dev.agentmesh.eventlog.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentmesh.core.run.Cell;
import dev.agentmesh.core.run.Event;
import dev.agentmesh.core.run.Scope;
import dev.agentmesh.eventlog.cell.CellCodec;
import dev.agentmesh.eventlog.cell.CellKeyCodec;
import dev.agentmesh.eventlog.cell.StoredKey;
import dev.agentmesh.eventlog.history.HistoryCheck;
import dev.agentmesh.eventlog.samples.AnyRecord;
import dev.agentmesh.eventlog.samples.AnyWorkflow;
import dev.agentmesh.eventlog.samples.Chaos;
import dev.agentmesh.eventlog.samples.Simulation;
import dev.agentmesh.eventlog.summary.RunProjection;
import dev.agentmesh.eventlog.summary.RunSummary;
import dev.agentmesh.eventlog.summary.StepTree;
import dev.agentmesh.eventlog.text.EventJson;
import dev.agentmesh.eventlog.text.EventText;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Whatever definition, whatever agents, time and people do: the log is whole, legal, and folds to the live state. */
class SimulatedReplayTest {
    private static final int HAPPENINGS = 60;

    @Property(tries = 400)
    void log_and_live_state_agree_after_every_decision(@ForAll long seed) {
        Simulation run = Simulation.started("r-1", AnyWorkflow.of(seed));
        Chaos chaos = new Chaos(seed, run);
        FoldedRun folded = new FoldedRun("r-1");
        HistoryCheck history = new HistoryCheck();
        int checked = 0;
        for (int i = 0; i < HAPPENINGS; i++) {
            for (; checked < run.events().size(); checked++) {
                assertThat(history.accept(run.events().get(checked))).isEmpty();
                folded.apply(run.events().get(checked));
            }
            assertThat(folded.cells()).isEqualTo(run.live().cells());
            assertThat(folded.digest()).isEqualTo(run.live().digest());
            chaos.happen();
        }
        assertThat(Replayer.verify("r-1", run.log(), Optional.of(run.live())))
                .isInstanceOfSatisfying(Verdict.Same.class, same -> {
                    assertThat(same.comparedAt()).contains(run.head().seq());
                    assertThat(same.head()).isEqualTo(run.head());
                });
    }

    /** A simulation that never holds a task or skips a step would prove little. */
    @Example
    void the_simulation_visits_every_kind_of_event_scope_and_cell() {
        Set<String> visited = new TreeSet<>();
        for (long seed = 0; seed < 300; seed++) {
            Simulation run = Simulation.started("r-1", AnyWorkflow.of(seed));
            Chaos chaos = new Chaos(seed, run);
            for (int i = 0; i < HAPPENINGS; i++) {
                chaos.happen();
                run.live()
                        .cells()
                        .values()
                        .forEach(cell -> visited.add(cell.getClass().getSimpleName()));
            }
            for (Event event : run.bareEvents()) {
                visited.add(event.getClass().getSimpleName());
                if (event instanceof Event.ScopeOpened opened) {
                    visited.add(opened.scope().getClass().getSimpleName());
                }
            }
        }
        Set<String> all = new TreeSet<>();
        Stream.of(Event.class, Scope.class, Cell.class)
                .flatMap(type -> AnyRecord.variants(type).stream())
                .forEach(variant -> all.add(variant.getSimpleName()));
        // A start is refused before there is a definition to simulate.
        all.remove("RunRejected");
        // Of runs that another run has started.
        all.removeAll(Set.of("ParentCell", "ChildRefused"));
        assertThat(visited).isEqualTo(all);
    }

    @Property(tries = 100)
    void every_cell_of_a_live_state_survives_the_store(@ForAll long seed) {
        Simulation run = Simulation.started("r-1", AnyWorkflow.of(seed));
        Chaos chaos = new Chaos(seed, run);
        for (int i = 0; i < HAPPENINGS; i++) {
            chaos.happen();
        }
        run.live().cells().forEach((key, cell) -> {
            assertThat(CellKeyCodec.decode(CellKeyCodec.encode("r-1", key))).contains(new StoredKey("r-1", key));
            assertThat(CellCodec.decode(CellCodec.encode(cell))).isEqualTo(cell);
        });
    }

    @Property(tries = 100)
    void summary_tree_and_texts_exist_for_every_history(@ForAll long seed) {
        Simulation run = Simulation.started("r-1", AnyWorkflow.of(seed));
        Chaos chaos = new Chaos(seed, run);
        RunProjection projection = new RunProjection("r-1");
        StepTree tree = new StepTree();
        int read = 0;
        for (int i = 0; i < HAPPENINGS; i++) {
            for (; read < run.events().size(); read++) {
                projection.accept(run.events().get(read));
                tree.accept(run.events().get(read));
                assertThat(EventText.of(run.events().get(read).event()))
                        .isNotBlank()
                        .hasSizeLessThanOrEqualTo(200);
                assertThat(EventJson.of(run.events().get(read)).get("seq").longValue())
                        .isEqualTo(read + 1);
            }
            RunSummary summary = projection.summary();
            assertThat(summary.open()).isEqualTo(summary.openTasks().size());
            if (summary.phase().isOver()) {
                assertThat(summary.open()).isZero();
                assertThat(summary.endedAt()).isPresent();
            }
            tree.steps();
            chaos.happen();
        }
    }
}
