package dev.agentmesh.core.health;

/** The breakers of all agents, as far as is known here: what is new is known a moment later. Answers at once, from memory. */
public interface Breakers {
    /** A world without failures. */
    Breakers ALL_WELL = new Breakers() {
        @Override
        public Breaker of(String agent) {
            return Breaker.WELL;
        }

        @Override
        public boolean allWell() {
            return true;
        }
    };

    /** Where the agent's breaker stands; {@link Breaker#WELL} of one nothing is known of. The same object until something changes. */
    Breaker of(String agent);

    /** Whether every breaker is {@link Breaker#WELL}. */
    boolean allWell();
}
