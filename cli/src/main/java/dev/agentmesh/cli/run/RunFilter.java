package dev.agentmesh.cli.run;

import dev.agentmesh.cli.error.CliException;
import dev.agentmesh.core.expression.EvaluationFailed;
import dev.agentmesh.core.expression.Expression;
import dev.agentmesh.core.expression.Names;
import dev.agentmesh.core.expression.StepView;
import dev.agentmesh.core.value.Payload;
import dev.agentmesh.eventlog.summary.RunSummary;
import dev.agentmesh.language.expression.CelExpressions;
import java.time.Instant;
import java.util.Optional;

/** An expression of the workflow language about runs: {@code run} is what {@code run list -o json} shows of one. */
final class RunFilter {
    private final CelExpressions expressions = new CelExpressions();
    private final Expression rule;

    RunFilter(String rule) {
        this.rule = new Expression(rule);
    }

    /** @throws CliException when the expression cannot be read, or gives neither true nor false */
    boolean takes(RunSummary run, Instant now) {
        try {
            return expressions.test(
                    rule, new OfRun(Payload.json(RunJson.of(run, now).toString())));
        } catch (EvaluationFailed failed) {
            throw CliException.usage(
                    "--filter: " + failed.getMessage() + " (" + failed.code() + ")",
                    "mesh run list --filter 'run.status == \"STALLED\"'");
        }
    }

    /** There is nothing to read but the run. */
    private record OfRun(Payload run) implements Names {
        @Override
        public Payload input() {
            return Payload.NULL;
        }

        @Override
        public StepView step(String id) {
            return NoStep.INSTANCE;
        }

        @Override
        public Optional<Payload> variable(String name) {
            return Optional.empty();
        }

        @Override
        public Optional<Payload> local(String name) {
            return Optional.empty();
        }
    }

    private enum NoStep implements StepView {
        INSTANCE;

        @Override
        public String status() {
            return "none";
        }

        @Override
        public Optional<Payload> output() {
            return Optional.empty();
        }

        @Override
        public Payload outputs() {
            return Payload.json("[]");
        }

        @Override
        public Payload errors() {
            return Payload.json("[]");
        }

        @Override
        public Optional<Payload> error() {
            return Optional.empty();
        }

        @Override
        public int attempts() {
            return 0;
        }
    }
}
