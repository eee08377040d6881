/** What can be set about a host, where it is read from, and which values are accepted. Nothing else. */
@NullMarked
package dev.agentmesh.host.settings;

import org.jspecify.annotations.NullMarked;
