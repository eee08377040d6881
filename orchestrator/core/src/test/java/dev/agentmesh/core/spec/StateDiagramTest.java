package dev.agentmesh.core.spec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentmesh.core.spec.TransitionTable.Phase;
import dev.agentmesh.core.spec.TransitionTable.Row;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The diagram in the README is the table that all histories are held against. */
class StateDiagramTest {
    @Test
    void the_diagram_in_the_readme_is_the_transition_table() throws IOException {
        assertThat(Files.readString(Path.of("README.md"))).contains(diagram(TransitionTable.TASK));
    }

    private static String diagram(List<Row> rows) {
        Map<String, Set<String>> arrows = new LinkedHashMap<>();
        for (Row row : rows) {
            if (row.from() != row.to()) {
                arrows.computeIfAbsent(state(row.from()) + " --> " + state(row.to()), _ -> new LinkedHashSet<>())
                        .add(row.event());
            }
        }
        return arrows.entrySet().stream()
                .map(arrow -> "    " + arrow.getKey() + " : " + String.join(" / ", arrow.getValue()) + "\n")
                .collect(Collectors.joining("", "```mermaid\nstateDiagram-v2\n", "```\n"));
    }

    private static String state(Phase phase) {
        return phase == Phase.NONE ? "[*]" : phase.name().toLowerCase(Locale.ROOT);
    }
}
