/** Regular expressions that take time linear in the text, and that cannot grow when they are compiled. */
@NullMarked
package dev.agentmesh.language.pattern;

import org.jspecify.annotations.NullMarked;
