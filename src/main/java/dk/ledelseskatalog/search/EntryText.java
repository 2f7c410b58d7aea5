package dk.ledelseskatalog.search;

import dk.ledelseskatalog.contentmodel.Attribute.SearchRole;

/**
 * One plain text of an entry.
 *
 * @param attribute the attribute it stands in
 * @param language the language it is written in, which may be the fallback
 */
record EntryText(String attribute, SearchRole role, String language, String text) {}
