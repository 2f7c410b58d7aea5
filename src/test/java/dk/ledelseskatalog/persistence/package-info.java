/** Databases for tests: the two the service runs on, each as durable as in production. */
@NullMarked
package dk.ledelseskatalog.persistence;

import org.jspecify.annotations.NullMarked;
