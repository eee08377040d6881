package dev.agentmesh.bench;

import dev.agentmesh.bench.report.Chart;
import dev.agentmesh.bench.report.Results;
import dev.agentmesh.bench.report.ResultsJson;
import dev.agentmesh.bench.report.ResultsTable;
import dev.agentmesh.cli.error.ExitCode;
import dev.agentmesh.cli.error.Failure;
import dev.agentmesh.cli.error.Failures;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The bench as a process; {@code mesh bench} starts it. Figures go to stdout, progress to stderr. */
public final class BenchProcess {
    private BenchProcess() {}

    public static void main(String[] args) {
        System.exit(run(List.of(args)));
    }

    private static int run(List<String> arguments) {
        try {
            BenchOptions options = BenchOptions.parse(arguments);
            Bench bench = new Bench(options, System.err::println);
            Results results = bench.run();
            switch (options.output()) {
                case TABLE -> ResultsTable.lines(results).forEach(System.out::println);
                case JSON -> System.out.println(ResultsJson.of(results).toPrettyString());
            }
            options.chart().ifPresent(file -> draw(results, file));
            if (bench.runs() > 0) {
                System.err.println(" " + bench.runs() + " runs, each completed exactly once");
            }
            return ExitCode.OK.number();
        } catch (RuntimeException e) {
            Failure failure = Failures.of(e);
            System.err.println("error " + failure.code() + "  " + failure.what() + "\n  cause  " + failure.cause()
                    + "\n  fix    " + failure.fix());
            return failure.exit().number();
        }
    }

    private static void draw(Results results, Path file) {
        try {
            Files.writeString(file, Chart.svg(results));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the chart " + file, e);
        }
    }
}
