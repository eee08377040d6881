package dev.agentmesh.inprocess.scenario;

import dev.agentmesh.core.expression.EvaluationFailed;
import dev.agentmesh.core.expression.Expressions;
import dev.agentmesh.core.expression.Template;
import dev.agentmesh.core.value.FailureKind;
import dev.agentmesh.inprocess.AgentFunction;
import dev.agentmesh.inprocess.Answer;
import dev.agentmesh.inprocess.TaskCall;
import dev.agentmesh.language.testfile.ScriptedAnswer;
import dev.agentmesh.language.testfile.ScriptedAnswer.Said;
import java.util.List;
import java.util.function.Consumer;

/** Answers by a script: the first answer that is for the call and not used up. For one run of one case, and one thread at a time. */
public final class ScriptedAgent implements AgentFunction {
    private final List<ScriptedAnswer> script;
    private final Expressions expressions;
    private final Consumer<String> complaints;
    private final int[] given;
    private int calls;

    /** @param complaints told when the script has no answer, or a wrong one */
    public ScriptedAgent(List<ScriptedAnswer> script, Expressions expressions, Consumer<String> complaints) {
        this.script = List.copyOf(script);
        this.expressions = expressions;
        this.complaints = complaints;
        this.given = new int[script.size()];
    }

    @Override
    public Answer answer(TaskCall task) {
        var names = new ScriptNames(task, calls++);
        try {
            for (int i = 0; i < script.size(); i++) {
                ScriptedAnswer answer = script.get(i);
                boolean left =
                        answer.times().isEmpty() || given[i] < answer.times().getAsInt();
                if (left
                        && (answer.when().isEmpty()
                                || expressions.test(answer.when().get(), names))) {
                    given[i]++;
                    return said(answer.said(), names).after(answer.delay());
                }
            }
        } catch (EvaluationFailed e) {
            complaints.accept(
                    "the answer of " + task.name() + " to \"" + task.path() + "\" has no value: " + e.getMessage());
            return Answer.poison(e.code(), e.getMessage());
        }
        complaints.accept(
                task.name() + " was asked for \"" + task.path() + "\" and the case has no answer for " + task.input());
        return Answer.poison("NO_ANSWER", "the case has no answer for this call");
    }

    private Answer said(Said said, ScriptNames names) throws EvaluationFailed {
        return switch (said) {
            case Said.Output(Template value) -> Answer.done(expressions.render(value, names));
            case Said.Wrong(FailureKind kind, String code, String message) -> Answer.notDone(kind, code, message);
            case Said.Nothing() -> Answer.silence();
        };
    }
}
