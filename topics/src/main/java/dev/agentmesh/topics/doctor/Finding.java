package dev.agentmesh.topics.doctor;

import dev.agentmesh.topics.error.ErrorCode;

/**
 * One thing that is wrong.
 *
 * @param error the code, with cause and fix
 * @param subject what it is wrong with, such as {@code topic mesh.events}
 * @param what actual and expected
 */
public record Finding(ErrorCode error, Severity severity, String subject, String what) {
    public enum Severity {
        /** Work can be lost, done twice or stand still. */
        ERROR,
        /** Less safe than it should be. */
        WARNING
    }

    static Finding error(ErrorCode error, String subject, String what) {
        return new Finding(error, Severity.ERROR, subject, what);
    }

    static Finding warning(ErrorCode error, String subject, String what) {
        return new Finding(error, Severity.WARNING, subject, what);
    }

    /** One line for people. */
    public String describe() {
        return error.code() + " " + subject + ": " + what + "; " + error.fix();
    }
}
