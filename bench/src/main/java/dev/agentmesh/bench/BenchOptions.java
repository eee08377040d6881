package dev.agentmesh.bench;

import dev.agentmesh.bench.micro.PieceRun;
import dev.agentmesh.bench.part.Part;
import dev.agentmesh.cli.error.CliException;
import dev.agentmesh.cli.error.ExitCode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What is measured, and for how long.
 *
 * @param rounds each part is measured that often, all parts in turn
 * @param window how long a closed loop is watched
 * @param levels runs in flight
 * @param mapItems items of the long map
 * @param openRuns numbers of runs left open at a restart, rising
 * @param forks how apart the small pieces are measured
 * @param only parts by name; empty measures all
 * @param chart where the chart is drawn
 */
public record BenchOptions(
        Path home,
        Path data,
        int rounds,
        Duration window,
        List<Integer> levels,
        int mapItems,
        List<Integer> openRuns,
        PieceRun.Forks forks,
        Set<String> only,
        Output output,
        Optional<Path> chart) {
    /** How the figures are printed. */
    public enum Output {
        TABLE,
        JSON
    }

    /** How thorough. */
    private enum Size {
        QUICK,
        FULL
    }

    /**
     * Reads the arguments {@code mesh bench} passes on, all of them in the form {@code --name=value}.
     *
     * @throws CliException MESH-7010 for anything else
     */
    static BenchOptions parse(List<String> arguments) {
        Draft draft = new Draft();
        for (String argument : arguments) {
            int equals = argument.indexOf('=');
            if (equals < 0) {
                throw CliException.usage("the bench does not know " + argument, "mesh bench --help");
            }
            draft.take(argument.substring(0, equals), argument.substring(equals + 1));
        }
        return draft.options();
    }

    private static final class Draft {
        private Path home = Path.of("");
        private Path data = Path.of(".mesh", "bench");
        private Size size = Size.QUICK;
        private int rounds = 3;
        private final List<String> only = new ArrayList<>();
        private Output output = Output.TABLE;
        private Optional<Path> chart = Optional.empty();

        void take(String name, String value) {
            switch (name) {
                case "--home" -> home = Path.of(value);
                case "--data" -> data = Path.of(value);
                case "--size" -> size = Size.valueOf(value.toUpperCase(java.util.Locale.ROOT));
                case "--rounds" -> rounds = Integer.parseInt(value);
                case "--only" -> only.addAll(List.of(value.split(",")));
                case "--output" -> output = Output.valueOf(value.toUpperCase(java.util.Locale.ROOT));
                case "--chart" -> chart = Optional.of(Path.of(value));
                default -> throw CliException.usage("the bench does not know " + name, "mesh bench --help");
            }
        }

        BenchOptions options() {
            Set<String> parts = new TreeSet<>(only);
            return switch (size) {
                case QUICK ->
                    new BenchOptions(
                            home,
                            data,
                            rounds,
                            Duration.ofMillis(1_500),
                            List.of(1, 64, 512, 4_096),
                            10_000,
                            List.of(1_000),
                            PieceRun.Forks.NONE,
                            parts,
                            output,
                            chart);
                case FULL ->
                    new BenchOptions(
                            home,
                            data,
                            Math.max(rounds, 5),
                            Duration.ofSeconds(6),
                            List.of(1, 64, 512, 4_096),
                            10_000,
                            List.of(1_000, 10_000, 100_000),
                            PieceRun.Forks.ONE_A_PIECE,
                            parts,
                            output,
                            chart);
            };
        }
    }

    /**
     * The parts that are wanted.
     *
     * @throws CliException MESH-1062 when a name is none of theirs
     */
    List<Part> chosen(List<Part> parts) {
        List<String> names = parts.stream().map(Part::name).toList();
        for (String name : only) {
            if (!names.contains(name)) {
                throw CliException.of(
                        ExitCode.USAGE,
                        BenchErrors.UNKNOWN_PART,
                        "the bench has no part \"" + name + "\"",
                        "its parts are " + String.join(", ", names),
                        "mesh bench --only " + names.getFirst());
            }
        }
        return parts.stream()
                .filter(part -> only.isEmpty() || only.contains(part.name()))
                .toList();
    }
}
