package dev.agentmesh.console.query;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.OptionalLong;

/**
 * An answer.
 *
 * @param position how far the log was applied: of the run when it is about one, else of every partition, with spaces
 * @param stalenessMillis how long ago at most something was committed that the answer does not know of; empty while the log has not been
 *     read to its end once
 */
public record Answered(ObjectNode document, String position, OptionalLong stalenessMillis) {}
