package dev.agentmesh.orchestrator.state;

import dev.agentmesh.core.run.Timer;
import dev.agentmesh.core.value.StepPath;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * A timer as a key: when it is due as 8 bytes, its kind as one letter, its attempt as 4 bytes, the run, a zero, the path.
 * The letters are the format: they never change and are never used twice.
 */
final class TimerKeyCodec {
    private static final byte SEPARATOR = 0;

    private TimerKeyCodec() {}

    static byte[] encode(String runId, Timer timer, Instant due) {
        return switch (timer) {
            case Timer.RunDeadline() -> bytes(due, 'r', 0, runId, StepPath.ROOT);
            case Timer.StepDeadline(StepPath path) -> bytes(due, 's', 0, runId, path);
            case Timer.AttemptDeadline(StepPath path, int attempt) -> bytes(due, 'a', attempt, runId, path);
            case Timer.RetryDue(StepPath path, int attempt) -> bytes(due, 't', attempt, runId, path);
            case Timer.PendingDue(StepPath path) -> bytes(due, 'p', 0, runId, path);
            case Timer.ReminderDue(StepPath path, int number) -> bytes(due, 'n', number, runId, path);
            case Timer.TurnsDue() -> bytes(due, 'u', 0, runId, StepPath.ROOT);
        };
    }

    private static byte[] bytes(Instant due, char kind, int attempt, String runId, StepPath path) {
        byte[] run = runId.getBytes(StandardCharsets.UTF_8);
        byte[] step = path.text().getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(Long.BYTES + 1 + Integer.BYTES + run.length + 1 + step.length)
                .putLong(millisNotBefore(due))
                .put((byte) kind)
                .putInt(attempt)
                .put(run)
                .put(SEPARATOR)
                .put(step)
                .array();
    }

    /** The moment itself, or the next that a key can say. */
    static Instant notBefore(Instant due) {
        return Instant.ofEpochMilli(millisNotBefore(due));
    }

    /** A timer cut down to the millisecond would fire early, be ignored, and never fire again. */
    private static long millisNotBefore(Instant due) {
        long millis = due.toEpochMilli();
        return Instant.ofEpochMilli(millis).isBefore(due) ? millis + 1 : millis;
    }

    /** @param rest the key behind its due time */
    static TimerStore.Due decode(ByteBuffer rest, Instant due) {
        char kind = (char) rest.get();
        int attempt = rest.getInt();
        byte[] names = new byte[rest.remaining()];
        rest.get(names);
        String text = new String(names, StandardCharsets.UTF_8);
        int separator = text.indexOf((char) SEPARATOR);
        StepPath path = new StepPath(text.substring(separator + 1));
        Timer timer = switch (kind) {
            case 'r' -> new Timer.RunDeadline();
            case 's' -> new Timer.StepDeadline(path);
            case 'a' -> new Timer.AttemptDeadline(path, attempt);
            case 't' -> new Timer.RetryDue(path, attempt);
            case 'p' -> new Timer.PendingDue(path);
            case 'n' -> new Timer.ReminderDue(path, attempt);
            case 'u' -> new Timer.TurnsDue();
            default -> throw new IllegalStateException("Expected a kind of timer but found '" + kind + "'");
        };
        return new TimerStore.Due(text.substring(0, separator), timer, due);
    }
}
