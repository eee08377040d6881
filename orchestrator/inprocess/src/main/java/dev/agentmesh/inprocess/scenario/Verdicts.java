package dev.agentmesh.inprocess.scenario;

import dev.agentmesh.core.decider.Inspection;
import dev.agentmesh.core.expression.EvaluationFailed;
import dev.agentmesh.core.expression.Expression;
import dev.agentmesh.core.expression.Expressions;
import dev.agentmesh.core.run.Effect;
import dev.agentmesh.core.value.Failure;
import dev.agentmesh.core.value.Payload;
import dev.agentmesh.inprocess.LocalRun;
import dev.agentmesh.inprocess.scenario.CaseResult.Mismatch;
import dev.agentmesh.inprocess.scenario.StepLedger.Execution;
import dev.agentmesh.language.testfile.Expected;
import dev.agentmesh.language.testfile.Expected.OfStep;
import dev.agentmesh.language.testfile.Expected.Published;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Compares a run that has come to rest with what was expected of it. For one run. */
final class Verdicts {
    private final LocalRun run;
    private final Expressions expressions;
    private final StepLedger ledger;
    private final List<Mismatch> mismatches = new ArrayList<>();

    Verdicts(LocalRun run, Expressions expressions) {
        this.run = run;
        this.expressions = expressions;
        this.ledger = StepLedger.of(run.log());
    }

    List<Mismatch> compare(Expected expected, Duration took) {
        expected.status().ifPresent(status -> text("status", status, status()));
        expected.error()
                .ifPresent(code ->
                        text("error", code, run.failure().map(Failure::code).orElse("none")));
        expected.output().ifPresent(output -> value("output", output, run.output()));
        expected.steps().forEach(this::step);
        order(expected.order());
        expected.deadLetters()
                .ifPresent(letters -> text(
                        "deadLetters",
                        Integer.toString(letters),
                        Integer.toString(run.deadLetters().size())));
        expected.published().ifPresent(this::published);
        expected.took()
                .filter(most -> took.compareTo(most) > 0)
                .ifPresent(most -> mismatch("within", most.toString(), took.toString()));
        expected.checks().forEach(this::check);
        return mismatches;
    }

    /** A run that waits for a person says so. */
    private String status() {
        if (!run.status().isTerminal()) {
            return run.held().isEmpty() ? "waiting" : "held";
        }
        String why = run.failure()
                .map(failure -> " (" + failure.code() + ": " + failure.message() + ")")
                .orElse("");
        return (run.isRolledBack() ? "rolled_back" : run.status().name().toLowerCase(Locale.ROOT)) + why;
    }

    private void text(String what, String expected, String found) {
        if (!found.equals(expected) && !found.startsWith(expected + " (")) {
            mismatch(what, expected, found);
        }
    }

    private void value(String what, Payload expected, Optional<Payload> found) {
        if (found.isEmpty() || !JsonComparison.same(expected, found.get())) {
            mismatch(what, expected.toString(), found.map(Payload::toString).orElse("none"));
        }
    }

    private void published(List<Published> expected) {
        List<Effect.PublishRecord> found = run.published();
        text("published", Integer.toString(expected.size()), Integer.toString(found.size()));
        for (int i = 0; i < Math.min(expected.size(), found.size()); i++) {
            String what = "published[" + i + "]";
            Effect.PublishRecord record = found.get(i);
            text(what + ".topic", expected.get(i).topic(), record.topic());
            expected.get(i)
                    .key()
                    .ifPresent(key -> text(what + ".key", key, record.key().orElse("none")));
            expected.get(i).value().ifPresent(value -> value(what + ".value", value, Optional.of(record.value())));
        }
    }

    private void mismatch(String what, String expected, String found) {
        mismatches.add(new Mismatch(what, expected, found));
    }

    private void step(String name, OfStep expected) {
        List<Execution> executions = ledger.of(name);
        long ran = executions.stream()
                .filter(each -> !each.status().equals("skipped"))
                .count();
        String what = "steps." + name;
        expected.times().ifPresent(times -> text(what + ".times", Integer.toString(times), Long.toString(ran)));
        Optional<Execution> last = executions.isEmpty() ? Optional.empty() : Optional.of(executions.getLast());
        expected.status()
                .ifPresent(status -> text(
                        what + ".status", status, last.map(Execution::status).orElse("none")));
        expected.error()
                .ifPresent(code -> text(
                        what + ".error",
                        code,
                        last.flatMap(Execution::failure).map(Failure::code).orElse("none")));
        expected.attempts()
                .ifPresent(attempts -> text(
                        what + ".attempts",
                        Integer.toString(attempts),
                        Integer.toString(last.map(Execution::attempts).orElse(0))));
        expected.input().ifPresent(input -> value(what + ".input", input, last.flatMap(Execution::input)));
        expected.output()
                .ifPresent(output -> value(
                        what + ".output",
                        output,
                        last.flatMap(each -> Inspection.step(run.cells(), run.outline(), each.path())
                                .output())));
    }

    private void order(List<String> expected) {
        if (expected.isEmpty()) {
            return;
        }
        List<String> began = ledger.all().stream()
                .filter(each -> !each.status().equals("skipped"))
                .map(each -> expected.contains(each.path().text())
                        ? each.path().text()
                        : each.path().id())
                .filter(expected::contains)
                .toList();
        int at = 0;
        for (String step : began) {
            if (at < expected.size() && step.equals(expected.get(at))) {
                at++;
            }
        }
        if (at < expected.size()) {
            mismatch("order", String.join(", ", expected), String.join(", ", began));
        }
    }

    private void check(Expression condition) {
        try {
            if (!expressions.test(condition, new EndNames(run))) {
                mismatch("check", condition.text(), "that it does not hold");
            }
        } catch (EvaluationFailed e) {
            mismatch("check", condition.text(), e.getMessage());
        }
    }
}
