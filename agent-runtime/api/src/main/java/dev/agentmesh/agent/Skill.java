package dev.agentmesh.agent;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * One thing an agent can do. The method takes the input (a record, a string, a number, a list or a map; none when it
 * needs no input) and, optionally, a {@link Task}; its return type is the output. JSON Schemas of both are derived and
 * checked before the method runs and after it returned.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Skill {
    /** The skill's name; by default the method's. */
    String value() default "";

    /** One sentence on what it does. */
    String about() default "";
}
