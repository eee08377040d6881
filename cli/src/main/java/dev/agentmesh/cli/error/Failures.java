package dev.agentmesh.cli.error;

import dev.agentmesh.cli.shell.ReaderLeft;
import dev.agentmesh.localcluster.LocalClusterException;
import dev.agentmesh.topics.error.ErrorCode;
import dev.agentmesh.topics.error.MeshException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;

/** Turns whatever a command threw into what a person reads and a script branches on. */
public final class Failures {
    private Failures() {}

    /** Never fails: what nobody foresaw is MESH-9001. */
    public static Failure of(Throwable thrown) {
        return switch (thrown) {
            case CliException failed -> known(failed, failed.exit());
            case MeshException failed -> known(failed, ExitCodes.of(failed.code()));
            case LocalClusterException failed ->
                new Failure(
                        ExitCodes.of(failed.code()), failed.code(), failed.problem(), failed.reason(), failed.fix());
            case ReaderLeft _ -> Failure.silent(ExitCode.OK);
            case InterruptException _ -> Failure.silent(ExitCode.INTERRUPTED);
            case InterruptedException _ -> Failure.silent(ExitCode.INTERRUPTED);
            case TimeoutException late ->
                coded(
                        ExitCode.UNREACHABLE,
                        dev.agentmesh.topics.error.TopicErrors.BROKER_UNREACHABLE,
                        "Kafka did not answer in time: " + late.getMessage());
            case AuthorizationException refused ->
                coded(
                        ExitCode.NOT_ALLOWED,
                        dev.agentmesh.topics.error.TopicErrors.TOPIC_REFUSED,
                        "Kafka does not allow it: " + refused.getMessage());
            case ExecutionException wrapper when wrapper.getCause() != null -> of(wrapper.getCause());
            case CompletionException wrapper when wrapper.getCause() != null -> of(wrapper.getCause());
            default -> coded(ExitCode.UNEXPECTED, CliErrors.INTERNAL, "internal error: " + thrown);
        };
    }

    private static Failure known(MeshException failed, ExitCode exit) {
        String message = failed.getMessage() == null ? "" : failed.getMessage();
        return coded(exit, failed.error(), message.startsWith(failed.code()) ? message.substring(10) : message);
    }

    private static Failure coded(ExitCode exit, ErrorCode code, String what) {
        return new Failure(exit, code.code(), what, code.cause(), code.fix());
    }
}
