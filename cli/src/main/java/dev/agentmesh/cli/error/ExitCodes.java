package dev.agentmesh.cli.error;

import java.util.Map;
import java.util.Set;

/** The exit code for failures that other modules raise, by their code. */
final class ExitCodes {
    private static final Map<ExitCode, Set<String>> BY_EXIT = Map.of(
            ExitCode.NOT_FOUND, Set.of("MESH-5002", "MESH-5021"),
            ExitCode.CONFLICT, Set.of("MESH-1020", "MESH-1021", "MESH-1022", "MESH-5020", "MESH-5022"),
            ExitCode.UNREACHABLE, Set.of("MESH-5001", "MESH-5004", "MESH-5007", "MESH-5009"),
            ExitCode.NOT_ALLOWED, Set.of("MESH-5008", "MESH-5019"),
            ExitCode.USAGE, Set.of("MESH-5017", "MESH-5018"));

    private ExitCodes() {}

    /** Definitions (2xxx) and what does not fit its schema (6xxx, 5003) are input that failed a check. */
    static ExitCode of(String code) {
        for (var entry : BY_EXIT.entrySet()) {
            if (entry.getValue().contains(code)) {
                return entry.getKey();
            }
        }
        boolean badInput = code.startsWith("MESH-2") || code.startsWith("MESH-6") || code.equals("MESH-5003");
        return badInput ? ExitCode.INVALID : ExitCode.UNEXPECTED;
    }
}
