/**
 * Who is asking, and what they may do.
 *
 * <p>A token is believed only under a signature of the one configured issuer. A resource method
 * nobody annotated is closed to everybody. No session is kept. Outside this package a person is
 * their roles and a random pseudonym; the table {@code person} alone ties it to them.
 *
 * <p>Nothing here knows what the catalogue holds or what people learn.
 *
 * <p>Start with {@link dk.ledelseskatalog.identity.BearerAuthenticationMechanism}, then {@link
 * dk.ledelseskatalog.identity.TokenValidator} and {@link
 * dk.ledelseskatalog.identity.AuthorizationFeature}.
 */
@NullMarked
package dk.ledelseskatalog.identity;

import org.jspecify.annotations.NullMarked;
