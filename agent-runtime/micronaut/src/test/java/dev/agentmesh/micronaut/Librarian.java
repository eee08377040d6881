package dev.agentmesh.micronaut;

import dev.agentmesh.agent.Agent;
import dev.agentmesh.agent.Skill;

/** An agent that cannot be made without a container. */
@Agent(value = "librarian", about = "Knows where books are")
final class Librarian {
    private final Shelves shelves;

    Librarian(Shelves shelves) {
        this.shelves = shelves;
    }

    @Skill
    String find(String title) {
        return shelves.shelfOf(title);
    }
}
