package dev.agentmesh.eventlog.codec;

import dev.agentmesh.core.run.Scope;
import dev.agentmesh.core.value.Payload;
import dev.agentmesh.schema.BlockOpened;
import dev.agentmesh.schema.CatchOpened;
import dev.agentmesh.schema.MapOpened;
import dev.agentmesh.schema.ParallelOpened;
import dev.agentmesh.schema.SwitchOpened;
import dev.agentmesh.schema.TeamOpened;
import dev.agentmesh.schema.TurnsOpened;
import java.nio.ByteBuffer;
import java.util.List;

/** What a step with steps inside it opened with. */
final class ScopeCodec {
    private ScopeCodec() {}

    static Object toAvro(Scope scope) {
        return switch (scope) {
            case Scope.BlockScope() -> new BlockOpened();
            case Scope.ParallelScope s -> new ParallelOpened(s.branches(), s.needed(), s.tolerant());
            case Scope.MapScope s -> new MapOpened(toAvro(s.items()), s.needed(), s.tolerant());
            case Scope.TeamScope(boolean tolerant) -> new TeamOpened(tolerant);
            case Scope.SwitchScope(int chosen) -> new SwitchOpened(chosen);
            case Scope.CatchScope s -> new CatchOpened(s.clause(), ValueCodec.toAvro(s.failure()));
            case Scope.TurnsScope(int max) -> new TurnsOpened(max);
        };
    }

    static List<ByteBuffer> toAvro(List<Payload> items) {
        return items.stream().map(item -> ByteBuffer.wrap(item.bytes())).toList();
    }

    static List<Payload> items(List<ByteBuffer> items) {
        return items.stream().map(item -> Payload.of(ValueCodec.bytes(item))).toList();
    }

    static Scope fromAvro(Object scope) {
        return switch (scope) {
            case BlockOpened _ -> new Scope.BlockScope();
            case ParallelOpened s -> new Scope.ParallelScope(s.getBranches(), s.getNeeded(), s.getTolerant());
            case MapOpened s -> new Scope.MapScope(items(s.getItems()), s.getNeeded(), s.getTolerant());
            case TeamOpened s -> new Scope.TeamScope(s.getTolerant());
            case SwitchOpened s -> new Scope.SwitchScope(s.getChosen());
            case TurnsOpened s -> new Scope.TurnsScope(s.getMax());
            case CatchOpened s -> new Scope.CatchScope(s.getClause(), ValueCodec.fromAvro(s.getFailure()));
            default ->
                throw new IllegalArgumentException("scope " + scope.getClass().getSimpleName() + " is not known");
        };
    }
}
