package dev.agentmesh.localcluster;

/** What a broker process says about its start: where it is, or why it is not. */
sealed interface StartReport {

    /** Serves clients. */
    record Ready(long pid, int port) implements StartReport {}

    /** Has ended or is about to. */
    record Failed(String code, String problem, String reason, String fix) implements StartReport {

        static Failed of(LocalClusterException failure) {
            return new Failed(failure.code(), failure.problem(), failure.reason(), failure.fix());
        }

        LocalClusterException toException() {
            return new LocalClusterException(code, problem, reason, fix, null);
        }
    }
}
