package dev.agentmesh.cli.error;

/** What a command ends with; scripts rely on every number. */
public enum ExitCode {
    OK(0),
    UNEXPECTED(1),
    USAGE(2),
    NOT_FOUND(3),
    CONFLICT(4),
    UNREACHABLE(5),
    NOT_ALLOWED(6),
    TIMEOUT(7),
    RUN_FAILED(8),
    CANCELED(9),
    REJECTED(10),
    INVALID(11),
    PARTLY(12),
    INTERRUPTED(130);

    private final int number;

    ExitCode(int number) {
        this.number = number;
    }

    public int number() {
        return number;
    }
}
