package dev.agentmesh.eventlog.codec;

import dev.agentmesh.core.definition.ContextRule;
import dev.agentmesh.core.run.Event;
import dev.agentmesh.core.value.StepPath;
import dev.agentmesh.schema.BoardChange;
import dev.agentmesh.schema.BoardWritten;
import dev.agentmesh.schema.TaskContext;
import java.util.Arrays;
import java.util.Locale;

/** The blackboard's changes, and what comes along with tasks. */
final class BoardCodec {
    private BoardCodec() {}

    static BoardWritten toAvro(Event.BoardWritten event) {
        return new BoardWritten(
                event.path().text(),
                event.attempt(),
                event.agent(),
                event.changes().stream()
                        .map(change -> new BoardChange(
                                change.section(),
                                change.key(),
                                word(change.mode()),
                                change.version(),
                                change.action(),
                                ValueCodec.toAvro(change.value())))
                        .toList());
    }

    static Event fromAvro(BoardWritten event) {
        return new Event.BoardWritten(
                ValueCodec.path(event.getStepPath()),
                event.getAttempt(),
                event.getAgent(),
                event.getChanges().stream()
                        .map(change -> new dev.agentmesh.core.run.BoardChange(
                                change.getSection(),
                                change.getKey(),
                                ofWord(dev.agentmesh.core.run.BoardWrite.Mode.class, change.getMode()),
                                change.getVersion(),
                                change.getAction(),
                                ValueCodec.fromAvro(change.getValue())))
                        .toList());
    }

    static TaskContext toAvro(dev.agentmesh.core.run.TaskContext context) {
        return new TaskContext(
                word(context.strategy()),
                context.steps().stream().map(StepPath::text).toList(),
                context.sections(),
                context.named());
    }

    static dev.agentmesh.core.run.TaskContext fromAvro(TaskContext context) {
        return new dev.agentmesh.core.run.TaskContext(
                ofWord(ContextRule.Strategy.class, context.getStrategy()),
                context.getSteps().stream().map(ValueCodec::path).toList(),
                context.getSections(),
                context.getNamed());
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static <E extends Enum<E>> E ofWord(Class<E> type, String word) {
        return Arrays.stream(type.getEnumConstants())
                .filter(value -> word(value).equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("\"" + word + "\" is none of "
                        + Arrays.stream(type.getEnumConstants())
                                .map(BoardCodec::word)
                                .toList()));
    }
}
