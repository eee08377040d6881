package dev.agentmesh.agent;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The one method of an agent that gets what other agents tell it. It takes a {@link Message}, and a {@link Peers} if it wants to say
 * something itself; what it returns answers a request. See {@link MessageFunction} for what its exceptions mean.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface OnMessage {}
