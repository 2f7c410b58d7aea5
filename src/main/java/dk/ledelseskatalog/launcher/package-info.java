/**
 * Starts the service: Payara Micro with our WAR, on the configured address and port.
 *
 * <p>Lives outside the WAR, in the jar that {@code java -jar} names; the WAR knows nothing of it.
 * It ends the process with status 1 if the WAR does not start, so that no supervisor takes an empty
 * server for a running service.
 *
 * <p>Start with {@link dk.ledelseskatalog.launcher.Launcher}.
 */
@NullMarked
package dk.ledelseskatalog.launcher;

import org.jspecify.annotations.NullMarked;
