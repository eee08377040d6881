package dev.agentmesh.eventlog.codec;

import dev.agentmesh.core.run.Scope;
import dev.agentmesh.core.value.Payload;
import dev.agentmesh.schema.BlockOpened;
import dev.agentmesh.schema.CatchOpened;
import dev.agentmesh.schema.MapOpened;
import dev.agentmesh.schema.ParallelOpened;
import dev.agentmesh.schema.SwitchOpened;
import dev.agentmesh.schema.TurnsOpened;
import java.nio.ByteBuffer;

/** What a step with steps inside it opened with. */
final class ScopeCodec {
    private ScopeCodec() {}

    static Object toAvro(Scope scope) {
        return switch (scope) {
            case Scope.BlockScope() -> new BlockOpened();
            case Scope.ParallelScope s -> new ParallelOpened(s.branches(), s.needed(), s.tolerant());
            case Scope.MapScope s ->
                new MapOpened(
                        s.items().stream()
                                .map(item -> ByteBuffer.wrap(item.bytes()))
                                .toList(),
                        s.needed(),
                        s.tolerant());
            case Scope.SwitchScope(int chosen) -> new SwitchOpened(chosen);
            case Scope.CatchScope s -> new CatchOpened(s.clause(), ValueCodec.toAvro(s.failure()));
            case Scope.TurnsScope(int max) -> new TurnsOpened(max);
        };
    }

    static Scope fromAvro(Object scope) {
        return switch (scope) {
            case BlockOpened _ -> new Scope.BlockScope();
            case ParallelOpened s -> new Scope.ParallelScope(s.getBranches(), s.getNeeded(), s.getTolerant());
            case MapOpened s ->
                new Scope.MapScope(
                        s.getItems().stream()
                                .map(item -> Payload.of(ValueCodec.bytes(item)))
                                .toList(),
                        s.getNeeded(),
                        s.getTolerant());
            case SwitchOpened s -> new Scope.SwitchScope(s.getChosen());
            case TurnsOpened s -> new Scope.TurnsScope(s.getMax());
            case CatchOpened s -> new Scope.CatchScope(s.getClause(), ValueCodec.fromAvro(s.getFailure()));
            default ->
                throw new IllegalArgumentException("scope " + scope.getClass().getSimpleName() + " is not known");
        };
    }
}
