/** What this program is. */
@NullMarked
package dev.agentmesh.cli.about;

import org.jspecify.annotations.NullMarked;
