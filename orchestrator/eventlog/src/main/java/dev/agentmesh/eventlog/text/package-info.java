/** Events in words and as JSON: one line for a person, one object for a program. Not here: tables, colours, whole answers. */
@NullMarked
package dev.agentmesh.eventlog.text;

import org.jspecify.annotations.NullMarked;
