package dev.agentmesh.cli.run;

import dev.agentmesh.cli.output.Screen;
import dev.agentmesh.core.run.Event;
import dev.agentmesh.eventlog.log.LogRecord;
import java.time.Duration;

/** Says, while a command waits for a run, what keeps it: attempts that failed, tasks that wait for a person. */
final class Notices {
    private final Screen screen;

    Notices(Screen screen) {
        this.screen = screen;
    }

    void about(LogRecord record) {
        if (!(record instanceof LogRecord.LogEntry entry)
                || !(entry.logged().event() instanceof Event.TaskEvent event)) {
            return;
        }
        switch (event) {
            case Event.AttemptEnded ended ->
                ended.retryAt()
                        .ifPresent(due -> screen.note(ended.path().text() + ": attempt " + ended.attempt()
                                + " failed, the next comes in "
                                + Screen.duration(
                                        Duration.between(entry.logged().at(), due)) + ": "
                                + ended.failure().message()
                                + code(ended.failure().code())));
            case Event.TaskReassigned other ->
                screen.note(other.path().text() + ": goes to the fallback " + other.agent());
            case Event.TaskRedirected other ->
                screen.note(other.path().text() + ": goes to " + other.agent() + ", says " + other.by());
            case Event.TaskDeadLettered dead
            when dead.held() ->
                screen.note(dead.path().text() + ": waits for a person: "
                        + dead.failure().message() + code(dead.failure().code()) + "; mesh dlq redrive "
                        + dead.deadLetterId());
            case Event.TaskDeadLettered _,
                    Event.TaskDispatched _,
                    Event.TaskRetried _,
                    Event.TaskCompleted _,
                    Event.TaskFailed _,
                    Event.TaskRedriven _,
                    Event.TaskCanceled _,
                    Event.TaskProgressed _,
                    Event.BoardWritten _,
                    Event.LateResultIgnored _ -> {}
        }
    }

    private static String code(String code) {
        return code.isEmpty() ? "" : " (" + code + ")";
    }
}
