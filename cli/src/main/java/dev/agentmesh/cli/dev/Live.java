package dev.agentmesh.cli.dev;

/**
 * A process that serves.
 *
 * @param port of its clients; 0 when it has none
 * @param address of its clients, as they want it: {@code host:port} or a URL
 * @param stop ends it, gently and then not, and gives back what it held; harmless when it has ended
 */
record Live(Process process, int port, String address, Runnable stop) {
    /** How the process ended, for messages. */
    String ending() {
        int code = process.exitValue();
        return code > 128 ? "killed by signal " + (code - 128) : "exit code " + code;
    }
}
