package dev.agentmesh.micronaut;

import jakarta.inject.Singleton;

/** What a librarian depends on. */
@Singleton
final class Shelves {
    String shelfOf(String title) {
        return "shelf " + title.charAt(0);
    }
}
