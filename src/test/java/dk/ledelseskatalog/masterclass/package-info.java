/** Tests of sessions, enrolments and attendance, on both databases. */
@NullMarked
package dk.ledelseskatalog.masterclass;

import org.jspecify.annotations.NullMarked;
