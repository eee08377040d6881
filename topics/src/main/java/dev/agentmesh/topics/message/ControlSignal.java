package dev.agentmesh.topics.message;

/**
 * A record of {@code <ns>.control}, key scope: a brake that every process heeds, or its release.
 *
 * @param scope {@code mesh}, {@code agent/NAME} or {@code model/NAME}
 */
public record ControlSignal(MessageHeader header, String scope, Body body) implements Message {
    public ControlSignal {
        if (scope.startsWith("agent/")) {
            Identifiers.requireName("agent", scope.substring("agent/".length()));
        } else if (scope.startsWith("model/")) {
            Checks.filled("model", scope.substring("model/".length()), Checks.LINE);
        } else if (!scope.equals("mesh")) {
            throw new IllegalArgumentException("scope is none of mesh, agent/NAME, model/NAME");
        }
    }

    @Override
    public String key() {
        return scope;
    }

    public sealed interface Body permits Brake, Release {}

    /**
     * Slows or stops what the scope names.
     *
     * @param rate tasks per second let through, 0 for none
     */
    public record Brake(double rate, String reason, String by) implements Body {
        public Brake {
            Checks.amount("rate", rate);
            reason = Checks.shortened(reason, Checks.PARAGRAPH);
            Checks.text("by", by, Checks.LINE);
        }
    }

    public record Release(String by) implements Body {
        public Release {
            Checks.text("by", by, Checks.LINE);
        }
    }
}
