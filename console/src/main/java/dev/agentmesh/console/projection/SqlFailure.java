package dev.agentmesh.console.projection;

import java.sql.SQLException;

/** Carries the database's failure through a fold, which knows of no database. */
final class SqlFailure extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient SQLException failure;

    SqlFailure(SQLException failure) {
        super(failure);
        this.failure = failure;
    }

    SQLException failure() {
        return failure;
    }
}
