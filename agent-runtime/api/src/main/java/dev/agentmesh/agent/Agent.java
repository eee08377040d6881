package dev.agentmesh.agent;

import jakarta.inject.Singleton;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * An agent: a named consumer service of its own task topic. Being a {@code @Singleton}, an annotated class is a bean in
 * any container that knows {@code jakarta.inject}, Micronaut among them; without a container it needs a constructor
 * without parameters.
 */
@Singleton
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Agent {
    /** The agent's name, part of its topic: lower-case letters, digits and dashes, 1 to 64 characters. */
    String value();

    /** One sentence a person or a supervising agent chooses by. */
    String about() default "";

    /** How many tasks one process works on at once, at least 1. */
    int width() default 4;

    /**
     * Whether a task that may already have started elsewhere must be reported lost instead of run again. Costly tasks are
     * marked started before they run, for the price of one offset commit per batch.
     */
    boolean costly() default true;
}
