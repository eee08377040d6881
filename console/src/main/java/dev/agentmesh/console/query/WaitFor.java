package dev.agentmesh.console.query;

import dev.agentmesh.console.database.Database;
import dev.agentmesh.console.error.ConsoleErrors;
import dev.agentmesh.console.projection.Progress;
import dev.agentmesh.console.table.Select;
import dev.agentmesh.topics.catalogue.TopicNames;
import dev.agentmesh.topics.error.MeshException;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Holds a read back until what its caller wrote is applied. What a caller knows is where its record stands: an event, or a command, whose
 * events are applied in one piece.
 */
final class WaitFor {
    private static final Pattern POSITION = Pattern.compile("(.{1,249})-([0-9]{1,9}):([0-9]{1,18})");
    private static final Duration USUAL = Duration.ofSeconds(2);
    private static final Duration MOST = Duration.ofSeconds(30);

    private final Database database;
    private final Progress progress;
    private final TopicNames names;

    WaitFor(Database database, Progress progress, TopicNames names) {
        this.database = database;
        this.progress = progress;
        this.names = names;
    }

    /** @throws MeshException MESH-7041 when it is not applied in time, MESH-7042 when it is no position of ours */
    void asked(Question question) {
        question.text("wait_for").ifPresent(position -> {
            Duration patience = question.duration("timeout", USUAL, MOST);
            if (!progress.await(enough(position), patience)) {
                throw new MeshException(
                        ConsoleErrors.NOT_YET,
                        position + " is not applied after " + patience.toMillis() + " ms"
                                + progress.trouble().map(why -> "; " + why).orElse(""));
            }
        });
    }

    private BooleanSupplier enough(String position) {
        Matcher matcher = POSITION.matcher(position);
        if (!matcher.matches()) {
            throw Question.wrong("wait_for is \"" + position + "\"; expected topic-partition:offset");
        }
        int part = Integer.parseInt(matcher.group(2));
        long offset = Long.parseLong(matcher.group(3));
        if (matcher.group(1).equals(names.events())) {
            return () -> progress.hasApplied(part, offset);
        }
        if (matcher.group(1).equals(names.commands())) {
            return () -> hasAnswered(part, offset);
        }
        throw Question.wrong("wait_for is \"" + position + "\"; expected a position in " + names.events() + " or "
                + names.commands());
    }

    private boolean hasAnswered(int part, long offset) {
        return database.read(connection -> !Select.list(
                        connection,
                        "SELECT seq FROM commands WHERE part = ? AND log_offset = ? LIMIT 1",
                        List.of(part, offset),
                        row -> row.number("seq"))
                .isEmpty());
    }
}
