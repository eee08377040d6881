package dev.agentmesh.cli.dev;

/** One kind of process the dev server keeps running. */
interface Program {
    /** As people call it: {@code broker}. */
    String name();

    /** Starts it and returns when it is ready; throws what a person should read when it cannot be. */
    Live start();
}
